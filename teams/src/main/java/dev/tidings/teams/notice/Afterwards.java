package dev.tidings.teams.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a card of this room looks like after one of its buttons was pressed: who did it and when takes
/// the place of the buttons that have had their day. The card that is given is not changed.
public final class Afterwards {
    private static final String OUTCOME = "tidings-outcome";

    private Afterwards() {}

    /// Somebody has dealt with it, or pressed a button of the sender's own.
    ///
    /// @param who the name of the person, or null if it is not known
    public static ObjectNode settled(ObjectNode card, Press press, @Nullable String who, Instant at) {
        Phrases phrases = phrases(card);
        return switch (press) {
            case Press.Done done -> outcome(card, phrases.of("done"), phrases, who, at);
            case Press.Called called -> outcome(card, called.title(), phrases, who, at);
            case Press.Snoozed snoozed -> putOff(card, phrases, who, at.plus(snoozed.delay()));
            case Press.OptOut out ->
                turned(
                        card,
                        phrases.of("stopped", Texts.escaped(out.topic())),
                        Blocks.press(phrases.of("again"), new Press.OptIn(out.reference(), out.topic())));
            case Press.OptIn in ->
                turned(
                        card,
                        phrases.of("reason", Texts.escaped(in.topic())),
                        Blocks.press(phrases.of("stop"), new Press.OptOut(in.reference(), in.topic())));
            case Press.Asked asked -> card.deepCopy();
            case Press.Chose chose -> card.deepCopy();
        };
    }

    /// What to say to the person where the card has to stay as it is.
    public static String words(Press press, Locale language) {
        Phrases phrases = Phrases.in(language);
        return switch (press) {
            case Press.Done done -> phrases.of("done");
            case Press.Called called -> called.title();
            case Press.Snoozed snoozed -> phrases.of("later");
            case Press.OptOut out -> phrases.of("stopped", out.topic());
            case Press.OptIn in -> phrases.of("subscribed", in.topic());
            case Press.Asked asked -> phrases.of("done");
            case Press.Chose chose -> phrases.of("saved");
        };
    }

    /// Whether a card says already that it was dealt with.
    public static boolean settled(ObjectNode card) {
        return card.path("body").valueStream().anyMatch(block -> isMarked(block, OUTCOME));
    }

    /// The same card as another message: its buttons tell another reference from now on.
    ///
    /// @param reference told by [Press#reference()] when a button is pressed
    public static ObjectNode again(ObjectNode card, String reference) {
        ObjectNode copy = card.deepCopy();
        copy.path("actions").forEach(button -> {
            refer(button, reference);
            refer(button.path("fallback"), reference);
        });
        return copy;
    }

    private static void refer(JsonNode button, String reference) {
        if (button.path("data").path(Press.FIELD) instanceof ObjectNode said) {
            said.put("ref", reference);
        }
    }

    /// Of what is done it is said when; of what is put off, until when.
    private static ObjectNode outcome(ObjectNode card, String what, Phrases phrases, @Nullable String who, Instant at) {
        String done = who == null
                ? phrases.of("outcome-unnamed", Texts.escaped(what), when(at))
                : phrases.of("outcome", Texts.escaped(what), Texts.escaped(who), when(at));
        return marked(card, done);
    }

    private static ObjectNode putOff(ObjectNode card, Phrases phrases, @Nullable String who, Instant until) {
        String later = who == null
                ? phrases.of("snoozed-unnamed", when(until))
                : phrases.of("snoozed", when(until), Texts.escaped(who));
        return marked(card, later);
    }

    /// In the reader's own time.
    private static String when(Instant at) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return "{{DATE(" + second + ",SHORT)}} {{TIME(" + second + ")}}";
    }

    private static ObjectNode marked(ObjectNode card, String done) {
        ObjectNode after = card.deepCopy();
        keep(after, press -> press == null || press instanceof Press.OptOut || press instanceof Press.OptIn);
        put(after, OUTCOME, Blocks.text(done).put("color", "Good").put("spacing", "Medium"));
        return after;
    }

    private static ObjectNode turned(ObjectNode card, String words, ObjectNode button) {
        ObjectNode after = card.deepCopy();
        keep(after, press -> !(press instanceof Press.OptOut || press instanceof Press.OptIn));
        put(after, Blocks.TOPIC, Blocks.footnote(words));
        if (after.get("actions") instanceof ArrayNode buttons) {
            buttons.add(button);
        }
        return after;
    }

    private interface Wanted {
        boolean test(@Nullable Press press);
    }

    private static void keep(ObjectNode card, Wanted wanted) {
        if (!(card.get("actions") instanceof ArrayNode buttons)) {
            return;
        }
        List<JsonNode> kept = new ArrayList<>();
        buttons.forEach(button -> {
            if (wanted.test(PressReader.read(button, "data").orElse(null))) {
                kept.add(button);
            }
        });
        buttons.removeAll().addAll(kept);
    }

    /// Puts a line in the place of an earlier one of its kind, else at the end, but above the footnote.
    private static void put(ObjectNode card, String id, ObjectNode line) {
        if (!(card.get("body") instanceof ArrayNode body)) {
            return;
        }
        line.put("id", id);
        for (int at = 0; at < body.size(); at++) {
            if (isMarked(body.get(at), id)) {
                body.set(at, line);
                return;
            }
        }
        boolean footed = !body.isEmpty() && isMarked(body.get(body.size() - 1), Blocks.TOPIC);
        body.insert(footed ? body.size() - 1 : body.size(), line);
    }

    private static boolean isMarked(JsonNode block, String id) {
        return block.path("id").stringValue("").equals(id);
    }

    private static Phrases phrases(ObjectNode card) {
        return Phrases.in(Locale.forLanguageTag(card.path("lang").stringValue("en")));
    }
}
