package dev.tidings.delivery.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.teams.activity.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is said to each, in their own language and with what is known of them.
class WordsTest {
    private static Person reader(@Nullable String name, @Nullable String locale) {
        return new Person(new Tenancy("default", "one"), "29:ann", null, null, name, locale, null, null);
    }

    private static Words words(String text) {
        return Words.of(Message.text(text), Map.of(), true);
    }

    @Test
    void what_is_the_same_for_everybody_is_that_very_message() {
        Message message = Message.text("Soup for $5 {really}");
        Words words = Words.of(message, Map.of(), true);
        assertThat(words.same()).isTrue();
        assertThat(words.to(reader("Ann", "de-DE"), null)).isSameAs(message);
        assertThat(words.stored()).isEqualTo(message.toJson());
        Words literal = Words.of(Message.text("${name}"), Map.of(), false);
        assertThat(literal.same()).isTrue();
        assertThat(Words.read(literal.stored()).to(null, null).text()).isEqualTo("${name}");
    }

    @Test
    void a_person_is_greeted_by_what_is_known_of_them_and_else_by_the_other_word() {
        Words words = words("Hi ${person.givenName ?? 'there'}, ${coalesce(person.name, 'whoever you are')}");
        assertThat(words.to(reader("Ann Lee", null), null).text()).isEqualTo("Hi Ann, Ann Lee");
        assertThat(words.to(reader("Lee, Ann Marie", null), null).text()).isEqualTo("Hi Ann, Lee, Ann Marie");
        assertThat(words.to(reader(null, null), null).text()).isEqualTo("Hi there, whoever you are");
        assertThat(words.to(null, null).text()).isEqualTo("Hi there, whoever you are");
    }

    @Test
    void data_is_filled_into_texts_cards_and_summaries_and_breaks_out_of_none_of_them() {
        ObjectNode card = JsonMapper.shared().readValue("""
                {"type":"AdaptiveCard","version":"1.5","body":[
                 {"$data":"${lines}","type":"TextBlock","text":"${$index + 1}. ${$data}"}]}""", ObjectNode.class);
        Words words = Words.of(Message.card(card).withSummary("${amount} for ${shop}"), Map.of(), true);
        Message said = Words.read(words.stored())
                .to(null, "{\"amount\":12.5,\"shop\":\"A\\\"} B\",\"lines\":[\"soup\",\"\\\\\\\"]\"]}");
        assertThat(said.summary()).contains("12.5 for A\"} B");
        assertThat(String.valueOf(said.attachments().getFirst().content())).contains("\"1. soup\"", "\"2. \\\\\\\"]\"");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"de-AT,Suppe", "de,Suppe", "DE-de,Suppe", "pt-BR,Sopa", "pt-PT,Soup", "en-US,Soup", "-,Soup"})
    void each_reads_their_own_language_and_else_the_first_one(@Nullable String locale, String text) {
        Words words = Words.of(
                Message.text("Soup"), Map.of("de", Message.text("Suppe"), "pt-BR", Message.text("Sopa")), true);
        assertThat(Words.read(words.stored()).to(reader("Ann", locale), null).text())
                .isEqualTo(text);
    }

    @Test
    void what_is_stored_reads_as_it_was() {
        Words words = Words.of(Message.text("${a}"), Map.of("de", Message.text("${b}")), true);
        assertThat(Words.read(words.stored()).stored()).isEqualTo(words.stored());
        assertThat(Words.read(Message.text("${a}").toJson()).same()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi ${person.name}",
                "Hi ${person.givenName}",
                "Reads ${person.locale}",
                "${amount}",
                "${if(person.name, person.locale, 'x')}"
            })
    void what_may_be_missing_when_it_is_sent_is_found_before(String text) {
        NotSayableException missing = catchThrowableOfType(
                NotSayableException.class, () -> words(text).check(null, each -> {}));
        assertThat(missing.field()).isEqualTo("message.text");
        assertThat(missing).hasMessageContaining("no value for");
    }

    @Test
    void a_translation_is_checked_too_and_every_form_is_handed_over() {
        Words words = Words.of(Message.text("Soup"), Map.of("de", Message.text("Für ${person.name ?? 'dich'}")), true);
        List<String> forms = new ArrayList<>();
        words.check(null, each -> forms.add(each.text()));
        assertThat(forms).contains("Soup", "Für dich").hasSize(5);
        Words wrong = Words.of(Message.text("Soup"), Map.of("de", Message.text("Für ${wen}")), true);
        assertThat(catchThrowableOfType(NotSayableException.class, () -> wrong.check("{}", each -> {}))
                        .field())
                .isEqualTo("message.translations.de.text");
    }

    @Test
    void what_cannot_be_understood_is_refused_with_its_place_in_the_request() {
        ObjectNode card = JsonMapper.shared()
                .readValue(
                        "{\"type\":\"AdaptiveCard\",\"body\":[{\"text\":\"At ${formatDateTime(x)}\"}]}",
                        ObjectNode.class);
        NotSayableException unclear =
                catchThrowableOfType(NotSayableException.class, () -> Words.of(Message.card(card), Map.of(), true));
        assertThat(unclear.field()).isEqualTo("message.card.body[0].text");
        assertThat(unclear).hasMessageContaining("character 6").hasMessageContaining("formatDateTime");
    }

    @Test
    void what_becomes_no_message_is_refused() {
        assertThat(catchThrowableOfType(
                        NotSayableException.class, () -> words("${gap}").to(null, "{\"gap\":\" \"}")))
                .hasMessageContaining("no message");
    }
}
