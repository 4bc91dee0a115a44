/// Limits and the referee: who sent how much in which window, exactly.
@NullMarked
package dev.tidings.faketeams.referee;

import org.jspecify.annotations.NullMarked;
