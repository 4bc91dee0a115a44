/// The packaged server under kills, faults, a full disk and a clock that jumps.
@NullMarked
package dev.tidings.server.chaos;

import org.jspecify.annotations.NullMarked;
