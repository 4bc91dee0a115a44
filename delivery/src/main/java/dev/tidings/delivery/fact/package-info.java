/// What the engine knows, as facts: work accepted, steps of deliveries, work done. Each is written once and
/// never changed.
///
/// Facts live in a small ordered key-value port, so that the same engine runs on any store that can scan.
@NullMarked
package dev.tidings.delivery.fact;

import org.jspecify.annotations.NullMarked;
