/// Benchmarks side by side with peers: the stub connector, our contenders, the inbound load and the table.
@NullMarked
package dev.tidings.bench;

import org.jspecify.annotations.NullMarked;
