package dev.tidings.delivery.lane;

import java.time.Instant;

/// Now, on two clocks.
///
/// @param nanos a clock that only goes forward, for pacing; its zero means nothing
/// @param wall the time of day, for due times and expiry; it may be set forward or back
public record Moment(long nanos, Instant wall) {}
