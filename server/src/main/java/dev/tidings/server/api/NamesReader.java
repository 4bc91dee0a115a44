package dev.tidings.server.api;

import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.notification.Names;
import dev.tidings.server.api.NotificationJson.PersonJson;
import dev.tidings.server.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.node.ObjectNode;

/// Reads a list of people, which may be very long, without having all of them as they came in memory.
/// Each is an id, or an object with an id and data.
final class NamesReader extends ValueDeserializer<List<String>> {
    @Override
    public @Nullable List<String> deserialize(JsonParser json, DeserializationContext context) {
        if (!json.isExpectedStartArrayToken()) {
            return asList(context.handleUnexpectedToken(List.class, json));
        }
        Names.Gathering names = new Names.Gathering();
        Names.Gathering data = new Names.Gathering();
        boolean some = false;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.VALUE_NULL) {
                json.skipChildren();
                return upToNull(names.size(), json);
            }
            if (token == JsonToken.START_OBJECT) {
                PersonJson person = context.readValue(json, PersonJson.class);
                data.add(data(person, names.size()));
                names.add(id(person, names.size()));
                some = true;
            } else if (token.isScalarValue()) {
                names.add(json.getString().strip());
                data.add("");
            } else {
                return asList(context.handleUnexpectedToken(String.class, json));
            }
        }
        return some ? new NamedPeople(names.done(), data.done()) : names.done();
    }

    private static String id(PersonJson person, int place) {
        String id = person.id();
        if (id == null) {
            throw ProblemException.invalid(
                    "to.users[" + place + "].id", "it is missing", "Give an id, and data if there is some.");
        }
        return id.strip();
    }

    private static String data(PersonJson person, int place) {
        ObjectNode data = person.data();
        String written = data == null || data.isEmpty() ? "" : data.toString();
        if (written.length() > Content.MOST_DATA) {
            throw ProblemException.invalid(
                    "to.users[" + place + "].data",
                    "it has " + written.length() + " characters, and at most " + Content.MOST_DATA + " go",
                    "Give what the message says, not more.");
        }
        if (data != null && data.has("person")) {
            throw ProblemException.invalid(
                    "to.users[" + place + "].data.person",
                    "this name stands for what is known of the person",
                    "Take another name.");
        }
        return written;
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
