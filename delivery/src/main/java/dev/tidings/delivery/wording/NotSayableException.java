package dev.tidings.delivery.wording;

/// Words that cannot be filled with what is known of somebody.
public final class NotSayableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    NotSayableException(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    /// Where in the message it is, such as `message.text`.
    public String field() {
        return field;
    }
}
