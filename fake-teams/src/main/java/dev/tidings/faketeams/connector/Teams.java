package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Team;
import dev.tidings.faketeams.world.World;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reading a team and its channels.
final class Teams {
    private final World world;

    Teams(World world) {
        this.world = world;
    }

    Reply details(Call call) {
        Team team = readable(call);
        return Reply.ok(Json.object()
                .put("id", team.id())
                .put("name", team.name())
                .put("aadGroupId", team.groupId())
                .put("channelCount", team.channels().size())
                .put("memberCount", team.roster().size())
                .put("type", "standard"));
    }

    Reply channels(Call call) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("conversations");
        readable(call)
                .channels()
                .forEach(channel -> list.addObject().put("id", channel.id()).put("name", channel.name()));
        return Reply.ok(body);
    }

    private Team readable(Call call) {
        Team team = world.places().team(call.path("team")).orElseThrow(Refusal::conversationNotFound);
        world.mustBeIn(call.bot(), team.general());
        return team;
    }
}
