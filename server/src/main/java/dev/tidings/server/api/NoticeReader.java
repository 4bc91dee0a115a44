package dev.tidings.server.api;

import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.delivery.wording.Notices;
import dev.tidings.delivery.wording.Shape;
import dev.tidings.delivery.wording.Subject;
import dev.tidings.delivery.wording.Words;
import dev.tidings.server.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// From the API's `notification` and `welcome` to content; what could not be shown is refused here.
final class NoticeReader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TRANSLATIONS = "translations";
    private static final String TEMPLATE = "template";
    private static final String LANGUAGE = "language";
    private static final String NOTIFICATION = "notification";
    private static final String WELCOME = "welcome";

    private NoticeReader() {}

    /// @param topic what it is about, or null
    /// @param data what is given for each who is named, or empty
    static Content notification(NoticeJson json, @Nullable String topic, List<String> data) {
        Words words = words(json, topic);
        return words.same()
                ? new Content.Happened(Notices.notification(bare(json), topic != null, NOTIFICATION))
                : new Content.Personal(words, data);
    }

    /// @param data what is given for each who is named, or empty
    static Content welcome(WelcomeJson json, List<String> data) {
        Words words = words(json);
        return words.same()
                ? new Content.Greeting(Notices.welcome(bare(json), WELCOME))
                : new Content.Personal(words, data);
    }

    /// A notification, whoever it is for.
    ///
    /// @param topic what it is about, or null
    static Words words(NoticeJson json, @Nullable String topic) {
        return words(Shape.NOTIFICATION, JSON.valueToTree(json), NOTIFICATION, Subject.of(topic));
    }

    /// A welcome, whoever it is for.
    static Words words(WelcomeJson json) {
        return words(Shape.WELCOME, JSON.valueToTree(json), WELCOME, Subject.NONE);
    }

    private static ObjectNode bare(Object json) {
        ObjectNode notice = JSON.valueToTree(json);
        notice.remove(List.of(TRANSLATIONS, TEMPLATE));
        return notice;
    }

    /// @param notice as it was given; translations are taken out of it
    private static Words words(Shape shape, ObjectNode notice, String field, Subject subject) {
        Map<String, ObjectNode> translations = new LinkedHashMap<>();
        JsonNode given = notice.path(TRANSLATIONS);
        given.properties()
                .forEach(each -> translations.put(
                        MessageReader.tag(field, each.getKey()),
                        translation(field + "." + TRANSLATIONS + "." + each.getKey(), each.getKey(), each.getValue())));
        boolean personal = notice.path(TEMPLATE).asBoolean(true);
        notice.remove(List.of(TRANSLATIONS, TEMPLATE));
        try {
            return Words.of(shape, notice, translations, personal, subject);
        } catch (NotSayableException refused) {
            throw MessageReader.refused(refused);
        }
    }

    /// The card's own words are in its language too, unless it says otherwise.
    private static ObjectNode translation(String field, String tag, JsonNode json) {
        if (!(json instanceof ObjectNode translation)) {
            throw ProblemException.invalid(field, "it is null", "Write the whole of it in that language.");
        }
        if (translation.hasNonNull(TRANSLATIONS) || translation.hasNonNull(TEMPLATE)) {
            throw MessageReader.nested(field);
        }
        translation.remove(List.of(TRANSLATIONS, TEMPLATE));
        return translation.hasNonNull(LANGUAGE) ? translation : translation.put(LANGUAGE, tag);
    }
}
