package dev.tidings.delivery.notification;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message on its way to one place: a line of the ledger.
///
/// @param person under which id the person is known: the directory's if it knew them, else the one the caller
///     gave; null if the target is no person
/// @param reason why it is in this state, in a stable kebab-case word such as `not-installed`, or null
/// @param detail the same as a sentence that says what can be done about it, or null
/// @param attempts how many attempts have been recorded
/// @param dueAt the earliest time of the next attempt, or null if none is planned
/// @param sent where the message went, or null if it did not
/// @param updatedAt when it got into this state
public record Delivery(
        DeliveryId id,
        Tenancy tenancy,
        Target target,
        @Nullable String person,
        DeliveryState state,
        @Nullable String reason,
        @Nullable String detail,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Sent sent,
        Instant createdAt,
        Instant updatedAt) {

    /// Where a message went: what update, recall and reactions need.
    ///
    /// @param activityId the message's id, or null if Teams told none
    /// @param edit the number of the edit whose text it was sent with; 0 for the original one
    public record Sent(String conversationId, @Nullable String activityId, String serviceUrl, int edit) {
        /// A message with its original text.
        public Sent(String conversationId, @Nullable String activityId, String serviceUrl) {
            this(conversationId, activityId, serviceUrl, 0);
        }
    }

    /// The notification that it is a part of.
    public NotificationId notification() {
        return id.notification();
    }
}
