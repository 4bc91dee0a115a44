package dev.tidings.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/// A problem document: what is wrong, where, and what to do about it.
///
/// @param type tells programs what kind of problem it is; stable
/// @param field the field, header or parameter at fault, such as `message.format`, or null
/// @param action what to do, for a person
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "field", "action"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable String action) {

    /// The media type of a problem document.
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, String detail, @Nullable String field, @Nullable String action) {
        return new Problem(type.uri(), type.title(), type.status(), detail, field, action);
    }
}
