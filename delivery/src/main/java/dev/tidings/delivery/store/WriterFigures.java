package dev.tidings.delivery.store;

import java.time.Duration;

/// How the writer of the database is doing.
///
/// @param waiting how much work waits for its turn
/// @param commits how many transactions were tried since the start, failed ones included
/// @param commitTime how long they took in all, from their first statement to durable
public record WriterFigures(int waiting, long commits, Duration commitTime) {}
