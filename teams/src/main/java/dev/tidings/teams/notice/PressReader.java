package dev.tidings.teams.notice;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a button of this room submitted; what makes no sense is nothing.
final class PressReader {
    private PressReader() {}

    /// @param path where the button's own data is, from the value on
    static Optional<Press> read(@Nullable JsonNode value, String... path) {
        if (value == null) {
            return Optional.empty();
        }
        JsonNode data = value;
        for (String field : path) {
            data = data.path(field);
        }
        return said(data.path(Press.FIELD));
    }

    private static Optional<Press> said(JsonNode said) {
        String reference = said.path("ref").stringValue(null);
        String topic = said.path("topic").stringValue("");
        String name = said.path("name").stringValue("");
        return Optional.ofNullable(
                switch (said.path("do").stringValue("")) {
                    case "opt-out" -> topic.isBlank() ? null : new Press.OptOut(reference, topic);
                    case "opt-in" -> topic.isBlank() ? null : new Press.OptIn(reference, topic);
                    case "done" -> new Press.Done(reference);
                    case "snooze" -> snoozed(reference, said.path("for").stringValue(null));
                    case "call" ->
                        name.isBlank()
                                ? null
                                : new Press.Called(
                                        reference,
                                        name,
                                        said.path("title").stringValue(name),
                                        said.get("data") instanceof ObjectNode data ? data : null);
                    default -> null;
                });
    }

    private static Press.@Nullable Snoozed snoozed(@Nullable String reference, @Nullable String time) {
        try {
            Duration delay = time == null ? Action.Snooze.AN_HOUR : Duration.parse(time);
            return Action.Snooze.allowed(delay) ? new Press.Snoozed(reference, delay) : null;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
