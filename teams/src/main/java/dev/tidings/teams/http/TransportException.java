package dev.tidings.teams.http;

/// No answer came: the connection failed, was cut, or took too long.
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is known of the request's way to the server.
    public enum Written {
        /// The server cannot have received the whole request: sending it again cannot double anything.
        NO,
        /// The request may have been received and acted upon.
        MAYBE
    }

    private final Written written;

    /// For a transport of one's own: in doubt, the request may have been written.
    public TransportException(Written written, String message, Throwable cause) {
        super(message, cause);
        this.written = written;
    }

    /// Whether the request may have reached the server.
    public Written written() {
        return written;
    }
}
