/// Benchmarks, side by side with peers.
@NullMarked
package dev.tidings.bench;

import org.jspecify.annotations.NullMarked;
