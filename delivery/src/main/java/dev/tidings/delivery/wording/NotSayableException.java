package dev.tidings.delivery.wording;

import org.jspecify.annotations.Nullable;

/// Words that cannot be shown, or not be filled with what is known of somebody.
public final class NotSayableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final @Nullable String advice;

    NotSayableException(String field, String message, @Nullable String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.field = field;
        this.advice = advice;
    }

    /// Where in the request it is, such as `message.text`.
    public String field() {
        return field;
    }

    /// What to do about it, or null if the message says so.
    public @Nullable String advice() {
        return advice;
    }
}
