package dev.tidings.delivery.notification;

import java.util.Optional;

/// What happens when nobody can know whether Teams took a message: send it again, or hold it for a person to
/// decide.
public enum OnUncertain {
    /// At least once: doubles are possible.
    RESEND,
    /// At most once: losses are possible, and shown.
    HOLD;

    /// The word in the API, such as `hold`.
    public String word() {
        return Words.of(this);
    }

    /// The choice that a word means; empty for any other word.
    public static Optional<OnUncertain> ofWord(String word) {
        return Words.find(OnUncertain.class, word);
    }

    /// The choice for a notification that makes none: an alert must arrive, anything else must not arrive
    /// twice.
    public static OnUncertain defaultFor(Priority priority) {
        return priority == Priority.HIGH ? RESEND : HOLD;
    }
}
