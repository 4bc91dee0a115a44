package dev.tidings.faketeams.referee;

import java.time.Instant;

/// When a request was received, on both clocks.
record Moment(long tick, Instant wall) {}
