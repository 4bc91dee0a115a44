package dev.tidings.faketeams.control;

import dev.tidings.faketeams.inbound.Envelope;
import dev.tidings.faketeams.inbound.Envelope.Scene;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Team;
import dev.tidings.faketeams.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What owners do to teams and channels. The bot hears of it in the team's General channel, if it is installed.
final class Housekeeping {
    private final World world;
    private final Cast cast;
    private final Envelope envelope;

    Housekeeping(World world, Cast cast, Envelope envelope) {
        this.world = world;
        this.cast = cast;
        this.envelope = envelope;
    }

    Deed channelCreated(ObjectNode request) {
        Team team = cast.team(request);
        Conversation.Channel channel = world.places().createChannel(team, Cast.required(request, "name"));
        return heard(request, team, channel, "channelCreated");
    }

    Deed channelRenamed(ObjectNode request) {
        Conversation.Channel channel = notGeneral(request);
        channel.rename(Cast.required(request, "name"));
        return heard(request, channel.team(), channel, "channelRenamed");
    }

    Deed channelDeleted(ObjectNode request) {
        Conversation.Channel channel = notGeneral(request);
        channel.delete();
        return heard(request, channel.team(), channel, "channelDeleted");
    }

    Deed teamRenamed(ObjectNode request) {
        Team team = cast.team(request);
        team.rename(Cast.required(request, "name"));
        return heard(request, team, null, "teamRenamed");
    }

    Deed teamDeleted(ObjectNode request) {
        Team team = cast.team(request);
        team.delete();
        return heard(request, team, null, "teamDeleted");
    }

    private Conversation.Channel notGeneral(ObjectNode request) {
        Conversation.Channel channel = cast.channel(request);
        if (channel.isGeneral() || channel.deleted()) {
            throw Cast.unclear("General cannot be renamed or deleted, and what is deleted stays so");
        }
        return channel;
    }

    private Deed heard(ObjectNode request, Team team, Conversation.@Nullable Channel channel, String eventType) {
        Bot bot = cast.bot(request);
        Scene scene = cast.sceneOf(bot, team, request);
        world.changes().tell("team", () -> Json.object().put("team", team.id()).put("event", eventType));
        ObjectNode update = envelope.around(scene, "conversationUpdate");
        ObjectNode data = (ObjectNode) update.get("channelData");
        data.put("eventType", eventType).remove("channel");
        if (channel != null) {
            data.putObject("channel").put("id", channel.id()).put("name", channel.label());
        }
        boolean installed = team.installed().contains(bot.appId());
        List<ObjectNode> activities = installed ? Installing.repeated(request, List.of(update)) : List.of();
        return Deed.heard(bot, activities).about("", channel == null ? team.id() : channel.id());
    }
}
