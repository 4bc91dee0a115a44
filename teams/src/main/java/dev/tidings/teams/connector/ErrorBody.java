package dev.tidings.teams.connector;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the body of a refusal says, in either of the two shapes that Teams uses.
///
/// @param code the most specific code there is: a sub-code before a code, a word before a number
record ErrorBody(@Nullable String code, @Nullable String message) {
    private static final ErrorBody NOTHING = new ErrorBody(null, null);

    static ErrorBody read(String body) {
        JsonNode node = Answers.tree(body);
        if (node == null || !node.isObject()) {
            return NOTHING;
        }
        JsonNode error = node.path("error");
        return of(error.isObject() ? error : node);
    }

    private static ErrorBody of(JsonNode error) {
        String message = Answers.text(error, "message");
        ErrorBody inner = message != null && message.strip().startsWith("{") ? nested(message) : NOTHING;
        String code = first(
                Answers.text(error, "subCode"),
                inner.code,
                Answers.text(error, "code"),
                Answers.text(error.path("innerHttpError").path("body").path("error"), "code"),
                Answers.text(error, "errorCode"),
                error.isString() ? error.stringValue() : null);
        return new ErrorBody(code, first(inner.message, message));
    }

    /// The second shape keeps an object as text inside `message`.
    private static ErrorBody nested(String json) {
        JsonNode node = Answers.tree(json);
        if (node == null || !node.isObject()) {
            return NOTHING;
        }
        String code =
                first(Answers.text(node, "subCode"), Answers.text(node, "errorSubCode"), Answers.text(node, "code"));
        return new ErrorBody(code, first(Answers.text(node, "details"), Answers.text(node, "message")));
    }

    private static @Nullable String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }
}
