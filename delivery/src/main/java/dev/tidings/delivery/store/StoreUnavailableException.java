package dev.tidings.delivery.store;

import org.jspecify.annotations.Nullable;

/// The database cannot be reached or cannot write just now. Nothing was acknowledged; the same call may
/// succeed later.
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    /// @param message a sentence without anything that people wrote
    public StoreUnavailableException(@Nullable String message, @Nullable Throwable cause) {
        super(message == null ? "The database is away." : message, cause);
    }
}
