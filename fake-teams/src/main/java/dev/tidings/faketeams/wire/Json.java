package dev.tidings.faketeams.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as trees: parsing that refuses instead of guessing, and reading that never throws on a missing field.
public final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// Parses a JSON object; empty when the bytes are anything else.
    public static Optional<ObjectNode> parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /// Parses any JSON value; empty when the text is not JSON.
    public static Optional<JsonNode> value(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// The string at a path of names, or null when absent, empty or not a string.
    public static @Nullable String text(@Nullable JsonNode node, String... path) {
        JsonNode here = at(node, path);
        return here != null && here.isString() && !here.stringValue().isEmpty() ? here.stringValue() : null;
    }

    /// The string at a name, or the other value when absent, empty or not a string.
    public static String textOr(String otherwise, @Nullable JsonNode node, String... path) {
        String found = text(node, path);
        return found == null ? otherwise : found;
    }

    /// The value at a path of names, or null when absent or JSON null.
    public static @Nullable JsonNode at(@Nullable JsonNode node, String... path) {
        JsonNode here = node;
        for (String name : path) {
            here = here == null ? null : here.get(name);
        }
        return here == null || here.isNull() ? null : here;
    }

    public static long number(@Nullable JsonNode node, String name, long otherwise) {
        JsonNode found = at(node, name);
        return found != null && found.isNumber() ? found.longValue() : otherwise;
    }

    public static double fraction(@Nullable JsonNode node, String name, double otherwise) {
        JsonNode found = at(node, name);
        return found != null && found.isNumber() ? found.doubleValue() : otherwise;
    }

    public static boolean flag(@Nullable JsonNode node, String name, boolean otherwise) {
        JsonNode found = at(node, name);
        return (found != null && found.isBoolean()) ? found.booleanValue() : otherwise;
    }
}
