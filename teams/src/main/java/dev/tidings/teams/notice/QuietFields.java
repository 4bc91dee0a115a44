package dev.tidings.teams.notice;

import dev.tidings.teams.notice.Preferences.Quiet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a card in which somebody says when they are not disturbed.
record QuietFields(Quiet quiet, Phrases phrases) {
    private static final String MODE = Press.FIELD + "-quiet";
    private static final String FROM = MODE + "-from";
    private static final String TO = MODE + "-to";

    void add(ArrayNode body) {
        body.add(mode());
        ObjectNode times = Blocks.object("ColumnSet").put("spacing", "Small");
        ArrayNode columns = times.putArray("columns");
        String[] own = shownTimes(quiet.own());
        column(columns, time(FROM, "quiet-from", own[0]));
        column(columns, time(TO, "quiet-to", own[1]));
        body.add(times);
        body.add(Blocks.footnote(phrases.of("quiet-note", quiet.clock())).put("spacing", "Small"));
    }

    private ObjectNode mode() {
        ObjectNode field = Blocks.object("Input.ChoiceSet")
                .put("id", MODE)
                .put("label", phrases.of("quiet"))
                .put("style", "compact")
                .put("separator", true)
                .put("value", Press.Hours.mode(shown()));
        ArrayNode choices = field.putArray("choices");
        choice(choices, Quiet.USUAL, phrases.of("quiet-usual", words(quiet.usual())));
        choice(choices, Quiet.OFF, phrases.of("quiet-off"));
        choice(choices, Press.Hours.OWN, phrases.of("quiet-own"));
        return field;
    }

    private static void choice(ArrayNode choices, String value, String title) {
        choices.addObject().put("title", title).put("value", value);
    }

    private static void column(ArrayNode columns, ObjectNode field) {
        columns.addObject()
                .put("type", "Column")
                .put("width", "stretch")
                .putArray("items")
                .add(field);
    }

    private ObjectNode time(String id, String label, String value) {
        ObjectNode field = Blocks.object("Input.Time").put("id", id).put("label", phrases.of(label));
        return value.isEmpty() ? field : field.put("value", value);
    }

    /// As the card shows it: `default`, `off`, or times.
    String shown() {
        return quiet.own() == null ? Quiet.USUAL : quiet.own();
    }

    /// The whole as a line of plain text.
    String plainText() {
        return phrases.of("quiet") + ": "
                + (quiet.own() == null ? phrases.of("quiet-usual", words(quiet.usual())) : words(quiet.own()));
    }

    private String words(String hours) {
        return hours.equals(Quiet.OFF) ? phrases.of("quiet-off") : hours.replace('-', '–');
    }

    private static String[] shownTimes(@Nullable String hours) {
        int dash = hours == null ? -1 : hours.indexOf('-');
        return dash < 0
                ? new String[] {"", ""}
                : new String[] {
                    String.valueOf(hours).substring(0, dash),
                    String.valueOf(hours).substring(dash + 1)
                };
    }

    /// What was put into the fields.
    ///
    /// @param shown as the card showed it
    static Press.Hours read(String shown, JsonNode data) {
        return new Press.Hours(
                shown,
                data.path(MODE).stringValue(null),
                data.path(FROM).stringValue(""),
                data.path(TO).stringValue(""));
    }
}
