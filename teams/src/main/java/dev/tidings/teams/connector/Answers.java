package dev.tidings.teams.connector;

import dev.tidings.teams.http.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From the body of a 2xx to a value; whatever is missing or of a wrong shape is null where it may be.
final class Answers {
    static final JsonMapper MAPPER = JsonMapper.shared();

    private Answers() {}

    static @Nullable JsonNode tree(String json) {
        try {
            return json.isBlank() ? null : MAPPER.readTree(json);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /// A text under the first of these names that has one; a number counts as text.
    static @Nullable String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value != null && (value.isString() || value.isNumber())) {
                return value.asString();
            }
        }
        return null;
    }

    /// The message is there, whatever the body says or fails to say.
    static SentActivity sent(HttpAnswer answer) {
        JsonNode node = tree(answer.body());
        return new SentActivity(node == null ? null : text(node, "id"));
    }

    static CreatedConversation created(HttpAnswer answer) {
        JsonNode node = object(answer);
        return new CreatedConversation(
                required(answer, node, "id"), text(node, "activityId"), text(node, "serviceUrl"));
    }

    static MemberPage members(HttpAnswer answer) {
        JsonNode node = object(answer);
        String next = text(node, "continuationToken");
        return new MemberPage(
                elements(answer, node, "members", member -> member(answer, member)),
                next == null || next.isEmpty() ? null : next);
    }

    static Member member(HttpAnswer answer) {
        return member(answer, object(answer));
    }

    private static Member member(HttpAnswer answer, JsonNode node) {
        return new Member(
                required(answer, node, "id"),
                text(node, "aadObjectId", "objectId"),
                text(node, "name"),
                text(node, "givenName"),
                text(node, "surname"),
                text(node, "email"),
                text(node, "userPrincipalName"),
                text(node, "tenantId"),
                text(node, "userRole"));
    }

    static TeamDetails team(HttpAnswer answer) {
        JsonNode node = object(answer);
        return new TeamDetails(
                required(answer, node, "id"),
                text(node, "name"),
                text(node, "aadGroupId"),
                text(node, "type"),
                number(node, "channelCount"),
                number(node, "memberCount"));
    }

    static List<TeamChannel> channels(HttpAnswer answer) {
        return elements(
                answer,
                object(answer),
                "conversations",
                node -> new TeamChannel(required(answer, node, "id"), text(node, "name"), text(node, "type")));
    }

    static JsonNode object(HttpAnswer answer) {
        JsonNode node = tree(answer.body());
        if (node == null || !node.isObject()) {
            throw Refusals.unreadable(answer, "the answer is not a JSON object");
        }
        return node;
    }

    static @Nullable Integer number(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.canConvertToInt() ? (Integer) value.asInt() : null;
    }

    private static String required(HttpAnswer answer, JsonNode node, String name) {
        String value = text(node, name);
        if (value == null || value.isEmpty()) {
            throw Refusals.unreadable(answer, "the answer has no '" + name + "'");
        }
        return value;
    }

    private static <T> List<T> elements(HttpAnswer answer, JsonNode node, String name, Function<JsonNode, T> read) {
        if (!node.path(name).isArray()) {
            throw Refusals.unreadable(answer, "the answer has no list '" + name + "'");
        }
        List<T> elements = new ArrayList<>();
        node.path(name).forEach(element -> elements.add(read.apply(element)));
        return List.copyOf(elements);
    }
}
