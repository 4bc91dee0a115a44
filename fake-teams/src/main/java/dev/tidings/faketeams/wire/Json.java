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

    /// An empty object.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// An empty list.
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

    /// The JSON text.
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// The same object, its own names beginning with small letters.
    public static ObjectNode camelCased(ObjectNode node) {
        ObjectNode camel = object();
        node.properties().forEach(field -> camel.set(small(field.getKey()), field.getValue()));
        return camel;
    }

    private static String small(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
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

    /// The whole number at a name, or the other value when absent; anything else there is a [Refusal].
    public static long number(@Nullable JsonNode node, String name, long otherwise) {
        JsonNode found = at(node, name);
        if (found == null) {
            return otherwise;
        }
        if (!found.isIntegralNumber() || !found.canConvertToLong()) {
            throw Refusal.badArgument("'" + name + "' is not a whole number");
        }
        return found.longValue();
    }

    /// The number at a name, or the other value when absent; anything else there is a [Refusal].
    public static double fraction(@Nullable JsonNode node, String name, double otherwise) {
        JsonNode found = at(node, name);
        if (found != null && !found.isNumber()) {
            throw Refusal.badArgument("'" + name + "' is not a number");
        }
        return found == null ? otherwise : found.doubleValue();
    }

    /// The truth value at a name, or the other value when absent; anything else there is a [Refusal].
    public static boolean flag(@Nullable JsonNode node, String name, boolean otherwise) {
        JsonNode found = at(node, name);
        if (found != null && !found.isBoolean()) {
            throw Refusal.badArgument("'" + name + "' is neither true nor false");
        }
        return found == null ? otherwise : found.booleanValue();
    }
}
