package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Recipient;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A delivery that is about to be attempted.
///
/// @param topic what it is about, or null
/// @param tab where it is noted that the person got it, or null where nobody counts
/// @param replaces the key of the fact that says which message it replaces, or null
/// @param step the key under which the beginning of the attempt is kept
/// @param begun the step itself
/// @param leaves whether the attempt begins, given what the directory knows; without side effects, as
///     it may be asked twice
@SuppressWarnings("ArrayRecordComponent") // nobody compares departures
public record Departure(
        Tenancy lane,
        Recipient recipient,
        @Nullable String topic,
        @Nullable Tab tab,
        @Nullable String replaces,
        String step,
        byte[] begun,
        Predicate<Whereabouts> leaves) {}
