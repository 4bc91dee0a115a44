package dev.tidings.delivery.store;

import org.jspecify.annotations.Nullable;

/// The database cannot be reached or cannot write just now. Nothing was acknowledged; the same call may
/// succeed later.
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
