package dev.tidings.teams.graph;

import dev.tidings.teams.http.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From the body of a 2xx to a value.
final class Answers {
    static final JsonMapper MAPPER = JsonMapper.shared();

    private Answers() {}

    static GraphUser user(HttpAnswer answer) {
        return user(answer, object(answer));
    }

    /// The people of a listing; groups and devices among them are left out.
    static GraphPage<GraphUser> users(HttpAnswer answer) {
        JsonNode page = object(answer);
        List<GraphUser> users = new ArrayList<>();
        for (JsonNode entry : list(answer, page)) {
            String type = entry.path("@odata.type").stringValue("");
            if (type.isEmpty() || type.endsWith("microsoft.graph.user")) {
                users.add(user(answer, entry));
            }
        }
        return new GraphPage<>(users, text(page, "@odata.nextLink"), text(page, "@odata.deltaLink"));
    }

    private static GraphUser user(HttpAnswer answer, JsonNode node) {
        return new GraphUser(
                required(answer, node, "id"),
                text(node, "userPrincipalName"),
                text(node, "mail"),
                text(node, "displayName"),
                "Guest".equalsIgnoreCase(text(node, "userType")),
                node.has("@removed"));
    }

    static CatalogApp app(HttpAnswer answer) {
        return app(answer, object(answer));
    }

    static List<CatalogApp> apps(HttpAnswer answer) {
        return entries(answer, node -> app(answer, node));
    }

    private static CatalogApp app(HttpAnswer answer, JsonNode node) {
        return new CatalogApp(required(answer, node, "id"), text(node, "externalId"), text(node, "displayName"));
    }

    static List<String> ids(HttpAnswer answer) {
        return entries(answer, node -> required(answer, node, "id"));
    }

    static String id(HttpAnswer answer) {
        return required(answer, object(answer), "id");
    }

    /// The text of a single property; empty if there is none.
    static Optional<String> value(HttpAnswer answer) {
        return Optional.ofNullable(text(object(answer), "value"));
    }

    private static <T> List<T> entries(HttpAnswer answer, Function<JsonNode, T> read) {
        return list(answer, object(answer)).valueStream().map(read).toList();
    }

    private static JsonNode list(HttpAnswer answer, JsonNode page) {
        JsonNode value = page.path("value");
        if (!value.isArray()) {
            throw Refusals.unreadable(answer, "the answer has no list 'value'");
        }
        return value;
    }

    private static JsonNode object(HttpAnswer answer) {
        try {
            JsonNode node = MAPPER.readTree(answer.body());
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException notJson) {
            // said below
        }
        throw Refusals.unreadable(answer, "the answer is not a JSON object");
    }

    private static String required(HttpAnswer answer, JsonNode node, String name) {
        String value = text(node, name);
        if (value == null) {
            throw Refusals.unreadable(answer, "the answer has no '" + name + "'");
        }
        return value;
    }

    private static @Nullable String text(JsonNode node, String name) {
        String value = node.path(name).stringValue("");
        return value.isEmpty() ? null : value;
    }
}
