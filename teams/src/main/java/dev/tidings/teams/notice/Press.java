package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Activity;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What somebody asked for by pressing a button of a card of this room.
public sealed interface Press {

    /// The field of a button's data that this room reads and writes.
    String FIELD = "tidings";

    /// Which message the button was on, as [Notification#message(String)] was told; null if it was told
    /// nothing.
    @Nullable
    String reference();

    /// Wants nothing more of a topic.
    record OptOut(@Nullable String reference, String topic) implements Press {}

    /// Wants a topic again, or for the first time.
    record OptIn(@Nullable String reference, String topic) implements Press {}

    /// Has dealt with the message.
    record Done(@Nullable String reference) implements Press {}

    /// Wants to see the message again later.
    ///
    /// @param delay how much later
    record Snoozed(@Nullable String reference, Duration delay) implements Press {}

    /// Pressed a button of the sender's own.
    ///
    /// @param name what the sender calls it
    /// @param title the words on the button
    /// @param data what the sender gave with it, or null
    record Called(
            @Nullable String reference,
            String name,
            String title,
            @Nullable ObjectNode data) implements Press {}

    /// What a button submits for this.
    default ObjectNode submitted() {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case OptOut out -> said.put("do", "opt-out").put("topic", out.topic());
            case OptIn in -> said.put("do", "opt-in").put("topic", in.topic());
            case Done done -> said.put("do", "done");
            case Snoozed snoozed ->
                said.put("do", "snooze").put("for", snoozed.delay().toString());
            case Called called -> {
                said.put("do", "call").put("name", called.name()).put("title", called.title());
                if (called.data() != null) {
                    said.set("data", called.data().deepCopy());
                }
            }
        }
        if (reference() != null) {
            said.put("ref", reference());
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set(FIELD, said);
        return data;
    }

    /// What an activity asks for; empty if it is no button of this room.
    static Optional<Press> of(Activity activity) {
        if (activity instanceof Activity.Invoke invoke && invoke.name().equals("adaptiveCard/action")) {
            return PressReader.read(invoke.value(), "action", "data");
        }
        return activity instanceof Activity.Message message ? PressReader.read(message.value()) : Optional.empty();
    }
}
