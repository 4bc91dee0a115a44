/// The control surface under /_fake/: acting as a person, faults, state, report, events.
@NullMarked
package dev.tidings.faketeams.control;

import org.jspecify.annotations.NullMarked;
