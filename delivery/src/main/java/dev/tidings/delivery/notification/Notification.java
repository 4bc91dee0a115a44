package dev.tidings.delivery.notification;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something to tell: one message, whom it is for, and how it is to be treated. Immutable.
///
/// @param message the outgoing message as `Message.toJson()` wrote it
/// @param topic what it is about, or null
/// @param notBefore the earliest time to send, or null for at once
/// @param expiresAt the time from which it is not sent any more, or null for never
/// @param manner how it minds its readers
/// @param status what people ordered, and whether its recipients are still being worked out; what its
///     deliveries amount to is not kept here
/// @param planned how many recipients have been planned so far
/// @param createdAt to the millisecond
public record Notification(
        NotificationId id,
        Tenancy tenancy,
        Audience audience,
        String message,
        @Nullable String topic,
        Priority priority,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        OnUncertain onUncertain,
        Manner manner,
        NotificationStatus status,
        long planned,
        Instant createdAt,
        Instant updatedAt) {

    /// Whether its time has run out.
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /// Leaves message and audience out.
    @Override
    public String toString() {
        return "Notification[" + id.value() + ", " + tenancy + ", " + status.word() + "]";
    }
}
