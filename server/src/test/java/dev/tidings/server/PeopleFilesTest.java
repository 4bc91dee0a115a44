package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.RunningServer.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Notifications to the people of a CSV file, each with what its line says.
class PeopleFilesTest {
    private static final String BILL =
            "{\"message\":{\"text\":\"You owe ${amount}, ${$data['First name'] ?? 'friend'}.\"}}";
    private static Audience audience;

    @BeforeAll
    static void start(@TempDir Path folder) {
        FakeTeams teams = FakeTeams.builder().start();
        audience =
                new Audience(teams, RunningServer.start(teams, sqlite(folder), Map.of("tidings.person-cap", "off")), 3);
    }

    @AfterAll
    static void stop() {
        audience.close();
    }

    private static String id(int person) {
        return audience.people.get(person).objectId();
    }

    private static String part(String name, String content) {
        return "--x\r\nContent-Disposition: form-data; " + name + "\r\n\r\n" + content + "\r\n";
    }

    private static Answer post(String path, String parts, String... headers) {
        var request = audience.server
                .request(path, null)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(parts + "--x--\r\n"));
        return audience.server.send(
                headers.length == 0
                        ? request.header("Idempotency-Key", UUID.randomUUID().toString())
                        : request.headers(headers));
    }

    private static Answer sendTo(String path, String notification, String people, String... headers) {
        String json = part("name=\"notification\"\r\nContent-Type: application/json", notification);
        return post(path, json + part("name=\"people\"; filename=\"people.csv\"", people), headers);
    }

    private static Answer send(String notification, String people, String... headers) {
        return sendTo("/api/v1/notifications", notification, people, headers);
    }

    private static void awaitIn(int person, String text) {
        RunningServer.await(
                () -> audience.texts(audience.people.get(person)).contains(text),
                () -> "got " + audience.texts(audience.people.get(person)));
    }

    @Test
    void each_gets_what_their_line_says() {
        Answer sent = send(
                BILL,
                "Object ID,First name,amount\n" + id(0) + ",Ann,\"12,50\"\n" + id(1) + ",,7\n" + id(0) + ",Other,9\n");
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        awaitIn(0, "You owe 12,50, Ann.");
        awaitIn(1, "You owe 7, friend.");
        assertThat(audience.texts(audience.people.get(0))).doesNotContain("You owe 9, Other.");
    }

    @Test
    void a_value_that_a_line_lacks_is_refused_with_the_line_and_nobody_gets_anything() {
        String file = "id,amount\n" + id(0) + ",1000\n" + id(1) + ",\n\nnobody,3\n" + id(2) + ",\n";
        Answer refused = send(BILL, file);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("line 3");
        assertThat(refused.json().path("detail").stringValue(""))
                .contains("line 3: message.text: At character 9: There is no value for ${amount}.", "line 6: ");
        Answer dry = sendTo("/api/v1/notifications/dry-run", BILL, file);
        assertThat(dry.field()).isEqualTo("line 3");
        assertThat(audience.texts(audience.people.getFirst())).doesNotContain("You owe 1000, friend.");
    }

    @Test
    void a_line_that_names_nobody_is_refused_with_its_number() {
        Answer refused = send(BILL, "id,amount\n" + id(0) + ",1\n\nnobody,3\n");
        assertThat(refused.field()).as(refused.body()).isEqualTo("line 4");
        assertThat(refused.json().path("detail").stringValue("")).contains("line 4: 'nobody' names nobody.");
        assertThat(send(BILL, "id,amount\n" + id(0) + ",1,2\n").field()).isEqualTo("line 2");
    }

    @Test
    void a_dry_run_takes_the_same_parts() {
        Answer dry = sendTo("/api/v1/notifications/dry-run", BILL, "id,amount\n" + id(0) + ",1\n" + id(1) + ",2\n");
        assertThat(dry.status()).as(dry.body()).isEqualTo(200);
        assertThat(dry.json().path("recipients").intValue()).isEqualTo(2);
    }

    @Test
    void the_file_and_the_text_in_the_documents_are_understood() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "messages.md"));
        String section = page.substring(page.indexOf("### A file of people"));
        int begin = section.indexOf("```\n") + "```\n".length();
        String file = section.substring(begin, section.indexOf("```", begin));
        String text = section.substring(section.indexOf("--text '") + "--text '".length());
        ObjectNode notification = JsonMapper.shared().createObjectNode();
        notification.putObject("message").put("text", text.substring(0, text.indexOf('\'')));
        Answer dry = sendTo("/api/v1/notifications/dry-run", notification.toString(), file);
        assertThat(dry.status()).as(dry.body()).isEqualTo(200);
        assertThat(dry.json().path("recipients").intValue()).isEqualTo(2);
    }

    @Test
    void parts_that_are_missing_or_say_too_much_are_refused() {
        Answer twice = send("{\"to\":{\"everyone\":true},\"message\":{\"text\":\"x\"}}", "id\n" + id(0) + "\n");
        assertThat(twice.field()).as(twice.body()).isEqualTo("to");
        Answer none =
                post("/api/v1/notifications", part("name=\"notification\"\r\nContent-Type: application/json", "{}"));
        assertThat(none.status()).as(none.body()).isEqualTo(400);
        assertThat(none.field()).isEqualTo("people");
    }

    @Test
    void the_same_key_with_another_file_is_another_request() {
        String first = "id,amount\n" + id(2) + ",1\n";
        String[] key = {"Idempotency-Key", "bill"};
        assertThat(send(BILL, first, key).status()).isEqualTo(202);
        assertThat(send(BILL, first, key).status()).isEqualTo(202);
        assertThat(send(BILL, first.replace(",1", ",2"), key).status()).isEqualTo(409);
    }

    @Test
    void a_list_too_long_to_be_accepted_at_once_is_checked_to_its_last_line() {
        String strangers = IntStream.range(0, 21_000)
                .mapToObj(number -> "00000000-0000-0000-0000-%012d,%d".formatted(number, number))
                .collect(Collectors.joining("\n"));
        assertThat(send(BILL, "id,amount\n" + strangers + "\n" + id(0) + ",\n").field())
                .isEqualTo("line 21002");
        Answer sent = send(BILL, "id,amount\n" + id(1) + ",21\n" + strangers + "\n" + id(0) + ",22\n");
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        awaitIn(1, "You owe 21, friend.");
        audience.server.post(sent.json().path("links").path("self").stringValue("") + "/cancel", null, "{}");
    }
}
