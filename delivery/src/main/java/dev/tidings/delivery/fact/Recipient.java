package dev.tidings.delivery.fact;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Target;
import org.jspecify.annotations.Nullable;

/// Whom or what a delivery is for, as it was known when it was planned.
///
/// @param target as it is addressed
/// @param person under which id the person is known, or null if the target is no person
/// @param original for an edit or recall: the ordinal of the delivery it is about; otherwise null
/// @param sent for an edit or recall: where that message went; otherwise null
public record Recipient(
        Target target, @Nullable String person, @Nullable Long original, Delivery.@Nullable Sent sent) {

    /// A recipient of a notification.
    public static Recipient of(Target target, @Nullable String person) {
        return new Recipient(target, person, null, null);
    }

    /// The conversation that limits count by, as far as it is known: a person's 1:1 chat has the person's id, all
    /// threads of a channel are one.
    public String conversation() {
        String id = person == null ? target.id() : person;
        int thread = id.indexOf(";messageid=");
        return thread < 0 ? id : id.substring(0, thread);
    }
}
