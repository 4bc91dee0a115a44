package dev.tidings.teams.activity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Lenient reading of single fields: a field that is absent or null is null, one of a wrong shape is refused
/// by name.
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode readObject(String json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException notJson) {
            // Jackson's message would repeat a part of what arrived, which may be a message text.
            throw new MalformedActivityException("the body is not JSON");
        }
        throw new MalformedActivityException("the body is not a JSON object");
    }

    static @Nullable String text(ObjectNode node, String field) {
        JsonNode value = value(node, field);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw new MalformedActivityException("'" + field + "' is not a text");
        }
        return value.stringValue();
    }

    static @Nullable ObjectNode object(ObjectNode node, String field) {
        JsonNode value = value(node, field);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedActivityException("'" + field + "' is not an object");
    }

    static List<ObjectNode> objects(ObjectNode node, String field) {
        JsonNode value = value(node, field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new MalformedActivityException("'" + field + "' is not a list");
        }
        List<ObjectNode> objects = new ArrayList<>();
        value.forEach(element -> {
            if (element instanceof ObjectNode object) {
                objects.add(object);
            }
        });
        return objects;
    }

    static @Nullable JsonNode value(ObjectNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /// The same object, its own names and those of its objects beginning with small letters.
    static ObjectNode camelCased(ObjectNode node) {
        ObjectNode camel = MAPPER.createObjectNode();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue() instanceof ObjectNode inner ? camelCased(inner) : field.getValue();
            camel.set(small(field.getKey()), value);
        });
        return camel;
    }

    private static String small(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
