package dev.tidings.server.api;

import dev.tidings.delivery.notification.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/// Reads a list of ids, which may be very long, without having all of them as they came in memory.
final class NamesReader extends ValueDeserializer<List<String>> {
    @Override
    public @Nullable List<String> deserialize(JsonParser json, DeserializationContext context) {
        if (!json.isExpectedStartArrayToken()) {
            return asList(context.handleUnexpectedToken(List.class, json));
        }
        Names.Gathering names = new Names.Gathering();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.VALUE_NULL) {
                json.skipChildren();
                return upToNull(names.size(), json);
            }
            if (!token.isScalarValue()) {
                return asList(context.handleUnexpectedToken(String.class, json));
            }
            names.add(json.getString().strip());
        }
        return names.done();
    }

    /// So that whoever looks for it finds it in its place.
    private static List<String> upToNull(int place, JsonParser json) {
        List<String> names = new ArrayList<>(Collections.nCopies(place, ""));
        names.add(null);
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return names;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable List<String> asList(@Nullable Object handled) {
        return (List<String>) handled;
    }
}
