package dev.tidings.delivery.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step on the way to a recipient, recorded before it is taken.
///
/// @param step a stable kebab-case word
/// @param after why the step before did not lead there, or null if there was none
public record Footprint(Instant at, String step, @Nullable String after) {}
