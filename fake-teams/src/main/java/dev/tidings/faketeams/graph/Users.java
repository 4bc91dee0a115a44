package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Organisation;
import dev.tidings.faketeams.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The people of a tenant: one, some, all, and what has changed.
final class Users {
    private static final String PERMISSION = "User.Read.All";
    private static final int LARGEST_PAGE = 999;
    private static final int SEARCHED = 100_000;

    private final World world;

    Users(World world) {
        this.world = world;
    }

    private Organisation organisation() {
        return world.organisation();
    }

    /// Somebody of the caller's tenant, by object id or user principal name.
    Optional<Person> find(Tenant tenant, String id) {
        return tenant.byObjectId(id)
                .or(() -> tenant.byPrincipalName(id))
                .filter(person -> !organisation().removed(person));
    }

    Person require(Call call) {
        String id = call.path("user");
        return find(call.tenant(), id).orElseThrow(() -> Errors.noResource(id));
    }

    Reply one(Call call) {
        mustRead();
        return Reply.ok(json(require(call), call));
    }

    Reply list(Call call) {
        mustRead();
        Filter filter = Filter.of(call.option("$filter"));
        if (filter != null) {
            return Reply.ok(Paging.page(filtered(call, filter)));
        }
        String token = call.option("$skiptoken");
        int from = token == null ? 0 : Paging.numbers(token, 1)[0];
        List<ObjectNode> entries = new ArrayList<>();
        int next = read(call, from, entries);
        ObjectNode page = Paging.page(entries);
        if (next < call.tenant().size()) {
            page.put("@odata.nextLink", Paging.link(call, "/users", "skiptoken", Paging.token(next)));
        }
        return Reply.ok(page);
    }

    private List<ObjectNode> filtered(Call call, Filter filter) {
        Set<Person> found = new LinkedHashSet<>();
        filter.terms().forEach(term -> match(call.tenant(), term).ifPresent(found::add));
        return found.stream()
                .filter(person -> !organisation().removed(person))
                .map(person -> json(person, call))
                .toList();
    }

    private static Optional<Person> match(Tenant tenant, Filter.Term term) {
        String value = term.value().toLowerCase(Locale.ROOT);
        return switch (term.field()) {
            case "id" -> tenant.byObjectId(value);
            case "userPrincipalName" -> tenant.byPrincipalName(value);
            case "mail" ->
                tenant.byPrincipalName(value.replace("@" + mailDomain(tenant), "@" + principalDomain(tenant)))
                        .filter(person -> mail(person, tenant).equals(value));
            default -> throw Errors.badRequest("Unsupported or invalid query filter clause: " + term.field());
        };
    }

    Reply delta(Call call) {
        mustRead();
        String since = call.option("$deltatoken");
        if (since != null) {
            return Reply.ok(changes(call, fresh(Paging.numbers(since, 2))));
        }
        String token = call.option("$skiptoken");
        int[] at = token == null
                ? new int[] {0, organisation().changes().size(), organisation().epoch()}
                : Paging.numbers(token, 3);
        List<ObjectNode> entries = new ArrayList<>();
        int next = read(call, at[0], entries);
        ObjectNode page = Paging.page(entries);
        return Reply.ok(
                next < call.tenant().size()
                        ? page.put(
                                "@odata.nextLink",
                                Paging.link(call, "/users/delta", "skiptoken", Paging.token(next, at[1], at[2])))
                        : page.put("@odata.deltaLink", deltaLink(call, at[1], at[2])));
    }

    private int fresh(int[] token) {
        if (token[1] != organisation().epoch()
                || token[0] > organisation().changes().size()) {
            throw Errors.tooOld();
        }
        return token[0];
    }

    private ObjectNode changes(Call call, int since) {
        List<String> all = organisation().changes();
        Set<String> changed = new LinkedHashSet<>(all.subList(since, all.size()));
        List<ObjectNode> entries = new ArrayList<>();
        for (String id : changed) {
            call.tenant()
                    .byObjectId(id)
                    .map(person -> organisation().removed(person) ? gone(id) : json(person, call))
                    .ifPresent(entries::add);
        }
        ObjectNode page = Paging.page(entries);
        return page.put(
                "@odata.deltaLink", deltaLink(call, all.size(), organisation().epoch()));
    }

    private static ObjectNode gone(String id) {
        ObjectNode gone = Json.object().put("id", id);
        gone.putObject("@removed").put("reason", "changed");
        return gone;
    }

    private static String deltaLink(Call call, int mark, int epoch) {
        return Paging.link(call, "/users/delta", "deltatoken", Paging.token(mark, epoch));
    }

    /// Adds a page of people and answers where the next one begins.
    private int read(Call call, int from, List<ObjectNode> entries) {
        int size = call.pageSize(LARGEST_PAGE);
        int at = from;
        while (at < call.tenant().size() && entries.size() < size && at - from < SEARCHED) {
            Person person = call.tenant().person(at++);
            if (!organisation().removed(person)) {
                entries.add(json(person, call));
            }
        }
        return at;
    }

    private void mustRead() {
        if (!organisation().consented(PERMISSION)) {
            throw Errors.insufficient();
        }
    }

    ObjectNode json(Person person, Call call) {
        ObjectNode all = Json.object()
                .put("id", person.objectId())
                .put("displayName", person.name())
                .put("givenName", person.givenName())
                .put("surname", person.surname())
                .put("mail", mail(person, call.tenant()))
                .put("userPrincipalName", person.userPrincipalName())
                .put("userType", organisation().guest(person) ? "Guest" : "Member")
                .put("accountEnabled", true);
        String select = call.option("$select");
        return select == null ? all : all.retain(Set.of(select.split(",", -1)));
    }

    private static String mail(Person person, Tenant tenant) {
        return person.userPrincipalName().replace("@" + principalDomain(tenant), "@" + mailDomain(tenant));
    }

    private static String principalDomain(Tenant tenant) {
        String name = tenant.person(0).userPrincipalName();
        return name.substring(name.indexOf('@') + 1);
    }

    private static String mailDomain(Tenant tenant) {
        return principalDomain(tenant).replace(".onmicrosoft.com", ".example");
    }
}
