/// The heart of the engine: order, speed, fairness and retries, without input, output, threads or a clock of its
/// own.
@NullMarked
package dev.tidings.delivery.lane;

import org.jspecify.annotations.NullMarked;
