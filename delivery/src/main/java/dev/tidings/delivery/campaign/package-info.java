/// What becomes of a notification once it is accepted: planned, paused, cancelled, edited, recalled,
/// reported.
@NullMarked
package dev.tidings.delivery.campaign;

import org.jspecify.annotations.NullMarked;
