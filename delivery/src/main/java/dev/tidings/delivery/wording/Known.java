package dev.tidings.delivery.wording;

import dev.tidings.delivery.directory.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What expressions can refer to: the data that was given for somebody, and under `person` what is
/// known of them.
final class Known {
    /// The name under which a person's own values are; data has none of that name.
    static final String PERSON = "person";

    private static final String NAME = "Ann-Kathrin von der Hohenstein";
    private static final String LOCALE = "en-US";
    private static final JsonMapper JSON = new JsonMapper();

    private Known() {}

    static ObjectNode of(@Nullable Person reader, @Nullable String data) {
        return reader == null ? with(null, null, data) : with(reader.name(), reader.locale(), data);
    }

    /// Whether a template may ask for what is known of its reader; one that names nothing of theirs
    /// does not.
    static boolean asksForReader(String template) {
        return template.contains(PERSON) || template.contains("$root") || template.contains("$data");
    }

    /// Somebody of whom everything is known.
    static ObjectNode everything(@Nullable String data) {
        return with(NAME, LOCALE, data);
    }

    /// Whatever may and may not be known of somebody.
    static List<ObjectNode> possibilities(@Nullable String data) {
        return List.of(
                with(null, null, data), with(NAME, null, data), with(null, LOCALE, data), with(NAME, LOCALE, data));
    }

    private static ObjectNode with(@Nullable String name, @Nullable String locale, @Nullable String data) {
        ObjectNode known =
                data == null || data.isEmpty() ? JSON.createObjectNode() : JSON.readValue(data, ObjectNode.class);
        ObjectNode person = known.putObject(PERSON);
        if (name != null && !name.isBlank()) {
            person.put("name", name.strip()).put("givenName", givenName(name.strip()));
        }
        if (locale != null) {
            person.put("locale", locale);
        }
        return known;
    }

    /// The first word, or what comes after the comma in `Lee, Ann`.
    private static String givenName(String name) {
        int comma = name.indexOf(',');
        String given = comma < 0 || comma == name.length() - 1
                ? name
                : name.substring(comma + 1).strip();
        int blank = given.indexOf(' ');
        return blank < 0 ? given : given.substring(0, blank);
    }
}
