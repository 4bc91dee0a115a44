package dev.tidings.delivery.store;

/// A cursor that no list has handed out.
public final class InvalidCursorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidCursorException() {
        super("this cursor was not handed out by this list; leave it out to start from the beginning");
    }
}
