package dev.tidings.cluster;

import java.util.concurrent.atomic.AtomicLong;

/// How many of the facts of one shard were written, and how many of these Kafka keeps. Facts of a
/// shard are acknowledged in the order in which they are written.
///
/// Written by the shard's thread, acknowledged by the producer's.
final class Acknowledged {
    private final AtomicLong acknowledged = new AtomicLong();
    private long written;
    private volatile boolean failed;

    /// One more is written.
    void write() {
        written++;
    }

    /// Kafka has answered.
    void answered(boolean kept) {
        if (kept) {
            acknowledged.incrementAndGet();
        } else {
            failed = true;
        }
    }

    /// The place behind all that were written so far.
    long mark() {
        return written;
    }

    /// Whether Kafka keeps all that were written up to a mark. After one was not kept that is never
    /// so again: the shard is about to be given up.
    boolean reaches(long mark) {
        return !failed && acknowledged.get() >= mark;
    }
}
