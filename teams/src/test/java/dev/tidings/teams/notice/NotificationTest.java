package dev.tidings.teams.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidings.teams.activity.Message;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class NotificationTest {

    @Test
    void a_card_answers_the_five_questions() {
        ObjectNode card = card(SomeNotices.priceDrop().message());
        assertThat(card.path("version").stringValue()).isEqualTo("1.5");
        assertThat(texts(card))
                .contains("The price of the **X7** fell to €129")
                .anyMatch(text -> text.contains("prices"));
        assertThat(card.path("body").path(2).path("facts").valueStream().map(JsonNode::toString))
                .anyMatch(fact -> fact.contains("[Espresso machine X7](https://shop.example/x7)"))
                .anyMatch(fact -> fact.contains("Shop robot"))
                .anyMatch(fact -> fact.contains("€149"));
        assertThat(titles(card)).containsExactly("Open", "Order one", "Mark as seen", "Stop these messages");
    }

    @Test
    void a_banner_and_a_reader_without_cards_are_told_the_same_in_plain_text() {
        Notification notification = SomeNotices.priceDrop();
        assertThat(notification.message().summary()).contains("The price of the X7 fell to €129 (Espresso machine X7)");
        assertThat(card(notification.message()).path("fallbackText").stringValue())
                .isEqualTo(notification.plainText())
                .isEqualTo("""
                        The price of the X7 fell to €129
                        It was €149 since March, and it is the lowest price so far.
                        About: Espresso machine X7
                        By: Shop robot
                        Before: €149
                        Now: €129
                        https://shop.example/x7
                        You get this because it is about prices.""");
    }

    @Test
    void a_topic_always_has_its_button_to_stop() {
        assertThat(titles(card(Notification.of("Lunch is ready").about("lunch").message())))
                .containsExactly("Stop these messages");
        assertThat(titles(card(Notification.of("Lunch is ready").message()))).isEmpty();
    }

    @Test
    void a_mandatory_topic_says_that_it_cannot_be_stopped() {
        ObjectNode card = card(
                Notification.of("Leave the building").aboutMandatory("safety").message());
        assertThat(titles(card)).isEmpty();
        assertThat(texts(card)).anyMatch(text -> text.contains("cannot be turned off"));
    }

    @Test
    void names_from_elsewhere_are_shown_as_they_are() {
        ObjectNode card = card(Notification.of("Merged")
                .to(Item.of("fix_the_[thing] *now*"))
                .by("<b>Eve</b> [x](https://evil.example)")
                .message());
        String facts = card.path("body").path(1).toString();
        assertThat(facts).contains("fix\\\\_the\\\\_\\\\[thing\\\\] \\\\*now\\\\*");
        assertThat(facts).contains("\\\\<b\\\\>Eve").contains("\\\\[x\\\\](https");
    }

    @Test
    void the_cards_own_words_are_in_the_language_asked_for_and_else_in_english() {
        assertThat(titles(card(SomeNotices.german().message()))).contains("Öffnen", "Keine solchen Nachrichten mehr");
        assertThat(card(SomeNotices.german().message()).path("lang").stringValue())
                .isEqualTo("de");
        assertThat(titles(card(SomeNotices.priceDrop().in(Locale.JAPAN).message())))
                .contains("Open");
    }

    @Test
    void what_cannot_be_shown_is_refused_at_once() {
        assertThatIllegalArgumentException().isThrownBy(() -> Notification.of(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Notification.of("x").at(URI.create("javascript:alert(1)")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Action.Open("Look", URI.create("file:///etc/passwd")));
        Notification full = Notification.of("x").about("t");
        for (int count = 1; count <= 5; count++) {
            full = full.with(new Action.Done("Done " + count));
        }
        Notification five = full;
        assertThatIllegalArgumentException().isThrownBy(() -> five.with(new Action.Done("one too many")));
    }

    @Test
    void a_welcome_says_why_what_and_what_next() {
        ObjectNode card = card(SomeNotices.welcome().message());
        assertThat(texts(card))
                .containsExactly(
                        "Hello, Sales EMEA",
                        "Ann Lee added me to **Sales EMEA** a moment ago.",
                        "I watch prices for you, and tell you when one changes.",
                        "Try one of these:");
        assertThat(card.path("actions")
                        .path(0)
                        .path("data")
                        .path("msteams")
                        .path("value")
                        .stringValue())
                .isEqualTo("watch X7");
        assertThat(SomeNotices.welcome().summary())
                .isEqualTo("Hello, Sales EMEA – Ann Lee added me to Sales EMEA a moment ago.");
    }

    static ObjectNode card(Message message) {
        return Objects.requireNonNull(message.attachments().getFirst().content());
    }

    static List<String> texts(ObjectNode card) {
        return card.path("body")
                .valueStream()
                .map(block -> block.path("text").stringValue(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    static List<String> titles(ObjectNode card) {
        return card.path("actions")
                .valueStream()
                .map(button -> button.path("title").stringValue(""))
                .toList();
    }
}
