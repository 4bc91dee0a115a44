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
import org.junit.jupiter.api.Test;
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
                        "prices: Gathered in a digest",
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
        ObjectNode data = (ObjectNode)
                card(SOME.message("n-1")).path("actions").path(0).path("data").deepCopy();
        fields.forEach(data::put);
        ObjectNode activity = JsonNodeFactory.instance.objectNode().put("type", "message");
        activity.set("value", data);
        return Press.of(Activity.read(activity.toString())).orElseThrow();
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
