package dev.tidings.teams.notice;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        return said(data.path(Press.FIELD), data);
    }

    /// What the field of a choice is called, by its place on the card.
    static String field(int index) {
        return Press.FIELD + "-" + index;
    }

    /// @param data what was submitted, with what was put into the fields of the card
    private static Optional<Press> said(JsonNode said, JsonNode data) {
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
                                        said.get("data") instanceof ObjectNode given ? given : null);
                    case "command" ->
                        said.path("command").stringValue("").isBlank()
                                ? null
                                : new Press.Asked(
                                        reference, said.path("command").stringValue(""));
                    case "choose" -> new Press.Chose(reference, wanted(said.path("topics"), data), hours(said, data));
                    default -> null;
                });
    }

    private static List<Press.Wanted> wanted(JsonNode topics, JsonNode data) {
        List<Press.Wanted> wanted = new ArrayList<>();
        for (int index = 0; index < topics.size(); index++) {
            JsonNode each = topics.get(index);
            wanted.add(new Press.Wanted(
                    each.path("topic").stringValue(""),
                    each.path("shown").stringValue(null),
                    data.path(field(index)).stringValue(null)));
        }
        return wanted;
    }

    private static Press.@Nullable Hours hours(JsonNode said, JsonNode data) {
        String shown = said.path("quiet").stringValue(null);
        return shown == null ? null : QuietFields.read(shown, data);
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
