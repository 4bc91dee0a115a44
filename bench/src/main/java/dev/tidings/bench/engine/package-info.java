/// The engine's figures: how fast it is when nothing holds it back.
@NullMarked
package dev.tidings.bench.engine;

import org.jspecify.annotations.NullMarked;
