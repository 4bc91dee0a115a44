package dev.tidings.delivery.notification;

import java.util.Optional;

/// How far a notification is.
public enum NotificationStatus {
    /// Durable, and nothing of it has been tried yet.
    ACCEPTED,
    /// Its recipients are being worked out.
    PLANNING,
    /// At least one delivery has been tried or is waiting to be tried again.
    RUNNING,
    /// Somebody stopped it for now.
    PAUSED,
    /// Every delivery has an outcome.
    COMPLETED,
    /// Somebody stopped it for good.
    CANCELLED,
    /// Its time ran out before everything was sent.
    EXPIRED;

    /// The word in the API, such as `accepted`.
    public String word() {
        return Words.of(this);
    }

    /// The status that a word means; empty for any other word.
    public static Optional<NotificationStatus> ofWord(String word) {
        return Words.find(NotificationStatus.class, word);
    }
}
