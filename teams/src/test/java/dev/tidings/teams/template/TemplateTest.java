package dev.tidings.teams.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What cannot be filled is refused where it stands.
class TemplateTest {
    private static final JsonNode DATA = JsonMapper.shared().readTree("""
            {"name":"Ann","quoted":"\\"}],{\\\\\\n","price":129,"tags":["a"]}""");

    private static TemplateException refused(String template) {
        return catchThrowableOfType(
                TemplateException.class,
                () -> Template.of(JsonMapper.shared().readTree(template)).expand(DATA));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":[{"text":"Hi ${formatDateTime(x)}"}]} | a[0].text  | 6  | formatDateTime is not supported
            {"a":{"b":"Hi ${name"}}                    | a.b        | 4  | has no end
            {"a":"${name +}"}                          | a          | 9  | missing here
            {"a":"${name name}"}                       | a          | 8  | not expected
            {"a":"${if(name, 1)}"}                     | a          | 3  | takes 3 arguments
            {"a":"${name[0}"}                          | a          | 9  | ']' is missing
            {"a":"x ${'abc}"}                          | a          | 3  | has no end
            {"a":"${'a\\\\b'}"}                        | a          | 3  | backslashes
            {"a":"${1.2.3}"}                           | a          | 3  | no number
            {"a":"${$host.x}"}                         | a          | 3  | not supported
            {"a":"${@name}"}                           | a          | 3  | not expected
            {"a":"${}"}                                | a          | 3  | missing here
            {"$data":{"x":"${name}"},"a":"${x}"}       | $data      | 1  | not supported
            {"b":[{"$when":true,"a":1}]}               | b[0].$when | 1  | takes an expression
            """)
    void what_cannot_be_understood_is_refused_with_its_place(
            String template, String place, int position, String sentence) {
        TemplateException refused = catchThrowableOfType(
                TemplateException.class, () -> Template.of(JsonMapper.shared().readTree(template)));
        assertThat(refused).hasMessageContaining(sentence);
        assertThat(refused.place()).isEqualTo(place);
        assertThat(refused.position()).isEqualTo(position);
        assertThat(refused.missing()).isFalse();
    }

    @Test
    void what_has_no_value_is_refused_with_its_place() {
        TemplateException refused = refused("{\"a\":[\"${name}\",\"of ${name} in ${town}\"]}");
        assertThat(refused).hasMessageContaining("${town}");
        assertThat(refused.place()).isEqualTo("a[1]");
        assertThat(refused.position()).isEqualTo(15);
        assertThat(refused.missing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${tags} x", "${price / 0}", "${name - 1}", "${tags[3]}x", "${toUpper(price)}"})
    void what_has_a_value_of_the_wrong_kind_is_refused(String text) {
        assertThat(refused("{\"a\":\"" + text + "\"}").missing()).isFalse();
    }

    @Test
    void whatever_is_in_a_value_stays_inside_of_its_text() {
        JsonNode filled = Template.of(JsonMapper.shared().readTree("{\"a\":\"Say ${quoted}!\"}"))
                .expand(DATA);
        assertThat(filled.path("a").stringValue("")).isEqualTo("Say \"}],{\\\n!");
        assertThat(JsonMapper.shared().readTree(filled.toString())).isEqualTo(filled);
    }

    @Test
    void nesting_without_end_is_refused_and_does_not_overflow() {
        assertThat(refused("{\"a\":\"${" + "(".repeat(5000) + "1" + ")".repeat(5000) + "}\"}"))
                .hasMessageContaining("too deeply");
        assertThat(refused("{\"a\":\"${" + "!".repeat(5000) + "name}\"}")).hasMessageContaining("too deeply");
    }

    @Test
    void a_template_without_places_is_plain_and_stays_as_it_is() {
        JsonNode json = JsonMapper.shared().readTree("{\"a\":[1,\"$5 {x}\",{\"b\":null}]}");
        Template template = Template.of(json);
        assertThat(template.plain()).isTrue();
        assertThat(template.expand(DATA)).isEqualTo(json);
        assertThat(Template.of("Hi ${name}").plain()).isFalse();
    }
}
