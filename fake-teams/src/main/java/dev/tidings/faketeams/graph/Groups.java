package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Team;
import dev.tidings.faketeams.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Groups: the one behind each team, and one that holds all of a tenant's groups but the first.
final class Groups {
    private static final String PERMISSION = "GroupMember.Read.All";
    private static final int LARGEST_PAGE = 999;

    private final World world;
    private final Users users;

    Groups(World world, Users users) {
        this.world = world;
        this.users = users;
    }

    /// The team that a group is behind.
    Optional<Team> team(Tenant tenant, String groupId) {
        return teams(tenant).filter(team -> team.groupId().equals(groupId)).findFirst();
    }

    private Stream<Team> teams(Tenant tenant) {
        return world.places().teams().stream()
                .filter(team -> !team.deleted() && team.tenant().id().equals(tenant.id()));
    }

    /// The id of the group of groups.
    static String nested(Tenant tenant) {
        return tenant.guid(7, 0);
    }

    Reply one(Call call) {
        mustRead();
        String id = call.path("group");
        String name = id.equals(nested(call.tenant()))
                ? "All departments"
                : team(call.tenant(), id).map(Team::name).orElseThrow(() -> Errors.noResource(id));
        return Reply.ok(Json.object().put("id", id).put("displayName", name));
    }

    /// Members of members too; groups among them unless only people are asked for.
    Reply transitiveMembers(Call call, boolean peopleOnly) {
        mustRead();
        String token = call.option("$skiptoken");
        int from = token == null ? 0 : Paging.numbers(token, 1)[0];
        int size = call.pageSize(LARGEST_PAGE);
        String id = call.path("group");
        List<ObjectNode> entries = id.equals(nested(call.tenant()))
                ? ofGroups(call, from, size, peopleOnly)
                : ofTeam(call, team(call.tenant(), id).orElseThrow(() -> Errors.noResource(id)), from, size);
        ObjectNode page = Paging.page(entries);
        if (entries.size() == size) {
            String path = "/groups/" + id + "/transitiveMembers" + (peopleOnly ? "/microsoft.graph.user" : "");
            page.put("@odata.nextLink", Paging.link(call, path, "skiptoken", Paging.token(from + size)));
        }
        return Reply.ok(page);
    }

    private List<ObjectNode> ofTeam(Call call, Team team, int from, int size) {
        return team.roster().page(from, size).stream()
                .map(index -> user(call, team.tenant().person(index)))
                .toList();
    }

    private List<ObjectNode> ofGroups(Call call, int from, int size, boolean peopleOnly) {
        List<Team> inside = teams(call.tenant()).skip(1).toList();
        List<ObjectNode> all = new ArrayList<>();
        if (!peopleOnly) {
            inside.forEach(team -> all.add(
                    Json.object().put("@odata.type", "#microsoft.graph.group").put("id", team.groupId())));
        }
        Set<Integer> people = new LinkedHashSet<>();
        inside.forEach(team -> people.addAll(team.roster().page(0, Integer.MAX_VALUE)));
        people.forEach(index -> all.add(user(call, call.tenant().person(index))));
        return all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()));
    }

    private ObjectNode user(Call call, Person person) {
        return users.json(person, call).put("@odata.type", "#microsoft.graph.user");
    }

    private void mustRead() {
        if (!world.organisation().consented(PERMISSION)) {
            throw Errors.insufficient();
        }
    }
}
