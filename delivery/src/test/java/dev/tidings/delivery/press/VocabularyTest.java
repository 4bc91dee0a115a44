package dev.tidings.delivery.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    private static final Vocabulary WORDS = new Vocabulary(Map.of(Verb.STOP, List.of("Basta")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            en | subscribe prices           | SUBSCRIBE   | prices
            en | Subscribe  to the moon     | SUBSCRIBE   | to the moon
            en | /unsubscribe 'prices'      | UNSUBSCRIBE | prices
            en | digest prices!             | DIGEST      | prices
            en | stop                       | STOP        | ``
            en | STOP.                      | STOP        | ``
            en | &nbsp;stop&nbsp;prices     | STOP        | prices
            en | subscribe                  | SUBSCRIBE   | ``
            en | ?                          | HELP        | ``
            en | help!!!                    | HELP        | ``
            de | abonnieren „Preise heute“  | SUBSCRIBE   | Preise heute
            de | stopp                      | STOP        | ``
            de | settings                   | SETTINGS    | ``
            de-AT | Einstellungen           | SETTINGS    | ``
            es | ayuda                      | HELP        | ``
            fr | désabonner prix            | UNSUBSCRIBE | prix
            pt | basta                      | STOP        | ``
            """)
    void it_understands(String language, String text, Verb verb, String topic) {
        assertThat(WORDS.read(text, Locale.forLanguageTag(language))).contains(new Command(verb, topic));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "hello", "help me", "stopping", "please stop", "start now", "abonnieren x"})
    void it_leaves_alone(String text) {
        assertThat(WORDS.read(text, Locale.ENGLISH)).isEmpty();
    }

    @Test
    void whoever_writes_much_is_telling_something_else() {
        assertThat(WORDS.read("stop " + "x".repeat(300), Locale.ENGLISH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr"})
    void the_words_that_it_shows_are_words_that_it_understands_and_mean_one_thing(String tag) {
        Locale language = Locale.forLanguageTag(tag);
        for (Verb verb : Verb.values()) {
            assertThat(WORDS.read(WORDS.word(verb, language), language)).contains(new Command(verb, ""));
        }
    }
}
