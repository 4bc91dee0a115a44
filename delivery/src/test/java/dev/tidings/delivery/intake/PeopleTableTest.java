package dev.tidings.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.intake.NotAcceptedException.Bad;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// People of a file, with what is said to each.
class PeopleTableTest {
    private static PeopleTable read(String file) {
        return PeopleTable.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    private static NotAcceptedException refusal(String file) {
        return catchThrowableOfType(NotAcceptedException.class, () -> read(file));
    }

    @Test
    void each_column_is_a_value_under_its_name_and_what_is_empty_is_none() {
        PeopleTable table = read(
                "\uFEFFMail;Amount due;Note\nann@x.example;12,50;\"two\nlines, \"\"quoted\"\"\"\n\nben@x.example;;x\n");
        assertThat(table.ids()).containsExactly("ann@x.example", "ben@x.example");
        assertThat(table.data())
                .containsExactly(
                        "{\"Mail\":\"ann@x.example\",\"Amount due\":\"12,50\",\"Note\":\"two\\nlines, \\\"quoted\\\"\"}",
                        "{\"Mail\":\"ben@x.example\",\"Note\":\"x\"}");
    }

    @Test
    void a_person_is_named_by_the_first_column_that_is_filled_in() {
        assertThat(read("mail,Object ID\nann@x.example,\n,0af1\nben@x.example,0af2\n")
                        .ids())
                .containsExactly("ann@x.example", "0af1", "0af2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id,a!x,1,2!y,2             | line 2 | It has 3 values
            id,a!x,1!,2!y              | line 3 | It names nobody. line 4: It has 1 values
            name,a!x,1                 | line 1 | one of them id
            id,a                       | line 2 | names nobody
            ''                         | line 1 | has to name the columns
            id,a!"x                    | line 1 | well-formed
            id,id!x,y                  | line 1 | no line of names
            """)
    void a_file_with_lines_that_cannot_be_used_is_refused_with_their_numbers(String file, String line, String why) {
        NotAcceptedException refused = refusal(file.replace('!', '\n'));
        assertThat(refused.problem()).isEqualTo(Problem.BAD_FILE);
        assertThat(refused.field()).isEqualTo(line);
        assertThat(refused).hasMessageContaining(why);
    }

    @Test
    void what_is_not_in_utf_8_is_refused_and_says_so() {
        InputStream latin = new ByteArrayInputStream("id,city\nx,K\u00f6ln\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(catchThrowableOfType(NotAcceptedException.class, () -> PeopleTable.read(latin)))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void too_much_for_one_person_is_refused_with_the_line() {
        assertThat(refusal("id,a\nx,1\ny," + "z".repeat(5000) + "\n").field()).isEqualTo("line 3");
    }

    @Test
    void of_many_bad_lines_the_first_fifty_are_told() {
        assertThat(refusal("id,a\n" + ",1\n".repeat(80)))
                .hasMessageContaining("line 51:")
                .hasMessageContaining("There may be more")
                .hasMessageNotContaining("line 52:");
    }

    @Test
    void who_cannot_be_told_is_named_by_the_line_in_the_file() {
        PeopleTable table = read("id,a\nx,\"1\n1\"\n\ny,2\nz,3\n");
        NotAcceptedException refused = table.inLines(new NotAcceptedException(
                Problem.NOT_SAYABLE, "message.text", "somebody", List.of(new Bad(1, "no value"), new Bad(2, "none"))));
        assertThat(refused.field()).isEqualTo("line 5");
        assertThat(refused).hasMessage("line 5: no value line 6: none");
        NotAcceptedException other = new NotAcceptedException(Problem.BAD_TOPIC, "topic", "x");
        assertThat(table.inLines(other)).isSameAs(other);
    }
}
