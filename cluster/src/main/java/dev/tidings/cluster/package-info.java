/// The engine on many machines: the same lanes and the same courier as in one process, each shard
/// on the machine to which Kafka Streams has given it.
@NullMarked
package dev.tidings.cluster;

import org.jspecify.annotations.NullMarked;
