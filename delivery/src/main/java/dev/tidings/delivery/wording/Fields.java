package dev.tidings.delivery.wording;

import dev.tidings.teams.notice.Action;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The texts of an object, with where they stand in a request.
record Fields(JsonNode json, String place) {
    private static final int LONGEST = 4000;

    /// An object inside this one.
    Fields inside(String name) {
        return new Fields(json.path(name), place(name));
    }

    String place(String name) {
        return place + "." + name;
    }

    /// Whether something is given.
    boolean has(String name) {
        return json.hasNonNull(name);
    }

    String required(String name, String advice) {
        String text = optional(name);
        if (text == null) {
            throw refused(name, "it is missing", advice);
        }
        return text;
    }

    /// A text with something in it, or null.
    @Nullable
    String optional(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isContainer()) {
            throw refused(name, "with these values it is a list or an object", "Say which part of it is meant.");
        }
        String text = written(value);
        if (text.length() > LONGEST) {
            throw refused(name, "it has more than " + LONGEST + " characters", "Say the gist, and link to the rest.");
        }
        return text.isBlank() ? null : text;
    }

    /// An address that a button can open, or null.
    @Nullable
    URI url(String name) {
        String address = optional(name);
        try {
            return address == null ? null : new Action.Open("Open", URI.create(address.strip())).url();
        } catch (IllegalArgumentException unusable) {
            throw refused(
                    name,
                    "it is no address that a button can open",
                    "Give an https address, such as https://x.example; inside of one write ${uriComponent(name)}.");
        }
    }

    URI requiredUrl(String name) {
        return Objects.requireNonNull(url(name));
    }

    NotSayableException refused(String name, String message, String advice) {
        return new NotSayableException(place(name), message, advice, null);
    }

    /// A single value as a text.
    static String written(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
