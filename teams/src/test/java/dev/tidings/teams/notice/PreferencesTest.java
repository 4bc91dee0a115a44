package dev.tidings.teams.notice;

import static dev.tidings.teams.notice.NotificationTest.card;
import static dev.tidings.teams.notice.NotificationTest.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.notice.Preferences.Choice;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class PreferencesTest {
    private static final Preferences SOME = new Preferences(
            List.of(
                    new Choice("prices", false, "digest"),
                    new Choice("safety", true, null),
                    new Choice("weather", false, null)),
            false,
            false,
            Locale.ENGLISH);

    @Test
    void each_topic_is_a_field_and_what_is_mandatory_a_sentence() {
        ObjectNode card = card(SOME.message("n-1"));
        assertThat(titles(card)).containsExactly("Save", "Stop everything");
        assertThat(card.path("body").path(1).path("label").stringValue("")).isEqualTo("prices");
        assertThat(card.path("body").path(1).path("value").stringValue("")).isEqualTo("digest");
        assertThat(card.path("body").path(2).has("value")).isFalse();
        assertThat(card.path("body").path(3).path("text").stringValue("")).contains("safety");
        assertThat(SOME.plainText().lines())
                .containsExactly(
                        "What you get from me",
                        "prices: Once a day, together",
                        "Everybody gets messages about safety; they cannot be turned off.",
                        "weather: Only what is sent to me");
        assertThat(SOME.message(null).summary()).contains("What you get from me");
    }

    @Test
    void what_was_chosen_is_told_by_topic_and_only_if_it_was_changed() {
        Press press = submitted(Map.of("tidings-0", "digest", "tidings-1", "all", "tidings-7", "all"));
        assertThat(((Press.Chose) press).changes()).isEqualTo(Map.of("weather", "all"));
        assertThat(press.reference()).isEqualTo("n-1");
        assertThat(((Press.Chose) submitted(Map.of("tidings-0", "nothing", "tidings-1", ""))).changes())
                .isEqualTo(Map.of("prices", "nothing"));
    }

    private static Press submitted(Map<String, String> fields) {
        return submitted(SOME, fields);
    }

    private static Press submitted(Preferences shown, Map<String, String> fields) {
        ObjectNode data = (ObjectNode)
                card(shown.message("n-1")).path("actions").path(0).path("data").deepCopy();
        fields.forEach(data::put);
        ObjectNode activity = JsonNodeFactory.instance.objectNode().put("type", "message");
        activity.set("value", data);
        return Press.of(Activity.read(activity.toString())).orElseThrow();
    }

    private static final Preferences RESTING =
            SOME.with(new Preferences.Quiet("22:00-06:30", "20:00-07:00", "Europe/Berlin"));

    @Test
    void quiet_hours_are_a_choice_and_two_times_with_the_clock_that_they_are_by() {
        ObjectNode card = card(RESTING.message("n-1"));
        List<JsonNode> fields = card.findParents("id");
        assertThat(fields)
                .filteredOn(field -> field.path("id").stringValue("").startsWith("tidings-quiet"))
                .extracting(field -> field.path("value").stringValue(""))
                .containsExactly("own", "22:00", "06:30");
        assertThat(card.toString()).contains("As for everybody: 20:00–07:00", "By the clock of Europe/Berlin.");
        assertThat(RESTING.plainText()).endsWith("Quiet hours: 22:00–06:30");
        Preferences usual = SOME.with(new Preferences.Quiet(null, "off", "UTC"));
        assertThat(usual.plainText()).endsWith("Quiet hours: As for everybody: None");
        assertThat(card(usual.message(null)).findValuesAsString("value")).contains("default");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // shown, chosen, from, to, what that changes
                "default,   default,'',   '',   -",
                "default,   off,    '',   '',   off",
                "default,   own,    22:00,06:00,22:00-06:00",
                "default,   default,22:00,06:00,22:00-06:00",
                "off,       default,'',   '',   default",
                "22:00-06:00,own,   22:00,06:00,-",
                "22:00-06:00,own,   23:00,06:00,23:00-06:00",
                "22:00-06:00,off,   22:00,06:00,off",
                "22:00-06:00,default,22:00,06:00,default",
                "default,   own,    22:00,'',   22:00-",
                "default,   -,      22:00,06:00,-"
            })
    void of_quiet_hours_it_is_told_what_was_chosen_otherwise_than_the_card_showed_it(
            String shown, @Nullable String chosen, String from, String to, @Nullable String change) {
        assertThat(new Press.Hours(shown, chosen, from, to).change()).isEqualTo(Optional.ofNullable(change));
    }

    @Test
    void quiet_hours_are_read_from_what_the_card_submits() {
        Press press = submitted(
                RESTING, Map.of("tidings-quiet", "own", "tidings-quiet-from", "23:15", "tidings-quiet-to", "07:00"));
        assertThat(((Press.Chose) press).hours()).isEqualTo(new Press.Hours("22:00-06:30", "own", "23:15", "07:00"));
        assertThat(((Press.Chose) submitted(SOME, Map.of("tidings-quiet", "off"))).hours())
                .as("the card did not ask")
                .isNull();
    }

    @Test
    void whoever_has_stopped_everything_can_begin_again() {
        Preferences stopped = new Preferences(List.of(), true, true, Locale.ENGLISH);
        ObjectNode card = stopped.saved("n-1", Instant.parse("2026-11-25T14:02:33.5Z"));
        assertThat(titles(card)).containsExactly("Start again");
        assertThat(card.toString())
                .contains("You get nothing from me but what you choose here", "There is nothing to choose yet")
                .contains("There are further topics", "Saved · {{TIME(2026-11-25T14:02:33Z)}}");
        ObjectNode said = (ObjectNode) card.path("actions").path(0).path("data");
        assertThat(said).isEqualTo(new Press.Asked("n-1", "start").submitted());
    }

    @Test
    void more_topics_than_fit_are_refused() {
        List<Choice> many = Collections.nCopies(Preferences.MOST + 1, new Choice("x", false, null));
        assertThatThrownBy(() -> new Preferences(many, false, false, Locale.ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
