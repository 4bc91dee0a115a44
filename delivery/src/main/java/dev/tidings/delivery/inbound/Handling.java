package dev.tidings.delivery.inbound;

import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.notice.Press;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What people do with messages, as far as activities name it.
final class Handling {
    /// The name of the invoke that a pressed button of a card is.
    static final String CARD_ACTION = "adaptiveCard/action";

    private static final String READ_RECEIPT = "application/vnd.microsoft.readReceipt";
    private static final int LONGEST_NAME = 100;

    private Handling() {}

    /// What the sender of a message calls the button that was pressed; empty if it has no name.
    static String name(Activity activity) {
        String name = Press.of(activity).map(Handling::name).orElseGet(() -> verb(activity));
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static String name(Press press) {
        return switch (press) {
            case Press.Called called -> called.name();
            case Press.Done _ -> "done";
            case Press.Snoozed _ -> "snooze";
            case Press.OptOut _ -> "opt-out";
            case Press.OptIn _ -> "opt-in";
            case Press.Asked asked -> asked.command();
            case Press.Chose _ -> "choose";
        };
    }

    private static String verb(Activity activity) {
        return activity instanceof Activity.Invoke invoke && invoke.value() != null
                ? invoke.value().path("action").path("verb").stringValue("")
                : "";
    }

    /// Up to which message somebody has read; empty if the event is no receipt of that.
    static Optional<String> readUpTo(Activity.Event event) {
        JsonNode value = event.value();
        return event.name().equals(READ_RECEIPT) && value != null
                ? Optional.ofNullable(value.path("lastReadMessageId").stringValue(null))
                        .filter(id -> !id.isBlank())
                : Optional.empty();
    }
}
