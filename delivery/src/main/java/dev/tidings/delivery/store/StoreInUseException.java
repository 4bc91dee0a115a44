package dev.tidings.delivery.store;

/// The database belongs to another process that is running.
public final class StoreInUseException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreInUseException(String message) {
        super(message, null);
    }
}
