package dev.tidings.teams.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody's preferences as an Adaptive Card.
final class PreferencesCard {
    private static final List<String> WISHES = List.of("all", "hourly", "digest", "nothing");

    private final Preferences preferences;
    private final @Nullable String reference;
    private final Phrases phrases;

    /// @param reference told when a button is pressed, or null
    PreferencesCard(Preferences preferences, @Nullable String reference) {
        this.preferences = preferences;
        this.reference = reference;
        this.phrases = Phrases.in(preferences.language());
    }

    /// @param saved when it was saved, or null if it was not
    ObjectNode json(@Nullable Instant saved) {
        ObjectNode card = Blocks.card(phrases, plainText());
        ArrayNode body = Blocks.body(card);
        body.add(Blocks.heading(phrases.of("preferences-heading")));
        if (preferences.stopped()) {
            body.add(Blocks.text(phrases.of("preferences-stopped")));
        }
        List<Press.Wanted> wanted = new ArrayList<>();
        choices(body, wanted);
        if (preferences.topics().isEmpty()) {
            body.add(Blocks.text(phrases.of("preferences-nothing")));
        }
        quiet().ifPresent(fields -> fields.add(body));
        if (preferences.more()) {
            body.add(Blocks.footnote(phrases.of("preferences-more")));
        }
        if (saved != null) {
            body.add(Blocks.text("✓ " + phrases.of("saved") + " · " + "{{TIME(" + saved.truncatedTo(ChronoUnit.SECONDS)
                            + ")}}")
                    .put("color", "Good"));
        }
        buttons((ArrayNode) card.get("actions"), wanted);
        return card;
    }

    private Optional<QuietFields> quiet() {
        return Optional.ofNullable(preferences.quiet()).map(quiet -> new QuietFields(quiet, phrases));
    }

    /// Those that can be chosen come first, so that nobody has to look for them among those that cannot.
    private void choices(ArrayNode body, List<Press.Wanted> wanted) {
        for (Preferences.Choice choice : preferences.topics()) {
            if (!choice.mandatory()) {
                body.add(field(choice, wanted.size()));
                wanted.add(new Press.Wanted(choice.topic(), choice.wish(), null));
            }
        }
        for (Preferences.Choice choice : preferences.topics()) {
            if (choice.mandatory()) {
                body.add(Blocks.text(phrases.of("reason-mandatory", Texts.escaped(choice.topic())))
                        .put("isSubtle", true));
            }
        }
    }

    private ObjectNode field(Preferences.Choice choice, int index) {
        ObjectNode field = Blocks.object("Input.ChoiceSet")
                .put("id", PressReader.field(index))
                .put("label", choice.topic())
                .put("style", "compact")
                .put("placeholder", phrases.of("preferences-unsaid"));
        if (choice.wish() != null) {
            field.put("value", choice.wish());
        }
        ArrayNode wishes = field.putArray("choices");
        WISHES.forEach(wish -> wishes.addObject().put("title", title(wish)).put("value", wish));
        return field;
    }

    private String title(@Nullable String wish) {
        return phrases.of(
                switch (wish) {
                    case "all" -> "preferences-all";
                    case "hourly" -> "preferences-hourly";
                    case "digest" -> "preferences-digest";
                    case "nothing" -> "preferences-none";
                    case null, default -> "preferences-unsaid";
                });
    }

    private void buttons(ArrayNode buttons, List<Press.Wanted> wanted) {
        if (!wanted.isEmpty() || preferences.quiet() != null) {
            Press.Hours hours = quiet().map(fields -> new Press.Hours(fields.shown(), null, "", ""))
                    .orElse(null);
            buttons.add(Blocks.press(phrases.of("preferences-save"), new Press.Chose(reference, wanted, hours))
                    .put("style", "positive"));
        }
        buttons.add(
                preferences.stopped()
                        ? Blocks.press(phrases.of("preferences-startall"), new Press.Asked(reference, "start"))
                        : Blocks.press(phrases.of("preferences-stopall"), new Press.Asked(reference, "stop")));
    }

    String plainText() {
        List<String> lines = new ArrayList<>();
        lines.add(phrases.of("preferences-heading"));
        if (preferences.stopped()) {
            lines.add(phrases.of("preferences-stopped"));
        }
        preferences
                .topics()
                .forEach(choice -> lines.add(
                        choice.mandatory()
                                ? phrases.of("reason-mandatory", choice.topic())
                                : choice.topic() + ": " + title(choice.wish())));
        quiet().ifPresent(fields -> lines.add(fields.plainText()));
        return String.join("\n", lines);
    }
}
