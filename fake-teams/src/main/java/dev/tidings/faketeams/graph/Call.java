package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.world.Bot;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One Graph request whose caller is known.
///
/// @param base where the service's paths begin, as the caller wrote it
/// @param largest the page size that the caller prefers, or 0
record Call(
        Bot bot,
        Tenant tenant,
        String base,
        Map<String, String> path,
        MultiMap query,
        int largest,
        @Nullable ObjectNode body) {

    /// A segment of the path that the route is sure to have.
    String path(String name) {
        return Objects.requireNonNull(path.get(name));
    }

    /// A query option such as `$filter`, or null.
    @Nullable
    String option(String name) {
        return query.get(name);
    }

    /// How many entries a page has at most.
    int pageSize(int most) {
        String top = option("$top");
        if (top != null && !top.matches("[1-9][0-9]{0,3}")) {
            throw Errors.badRequest("Invalid page size specified: '" + top + "'. Must be between 1 and 999 inclusive.");
        }
        int asked = top == null ? largest : Integer.parseInt(top);
        return asked == 0 ? Math.min(100, most) : Math.min(asked, most);
    }

    ObjectNode json() {
        if (body == null) {
            throw Errors.badRequest("Unable to read JSON request payload.");
        }
        return body;
    }

    /// The app that a body binds, by its id in the catalog.
    String boundApp() {
        String bound = Json.text(json(), "teamsApp@odata.bind");
        String before = "/appCatalogs/teamsApps/";
        int at = bound == null ? -1 : bound.indexOf(before);
        if (bound == null || at < 0) {
            throw Errors.badRequest("Value for 'teamsApp@odata.bind' is missing or is no app of a catalog.");
        }
        return bound.substring(at + before.length());
    }

    /// Refuses unless an administrator has consented.
    void mustBe(boolean consented, String permission) {
        if (!consented) {
            throw Refusal.of(
                    403,
                    "Forbidden",
                    "Missing role permissions on the request. API requires one of '" + permission
                            + "'. Roles on the request ''.");
        }
    }
}
