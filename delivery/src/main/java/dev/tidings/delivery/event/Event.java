package dev.tidings.delivery.event;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;

/// Something that happened, where and when.
///
/// @param id grows with every event, also over a restart
public record Event(long id, Instant at, Tenancy tenancy, Happening happening) {}
