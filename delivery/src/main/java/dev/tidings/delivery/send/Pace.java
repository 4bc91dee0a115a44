package dev.tidings.delivery.send;

/// Says when the next request may leave.
@FunctionalInterface
public interface Pace {

    /// Waits until one request may leave; the next request of this delivery uses what was reserved.
    void reserve() throws InterruptedException;
}
