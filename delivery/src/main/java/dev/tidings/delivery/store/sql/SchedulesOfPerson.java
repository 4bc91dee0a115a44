package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schedules that name a person as one who gets what they send.
record SchedulesOfPerson(Handle handle, Tenancy tenancy, Set<String> ids) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String USERS = "users";

    /// A schedule with what it sends.
    private record Named(String id, String name, ObjectNode notification) {
        JsonNode to() {
            return notification.path("to");
        }
    }

    /// Which they are.
    List<Map<String, @Nullable Object>> held() {
        List<Map<String, @Nullable Object>> held = new ArrayList<>();
        for (Named schedule : named()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", schedule.id());
            row.put("name", schedule.name());
            held.add(row);
        }
        return held;
    }

    /// Takes the person out of them; those that are for nobody else end.
    ///
    /// @return how many named the person
    int erase() {
        List<Named> named = named();
        named.forEach(this::erase);
        return named.size();
    }

    private void erase(Named schedule) {
        JsonNode users = schedule.to().path(USERS);
        if (users instanceof ArrayNode list && !list.valueStream().allMatch(this::meant)) {
            list.removeIf(this::meant);
            handle.execute(
                    "UPDATE schedules SET notification = ? WHERE id = ?",
                    schedule.notification().toString(),
                    schedule.id());
        } else {
            handle.execute("DELETE FROM schedules WHERE id = ?", schedule.id());
        }
    }

    private List<Named> named() {
        return handle
                .createQuery("SELECT id, name, notification FROM schedules WHERE bot = ? AND tenant = ?")
                .bind(0, tenancy.bot())
                .bind(1, tenancy.tenant())
                .map((row, context) -> new Named(
                        row.getString("id"),
                        row.getString("name"),
                        JSON.readValue(row.getString("notification"), ObjectNode.class)))
                .list()
                .stream()
                .filter(schedule -> meant(schedule.to().path("user"))
                        || schedule.to().path(USERS).valueStream().anyMatch(this::meant))
                .toList();
    }

    /// People are named by an id, or by an object with one and what is said to them alone.
    private boolean meant(JsonNode person) {
        String id = person.isObject() ? person.path("id").stringValue("") : person.stringValue("");
        return !id.isEmpty() && ids.contains(PersonIds.kept(id));
    }
}
