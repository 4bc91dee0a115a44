package dev.tidings.delivery.store;

import org.jspecify.annotations.Nullable;

/// Something that was asked of a store could not be done.
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message a sentence that says what to do, without anything that people wrote
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
