package dev.tidings.delivery.store;

/// A lock that one process of all on a database holds, in a session of its own: whoever loses the session
/// loses the lock. For one thread; blocks.
public interface SessionLock extends AutoCloseable {

    /// Tries to get it, or makes sure that this very session still holds it.
    ///
    /// @return whether it is held
    /// @throws StoreUnavailableException if nobody can tell; then it is not held any more
    boolean hold();

    /// Gives it back, so that another process gets it at once.
    @Override
    void close();
}
