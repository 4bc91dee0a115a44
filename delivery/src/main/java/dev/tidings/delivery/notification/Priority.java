package dev.tidings.delivery.notification;

import java.util.Optional;

/// How urgent a notification is; what is more urgent is sent first. Declared from urgent to patient.
public enum Priority {
    HIGH,
    NORMAL,
    BULK;

    /// The word in the API, such as `high`.
    public String word() {
        return Words.of(this);
    }

    /// The priority that a word means; empty for any other word.
    public static Optional<Priority> ofWord(String word) {
        return Words.find(Priority.class, word);
    }
}
