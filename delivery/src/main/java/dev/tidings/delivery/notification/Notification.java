package dev.tidings.delivery.notification;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something to tell: one message, where it goes, and how it is to be treated. Immutable.
///
/// @param target what the caller asked for
/// @param message the outgoing message as `Message.toJson()` wrote it
/// @param topic what it is about, or null
/// @param notBefore the earliest time to send, or null for at once
/// @param expiresAt the time from which it is not sent any more, or null for never
/// @param createdAt to the millisecond
public record Notification(
        NotificationId id,
        Tenancy tenancy,
        Target target,
        String message,
        @Nullable String topic,
        Priority priority,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        OnUncertain onUncertain,
        NotificationStatus status,
        Instant createdAt,
        Instant updatedAt) {

    /// Whether its time has run out.
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /// Leaves the message out.
    @Override
    public String toString() {
        return "Notification[" + id.value() + ", " + tenancy + ", " + status.word() + "]";
    }
}
