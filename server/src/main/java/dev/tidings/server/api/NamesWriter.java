package dev.tidings.server.api;

import java.util.Iterator;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/// Writes a list of people as [NamesReader] reads it.
final class NamesWriter extends ValueSerializer<List<String>> {
    @Override
    public void serialize(List<String> people, JsonGenerator json, SerializationContext context) {
        Iterator<String> data = people instanceof NamedPeople named
                ? named.data().iterator()
                : List.<String>of().iterator();
        json.writeStartArray();
        for (String id : people) {
            String own = data.hasNext() ? data.next() : "";
            if (own.isEmpty()) {
                json.writeString(id);
            } else {
                json.writeStartObject();
                json.writeStringProperty("id", id);
                json.writeName("data");
                json.writeRawValue(own);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }
}
