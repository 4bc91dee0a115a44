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
/// @param data what was given for the person alone, a JSON object, or null
public record Recipient(
        Target target,
        @Nullable String person,
        @Nullable Long original,
        Delivery.@Nullable Sent sent,
        @Nullable String data) {

    /// Somebody for whom nothing was given.
    public Recipient(Target target, @Nullable String person, @Nullable Long original, Delivery.@Nullable Sent sent) {
        this(target, person, original, sent, null);
    }

    /// A recipient of a notification.
    public static Recipient of(Target target, @Nullable String person) {
        return new Recipient(target, person, null, null);
    }

    /// The same with what was given for the person alone.
    public Recipient with(@Nullable String values) {
        return values == null || values.isEmpty() ? this : new Recipient(target, person, original, sent, values);
    }

    /// Leaves out what was given for the person.
    @Override
    public String toString() {
        return "Recipient[" + target + ", " + person + "]";
    }

    /// The conversation that limits count by, as far as it is known: a person's 1:1 chat has the
    /// person's id, all threads of a channel are one.
    public String conversation() {
        String id = person == null ? target.id() : person;
        int thread = id.indexOf(";messageid=");
        return thread < 0 ? id : id.substring(0, thread);
    }
}
