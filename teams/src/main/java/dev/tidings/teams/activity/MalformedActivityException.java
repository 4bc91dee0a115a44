package dev.tidings.teams.activity;

/// What arrived is no activity: not JSON, no object, or a field that the protocol needs has a wrong shape.
public final class MalformedActivityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedActivityException(String message) {
        super(message);
    }
}
