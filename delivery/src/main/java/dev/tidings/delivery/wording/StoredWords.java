package dev.tidings.delivery.wording;

import dev.tidings.teams.activity.Message;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Words that are not the same for everybody, as they are kept.
final class StoredWords {
    /// No message begins like this: its own name comes first there.
    static final String MARK = "{\"words\":";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PERSONAL = "personal";
    private static final String TRANSLATIONS = "translations";
    private static final String ABOUT = "about";

    private StoredWords() {}

    static String write(Shape shape, boolean personal, Subject subject, Version first, Map<String, Version> others) {
        ObjectNode words = JSON.createObjectNode().put(PERSONAL, personal);
        words.set(shape.field(), first.written());
        ObjectNode translations = words.putObject(TRANSLATIONS);
        others.forEach((tag, version) -> translations.set(tag, version.written()));
        if (shape == Shape.NOTIFICATION) {
            words.set(ABOUT, JSON.valueToTree(subject));
        }
        return JSON.createObjectNode().set("words", words).toString();
    }

    static Words read(String stored) {
        JsonNode words = JSON.readTree(stored).path("words");
        boolean personal = words.path(PERSONAL).asBoolean(false);
        Shape shape = Arrays.stream(Shape.values())
                .filter(each -> words.has(each.field()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("these are no words"));
        JsonNode first = words.path(shape.field());
        return shape == Shape.MESSAGE
                ? Words.of(message(first), translations(words, StoredWords::message), personal)
                : Words.of(
                        shape,
                        (ObjectNode) first,
                        translations(words, ObjectNode.class::cast),
                        personal,
                        subject(words.path(ABOUT)));
    }

    private static Subject subject(JsonNode about) {
        return about.isObject() ? JSON.treeToValue(about, Subject.class) : Subject.NONE;
    }

    private static Message message(JsonNode json) {
        return Message.read(json.toString());
    }

    private static <T> Map<String, T> translations(JsonNode words, Function<JsonNode, T> as) {
        Map<String, T> translations = new LinkedHashMap<>();
        words.path(TRANSLATIONS)
                .properties()
                .forEach(each -> translations.put(each.getKey(), as.apply(each.getValue())));
        return translations;
    }
}
