package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.World;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The organisation's app catalog: every bot's app, known outside by its app id.
final class Catalog {
    private static final String PERMISSION = "AppCatalog.Read.All";

    private final World world;

    Catalog(World world) {
        this.world = world;
    }

    Reply list(Call call) {
        mustRead(call);
        Filter filter = Filter.of(call.option("$filter"));
        List<ObjectNode> found = listed().stream()
                .filter(bot -> filter == null || filter.terms().stream().anyMatch(term -> is(bot, call, term)))
                .map(bot -> json(bot, call.tenant()))
                .toList();
        return Reply.ok(Paging.page(found));
    }

    Reply one(Call call) {
        mustRead(call);
        String id = call.path("app");
        return Reply.ok(json(require(call.tenant(), id), call.tenant()));
    }

    /// The bot whose app has this id in the catalog; refused if there is none.
    Bot require(Tenant tenant, String catalogId) {
        return find(tenant, catalogId)
                .orElseThrow(() -> Errors.notFound("No app found in the catalog with id '" + catalogId + "'."));
    }

    private Optional<Bot> find(Tenant tenant, String catalogId) {
        return listed().stream()
                .filter(bot -> world.organisation().catalogId(bot, tenant.id()).equals(catalogId))
                .findFirst();
    }

    private List<Bot> listed() {
        return world.organisation().inCatalog() ? world.bots() : List.of();
    }

    /// Whether a filter's term means this bot's app, under `id` and `externalId` or the same of `teamsApp`.
    boolean is(Bot bot, Call call, Filter.Term term) {
        return switch (term.field()) {
            case "externalId", "teamsApp/externalId" -> bot.appId().equals(term.value());
            case "id", "teamsApp/id" ->
                world.organisation().catalogId(bot, call.tenant().id()).equals(term.value());
            default -> throw Errors.badRequest("Unsupported filter clause: " + term.field());
        };
    }

    ObjectNode json(Bot bot, Tenant tenant) {
        return Json.object()
                .put("id", world.organisation().catalogId(bot, tenant.id()))
                .put("externalId", bot.appId())
                .put("displayName", bot.name())
                .put("distributionMethod", "organization");
    }

    private void mustRead(Call call) {
        call.mustBe(world.organisation().consented(PERMISSION), PERMISSION);
    }
}
