package dev.tidings.faketeams.control;

import dev.tidings.faketeams.inbound.BotAnswer;
import dev.tidings.faketeams.inbound.BotDoor;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Changes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Posts activities one after the other and collects what the bot answered.
final class Outbox {
    private final BotDoor door;
    private final Changes changes;

    Outbox(BotDoor door, Changes changes) {
        this.door = door;
        this.changes = changes;
    }

    Future<List<BotAnswer>> post(Bot bot, List<ObjectNode> activities) {
        Future<List<BotAnswer>> all = Future.succeededFuture(new ArrayList<>());
        for (ObjectNode activity : activities) {
            all = all.compose(sofar -> door.post(bot, activity).map(answer -> {
                changes.tell("activity", () -> json(answer).put("bot", bot.appId()));
                sofar.add(answer);
                return sofar;
            }));
        }
        return all;
    }

    static ObjectNode json(BotAnswer answer) {
        return Json.object()
                .put("type", answer.type())
                .put("id", answer.activityId())
                .put("status", answer.status())
                .put("body", answer.body())
                .put("attempts", answer.attempts())
                .put("error", answer.error());
    }
}
