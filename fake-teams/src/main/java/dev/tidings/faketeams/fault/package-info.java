/// Faults on demand, seeded: which call goes wrong, and how.
@NullMarked
package dev.tidings.faketeams.fault;

import org.jspecify.annotations.NullMarked;
