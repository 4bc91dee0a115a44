package dev.tidings.delivery.audience;

/// No service URL is known for a tenant and none is configured: nothing can be asked of Teams there.
public final class NoServiceUrlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoServiceUrlException(String bot) {
        super("no service URL is known or configured for bot '" + bot + "'");
    }
}
