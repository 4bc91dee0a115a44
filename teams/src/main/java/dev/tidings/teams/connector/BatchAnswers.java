package dev.tidings.teams.connector;

import dev.tidings.teams.http.HttpAnswer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the answers of batch operations, whose names .NET begins with capitals and JavaScript with small
/// letters.
final class BatchAnswers {
    private BatchAnswers() {}

    /// An object that holds the id, the id as a JSON string, or the bare id.
    static String operationId(HttpAnswer answer) {
        JsonNode node = Answers.tree(answer.body());
        String id = node == null ? answer.body().strip() : idIn(node);
        if (id == null || id.isEmpty() || id.startsWith("<")) {
            throw Refusals.unreadable(answer, "the answer has no operation id");
        }
        return id;
    }

    private static @Nullable String idIn(JsonNode node) {
        return node.isString() ? node.stringValue() : text(node, "operationId", "id");
    }

    static BatchState state(HttpAnswer answer) {
        JsonNode node = Answers.object(answer);
        String state = text(node, "state");
        if (state == null) {
            throw Refusals.unreadable(answer, "the answer has no 'state'");
        }
        return new BatchState(state, counts(node), instant(text(node, "retryAfter")), number(node));
    }

    static BatchFailures failures(HttpAnswer answer) {
        JsonNode node = Answers.object(answer);
        List<BatchFailures.Entry> entries = new ArrayList<>();
        field(node, "failedEntryResponses").forEach(entry -> {
            String id = text(entry, "entryId", "id");
            if (id != null) {
                entries.add(new BatchFailures.Entry(id, text(entry, "error")));
            }
        });
        String next = text(node, "continuationToken");
        return new BatchFailures(entries, next == null || next.isEmpty() ? null : next);
    }

    private static Map<Integer, Integer> counts(JsonNode node) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (var entry : field(node, "statusMap").properties()) {
            if (entry.getKey().matches("\\d{3}") && entry.getValue().canConvertToInt()) {
                counts.put(Integer.valueOf(entry.getKey()), entry.getValue().asInt());
            }
        }
        return counts;
    }

    private static @Nullable Integer number(JsonNode node) {
        JsonNode value = field(node, "totalEntriesCount");
        return value.isNumber() && value.canConvertToInt() ? (Integer) value.asInt() : null;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = field(node, name);
            if (value.isString() || value.isNumber()) {
                return value.asString();
            }
        }
        return null;
    }

    private static JsonNode field(JsonNode node, String name) {
        for (var entry : node.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return node.path(name);
    }
}
