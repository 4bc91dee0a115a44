package dev.tidings.server.cli;

/// A command that did not work, in words for the person at the terminal.
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /// @param action what to do about it, or empty
    CommandFailedException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
