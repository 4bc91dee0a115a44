package dev.tidings.delivery.store.sql;

import org.jdbi.v3.core.Handle;

/// Watches the directory grow, and has the planner count it again whenever it may have doubled: a planner
/// that takes a table for empty reads all of it for every look-up, and the database itself counts only once a
/// minute.
///
/// Used by the writer's thread alone.
final class Growth {
    private static final long FIRST = 1000;

    private final Connections connections;
    private long learnt;
    private long next = FIRST;

    Growth(Connections connections) {
        this.connections = connections;
    }

    /// Says how many things were learnt, new or not.
    void by(Handle handle, int things) {
        learnt += things;
        if (learnt >= next) {
            next = learnt * 2;
            connections.count(handle);
        }
    }
}
