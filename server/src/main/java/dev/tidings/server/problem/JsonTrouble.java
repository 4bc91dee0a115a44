package dev.tidings.server.problem;

import java.util.Collection;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// From Jackson's complaint about a body to the field at fault, without repeating what the body says.
final class JsonTrouble {
    private JsonTrouble() {}

    static ProblemException of(JacksonException trouble) {
        return switch (trouble) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() ->
                ProblemException.invalid(
                        path(mismatch),
                        "the value has the wrong type; wanted is " + wanted(mismatch.getTargetType()),
                        "Correct the value, or leave the field out if it is optional.");
            case DatabindException other
            when !other.getPath().isEmpty() ->
                ProblemException.invalid(path(other), "the value cannot be read", "Correct the value.");
            case DatabindException notAnObject ->
                ProblemException.of(
                        ProblemType.MALFORMED_JSON,
                        "the body is not a JSON object of the expected shape",
                        "Send one JSON object; its fields are listed at /openapi.json.");
            default ->
                ProblemException.of(
                        ProblemType.MALFORMED_JSON,
                        "the body is not valid JSON" + where(trouble),
                        "Check quotes, commas and brackets, and that the body is UTF-8.");
        };
    }

    private static ProblemException unknown(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        String names = known == null
                ? ""
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return ProblemException.at(
                path(unknown),
                ProblemType.UNKNOWN_FIELD,
                "there is no such field here; known are: " + names,
                "Correct its name or leave it out. Nothing was accepted.");
    }

    private static String path(JacksonException trouble) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : trouble.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.length() <= 200 ? path.toString() : path.substring(0, 200) + "...";
    }

    private static String where(JacksonException trouble) {
        var location = trouble.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String wanted(Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text";
            case "Instant" -> "a time such as 2026-01-31T09:00:00Z";
            case "Boolean", "boolean" -> "true or false";
            case "Integer", "int", "Long", "long" -> "a whole number";
            default -> "an object";
        };
    }
}
