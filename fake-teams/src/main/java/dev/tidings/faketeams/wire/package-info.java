/// What crosses the wire: JSON trees, answers and the names of operations. Knows nothing of Teams' state.
@NullMarked
package dev.tidings.faketeams.wire;

import org.jspecify.annotations.NullMarked;
