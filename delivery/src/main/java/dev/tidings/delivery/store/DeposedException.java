package dev.tidings.delivery.store;

/// Another process has taken over since, so nothing of this one's engine is written any more.
public final class DeposedException extends StoreException {
    private static final long serialVersionUID = 1L;

    /// @param term in which it was to be written
    public DeposedException(long term) {
        super("Another process sends now; what belongs to term " + term + " was not stored.", null);
    }
}
