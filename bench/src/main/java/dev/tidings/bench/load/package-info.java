/// The measuring part that every contender shares: keep so many sends in flight, count, report. JDK only, so
/// that a peer with old dependencies can compile it into its own class path.
@NullMarked
package dev.tidings.bench.load;

import org.jspecify.annotations.NullMarked;
