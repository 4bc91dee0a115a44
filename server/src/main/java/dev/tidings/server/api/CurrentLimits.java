package dev.tidings.server.api;

import dev.tidings.delivery.host.Node;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.server.settings.SendingLimits;

/// The limits that hold now: those of the settings until somebody changes them. Thread-safe.
final class CurrentLimits {
    private final Node node;
    private Limits limits;

    CurrentLimits(Limits limits, Node node) {
        this.limits = limits;
        this.node = node;
    }

    synchronized SendingLimits get() {
        return SendingLimits.of(limits);
    }

    /// Lets other limits hold, until they are changed again or the server stops.
    synchronized void set(SendingLimits changed) {
        limits = changed.over(limits);
        node.limits(limits);
    }
}
