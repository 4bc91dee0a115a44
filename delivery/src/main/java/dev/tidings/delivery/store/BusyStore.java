package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;

/// Conversations in which a bot is in the middle of something. Thread-safe; blocks; durable when it
/// returns.
public interface BusyStore {

    /// Calls a conversation busy until an instant, whatever was said of it before.
    void busy(Tenancy tenancy, String conversation, Instant until, Instant now);

    /// Takes that back; harmless if it is not busy.
    void idle(Tenancy tenancy, String conversation);
}
