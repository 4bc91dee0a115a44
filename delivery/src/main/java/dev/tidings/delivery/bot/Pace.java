package dev.tidings.delivery.bot;

import dev.tidings.delivery.lane.Request;

/// Says when the next request of one delivery may leave.
@FunctionalInterface
public interface Pace {

    /// Waits until one request may leave; the next request of this delivery uses what was reserved.
    ///
    /// @param conversation whom it goes to, as limits count: the person's id, the chat's, the channel's or the
    ///     roster's
    void reserve(Request request, String conversation) throws InterruptedException;
}
