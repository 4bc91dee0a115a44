package dev.tidings.delivery.directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has been learnt, merged: of each property of each thing the latest value.
///
/// Merging is the same in any order and however often it is repeated: of two values the later one stays, and
/// of two
/// of the same instant the greater one. [#REMOVED] is greater than [#PRESENT], so that in doubt a thing is
/// gone.
///
/// Not thread-safe while it grows.
public final class Knowledge {
    /// The thing is there.
    public static final String PRESENT = "present";

    /// The thing is gone.
    public static final String REMOVED = "removed";

    private static final Instant EARLIEST = Instant.ofEpochMilli(1);

    private final Map<Thing, Map<Property, Dated>> things = new HashMap<>();

    /// What is known of one thing.
    ///
    /// @param id the thing's id
    /// @param member the person of a membership, else empty
    public record Thing(Tenancy tenancy, Subject subject, String id, String member) {}

    /// A value and when it was true.
    ///
    /// @param at cut to milliseconds, as it is kept; not before 1970
    public record Dated(String value, Instant at) {
        /// Cuts the time.
        public Dated {
            at = at.isBefore(EARLIEST) ? EARLIEST : at.truncatedTo(ChronoUnit.MILLIS);
        }

        boolean beats(@Nullable Dated other) {
            return other == null || at.isAfter(other.at) || (at.equals(other.at) && value.compareTo(other.value) > 0);
        }
    }

    /// Learns one property; null values say nothing.
    public Knowledge learn(Thing thing, Property property, @Nullable String value, Instant at) {
        if (!thing.subject().properties().contains(property)) {
            throw new IllegalArgumentException(thing.subject() + " has no " + property);
        }
        if (value != null) {
            merge(thing, property, new Dated(value, at));
        }
        return this;
    }

    /// Learns that there is such a thing, and nothing about it.
    public Knowledge learn(Thing thing) {
        things.computeIfAbsent(thing, unknown -> new EnumMap<>(Property.class));
        return this;
    }

    /// Learns everything that another knows.
    public Knowledge learn(Knowledge other) {
        other.things.forEach((thing, values) -> {
            learn(thing);
            values.forEach((property, dated) -> merge(thing, property, dated));
        });
        return this;
    }

    /// Everything learnt; not a copy.
    public Map<Thing, Map<Property, Dated>> things() {
        return things;
    }

    private void merge(Thing thing, Property property, Dated dated) {
        Map<Property, Dated> values = things.computeIfAbsent(thing, unknown -> new EnumMap<>(Property.class));
        if (dated.beats(values.get(property))) {
            values.put(property, dated);
        }
    }
}
