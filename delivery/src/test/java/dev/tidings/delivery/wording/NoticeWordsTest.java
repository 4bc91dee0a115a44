package dev.tidings.delivery.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.teams.activity.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Notifications and welcomes that are filled in for each.
class NoticeWordsTest {
    private static final String NOTICE = """
            {"what": "Order **${number}** has left", "item": {"name": "${item}", "facts": {"Price": "${price}"}},
             "actor": "${by ?? 'The shop'}", "link": "https://shop.example/${uriComponent(item)}",
             "actions": [{"title": "Keep ${item}", "call": "keep", "data": {"order": "${number}"}}]}""";

    private static ObjectNode json(String text) {
        return JsonMapper.shared().readValue(text, ObjectNode.class);
    }

    private static Words words(String notice) {
        return Words.of(Shape.NOTIFICATION, json(notice), Map.of(), true, new Subject("ref-1", "orders", false));
    }

    private static Person reader(@Nullable String locale) {
        return new Person(new Tenancy("default", "one"), "29:ann", null, null, "Ann Lee", locale, null, null);
    }

    private static String card(Message message) {
        return String.valueOf(message.attachments().getFirst().content());
    }

    @Test
    void every_text_address_and_datum_is_filled_in_and_survives_being_stored() {
        Message message = Words.read(words(NOTICE).stored())
                .to(null, "{\"number\":42,\"item\":\"Café & \\\"co\\\"\",\"price\":12.50}");
        String card = card(message);
        assertThat(message.summary()).contains("Order 42 has left (Café & \"co\")");
        assertThat(card)
                .contains("Order **42** has left", "\"value\":\"12.5\"", "The shop")
                .contains("https://shop.example/Caf%C3%A9%20%26%20%22co%22", "\"order\":42")
                .contains("Keep Café & \\\"co\\\"", "\"ref\":\"ref-1\"", "\"topic\":\"orders\"")
                .doesNotContain("${");
    }

    @Test
    void values_that_stand_for_names_are_shown_as_they_are_whatever_is_in_them() {
        Message message = words("{\"what\":\"x\",\"item\":\"${item}\",\"actor\":\"${by}\"}")
                .to(null, "{\"item\":\"**x** [y](z) ${by}\",\"by\":\"# 1. *me*\"}");
        assertThat(card(message)).contains("\\\\*\\\\*x\\\\*\\\\* \\\\[y\\\\](z) ${by}", "\\\\# 1. \\\\*me\\\\*");
    }

    @Test
    void each_reads_their_own_language_and_the_cards_own_words_are_in_it() {
        Words words = Words.read(Words.of(
                        Shape.WELCOME,
                        json("{\"why\":\"Hello ${person.givenName ?? 'there'}\"}"),
                        Map.of(
                                "de",
                                json("{\"why\":\"Hallo ${person.givenName ?? 'du'}\",\"language\":\"de\",\"next\":"
                                        + "[{\"title\":\"Los\",\"say\":\"los\"}]}")),
                        true,
                        Subject.NONE)
                .stored());
        assertThat(card(words.to(reader("en-US"), null))).contains("Hello Ann");
        assertThat(card(words.to(null, null))).contains("Hello there");
        assertThat(card(words.to(reader("de-AT"), null))).contains("Hallo Ann", "\"lang\":\"de\"");
    }

    @Test
    void what_has_no_places_is_the_message_itself_and_what_is_no_template_stays_as_it_is() {
        assertThat(words("{\"what\":\"Soup\"}").same()).isTrue();
        Words literal = Words.of(Shape.NOTIFICATION, json("{\"what\":\"${x}\"}"), Map.of(), false, Subject.NONE);
        assertThat(card(literal.message())).contains("${x}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"what":"${a}"}                                                | {}              | notification.what             | no value for ${a}
            {"what":"${a}"}                                                | {"a":" "}       | notification.what             | missing
            {"what":"${a}"}                                                | {"a":[1]}       | notification.what             | a list or an object
            {"what":"x","actor":"${person.name}"}                          | {}              | notification.actor            | no value for ${person.name}
            {"what":"x","item":{"name":"y","facts":{"N":"${n}"}}}          | {}              | notification.item.facts.N     | no value for ${n}
            {"what":"x","link":"${l}"}                                     | {"l":"javascript:alert(1)"} | notification.link | no address
            {"what":"x","link":"https://x.example/${l}"}                   | {"l":"a b"}     | notification.link             | no address
            {"what":"x","actions":[{"title":"${t}","done":true}]}          | {}              | notification.actions[0].title | no value for ${t}
            {"what":"x","actions":[{"title":"t","snooze":"${t}"}]}         | {"t":"soon"}    | notification.actions[0].snooze | no time
            {"what":"${a}","actions":[{"title":"t"}]}                      | {"a":1}         | notification.actions[0]       | does nothing
            """)
    void what_could_not_be_shown_is_refused_with_its_place(String notice, String data, String field, String sentence) {
        NotSayableException refused = catchThrowableOfType(
                NotSayableException.class, () -> words(notice).check(data, each -> {}));
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused).hasMessageContaining(sentence);
    }

    @Test
    void a_button_to_opt_out_is_counted() {
        String five = "{\"title\":\"t\",\"done\":true},".repeat(5);
        String six = "{\"what\":\"${a}\",\"actions\":[" + five + "{\"title\":\"t\",\"done\":true}]}";
        Words free = Words.of(Shape.NOTIFICATION, json(six), Map.of(), true, Subject.NONE);
        free.check("{\"a\":1}", each -> {});
        Words topical = free.about(new Subject("r", "orders", false));
        assertThat(catchThrowableOfType(NotSayableException.class, () -> topical.check("{\"a\":1}", each -> {})))
                .hasMessageContaining("7 buttons");
    }

    @Test
    void the_linter_reads_it_as_its_reader_will() {
        assertThat(words(NOTICE).findings("{\"number\":42,\"item\":\"X7\",\"price\":1}"))
                .isEmpty();
        assertThat(words("{\"what\":\"${a}\"}").findings("{\"a\":\"It failed\"}"))
                .extracting(finding -> finding.sentence())
                .anyMatch(sentence -> sentence.contains("who"));
        assertThat(List.copyOf(
                        words(NOTICE).findings("{\"number\":42,\"item\":\"" + "X".repeat(200) + "\",\"price\":1}")))
                .isNotEmpty();
    }
}
