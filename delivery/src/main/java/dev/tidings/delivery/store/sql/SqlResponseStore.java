package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.Response;
import dev.tidings.delivery.notification.Response.Kind;
import dev.tidings.delivery.store.ResponseStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// [ResponseStore] in SQL.
record SqlResponseStore(Database database) implements ResponseStore {
    static final String RESPONSES = "SELECT * FROM responses WHERE bot = :bot AND tenant = :tenant AND id IN (<ids>)";
    static final String READINGS =
            "SELECT r.id, r.last_read, r.last_read_at, c.person FROM readings r JOIN conversations c ON c.bot = r.bot"
                    + " AND c.tenant = r.tenant AND c.id = r.id WHERE r.bot = :bot AND r.tenant = :tenant"
                    + " AND r.id IN (<ids>)";

    static final String OLD = "DELETE FROM responses"
            + " WHERE (CASE WHEN reaction_at > clicked_at THEN reaction_at ELSE clicked_at END) < :before";

    /// Up to which message a chat was read.
    private record Reading(String lastRead, @Nullable String person, Instant at) {}

    @Override
    public Map<DeliveryId, List<Response>> to(List<Delivery> deliveries) {
        List<Delivery> sent = deliveries.stream()
                .filter(delivery -> delivery.sent() != null && delivery.sent().activityId() != null)
                .toList();
        if (sent.isEmpty()) {
            return Map.of();
        }
        return database.snapshot(handle -> answer(sent, responses(handle, sent), readings(handle, sent)));
    }

    /// Forgets what people did with messages before an instant.
    static int forget(Handle handle, Instant before) {
        return handle.createUpdate(OLD).bind("before", before.toEpochMilli()).execute();
    }

    private static Map<DeliveryId, List<Response>> answer(
            List<Delivery> sent, Map<String, List<Response>> responses, Map<String, Reading> readings) {
        Map<DeliveryId, List<Response>> answer = new LinkedHashMap<>();
        for (Delivery delivery : sent) {
            List<Response> all = new ArrayList<>(responses.getOrDefault(key(delivery), List.of()));
            read(delivery, readings.get(conversation(delivery))).ifPresent(all::add);
            all.sort(Comparator.comparing(Response::at));
            if (!all.isEmpty()) {
                answer.put(delivery.id(), all);
            }
        }
        return answer;
    }

    private static Map<String, List<Response>> responses(Handle handle, List<Delivery> sent) {
        Map<String, List<Response>> found = new HashMap<>();
        about(
                        handle.createQuery(RESPONSES),
                        sent.getFirst().tenancy(),
                        sent.stream().map(SqlResponseStore::key).distinct().toList())
                .map((row, context) -> Map.entry(row.getString("id"), responses(row)))
                .forEach(entry -> found.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .addAll(entry.getValue()));
        return found;
    }

    /// A reaction that was taken back is none.
    private static List<Response> responses(ResultSet row) throws SQLException {
        List<Response> responses = new ArrayList<>();
        String person = row.getString("member");
        String reaction = row.getString("reaction");
        if (reaction != null && !reaction.isEmpty()) {
            responses.add(new Response(person, Kind.REACTED, reaction, at(row, "reaction_at")));
        }
        String clicked = row.getString("clicked");
        if (clicked != null) {
            responses.add(
                    new Response(person, Kind.CLICKED, clicked.isEmpty() ? null : clicked, at(row, "clicked_at")));
        }
        return responses;
    }

    private static Map<String, Reading> readings(Handle handle, List<Delivery> sent) {
        Map<String, Reading> found = new HashMap<>();
        about(
                        handle.createQuery(READINGS),
                        sent.getFirst().tenancy(),
                        sent.stream()
                                .map(SqlResponseStore::conversation)
                                .distinct()
                                .toList())
                .map((row, context) -> Map.entry(
                        row.getString("id"),
                        new Reading(row.getString("last_read"), row.getString("person"), at(row, "last_read_at"))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /// The ids of messages are times and grow: whoever read a later one has read this one.
    private static Optional<Response> read(Delivery delivery, @Nullable Reading reading) {
        if (reading == null || reading.person() == null) {
            return Optional.empty();
        }
        String id = delivery.sent() == null ? null : delivery.sent().activityId();
        return id != null && (id.equals(reading.lastRead()) || earlier(id, reading.lastRead()))
                ? Optional.of(new Response(reading.person(), Kind.READ, null, reading.at()))
                : Optional.empty();
    }

    private static boolean earlier(String id, String other) {
        return id.length() == other.length() ? id.compareTo(other) < 0 : id.length() < other.length();
    }

    private static Query about(Query query, Tenancy tenancy, List<String> ids) {
        return query.bind("bot", tenancy.bot()).bind("tenant", tenancy.tenant()).bindList("ids", ids);
    }

    private static String key(Delivery delivery) {
        String activity = delivery.sent() == null ? null : delivery.sent().activityId();
        return conversation(delivery) + " " + activity;
    }

    private static String conversation(Delivery delivery) {
        return delivery.sent() == null
                ? ""
                : SpeakingPlaces.withoutThread(delivery.sent().conversationId());
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
