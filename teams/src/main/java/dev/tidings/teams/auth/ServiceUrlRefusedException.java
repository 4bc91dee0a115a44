package dev.tidings.teams.auth;

/// A service URL that must not see the bot's token; nothing was sent to it.
public final class ServiceUrlRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceUrlRefusedException(String message) {
        super(message);
    }
}
