package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// To each in their own words, over the API.
class PersonalTest {
    private static FakeTeams teams;
    private static RunningServer server;
    private static Person ann;
    private static Person ben;

    @BeforeAll
    static void start(@TempDir Path folder) {
        teams = FakeTeams.builder().start();
        server = RunningServer.start(teams, sqlite(folder), Map.of("tidings.person-cap", "off"));
        ann = teams.scenery().person(0);
        ben = teams.scenery().person(1);
        teams.people().install(ann);
        teams.people().install(ben);
        RunningServer.await(
                () -> {
                    String people = server.get("/api/v1/people", null).body();
                    return people.contains(ann.objectId()) && people.contains(ben.objectId());
                },
                () -> "not learnt");
    }

    @AfterAll
    static void stop() {
        server.close();
        teams.close();
    }

    private List<String> got(Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).stream()
                .filter(message -> message.author().bot())
                .map(Message::text)
                .toList();
    }

    private void awaitIn(Person person, String text) {
        RunningServer.await(() -> got(person).contains(text), () -> "got " + got(person));
    }

    private String users(String annsData, String bensData) {
        return "{\"users\":[{\"id\":\"" + ann.objectId() + "\",\"data\":" + annsData + "},{\"id\":\"" + ben.objectId()
                + "\",\"data\":" + bensData + "}]}";
    }

    private Answer send(String to, String message, String... headers) {
        return server.post(
                "/api/v1/notifications",
                null,
                "{\"to\":" + to + ",\"tenant\":\"" + teams.scenery().tenant(0) + "\",\"message\":" + message + "}",
                headers);
    }

    @Test
    void each_gets_their_own_data() {
        Answer sent = send(users("{\"amount\":12}", "{\"amount\":\"\\\"34\\\"\"}"), "{\"text\":\"You owe ${amount}\"}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        awaitIn(ann, "You owe 12");
        awaitIn(ben, "You owe \"34\"");
    }

    @Test
    void an_edit_says_what_is_known_of_each_but_not_their_data() {
        Answer sent = send(users("{\"amount\":12}", "{\"amount\":34}"), "{\"text\":\"You pay ${amount}\"}");
        awaitIn(ann, "You pay 12");
        awaitIn(ben, "You pay 34");
        String path = sent.json().path("links").path("self").stringValue("") + "/message";
        assertThat(edit(path, "{\"text\":\"You owed ${amount}\"}").status()).isEqualTo(400);
        Answer edited = edit(path, "{\"text\":\"Paid, ${person.name ?? 'friend'}\"}");
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        RunningServer.await(
                () -> got(ann).stream().anyMatch(text -> text.startsWith("Paid, ") && !text.contains("$")),
                () -> "got " + got(ann));
    }

    private Answer edit(String path, String body) {
        return server.send(server.request(path, null)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    @Test
    void a_place_can_be_meant_as_it_is() {
        send("{\"user\":\"" + ann.objectId() + "\"}", "{\"text\":\"Write ${name}\",\"template\":false}");
        awaitIn(ann, "Write ${name}");
    }

    @Test
    void the_same_key_with_other_data_is_another_request() {
        String[] key = {"Idempotency-Key", "k"};
        String message = "{\"text\":\"${a}\"}";
        Answer first = send(users("{\"a\":1}", "{\"a\":1}"), message, key);
        assertThat(send(users("{\"a\":1}", "{\"a\":1}"), message, key).json().path("id"))
                .isEqualTo(first.json().path("id"));
        assertThat(send(users("{\"a\":1}", "{\"a\":2}"), message, key).status()).isEqualTo(409);
    }

    @Test
    void a_list_can_mix_names_and_people_with_data() {
        Answer sent = send(
                "{\"users\":[\"" + ann.objectId() + "\",{\"id\":\"" + ben.objectId() + "\",\"data\":{\"n\":7}}]}",
                "{\"text\":\"${n ?? 'no'} points\"}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        awaitIn(ann, "no points");
        awaitIn(ben, "7 points");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"user":"ANN"}                                   | {"text":"Hi ${name}"}                    | message.text                 | no value for ${name}
            {"user":"ANN"}                                   | {"text":"Hi ${person.name}"}             | message.text                 | no value for ${person.name}
            {"user":"ANN"}                                   | {"text":"x","summary":"${a b}"}          | message.summary              | not expected
            {"user":"ANN"}                                   | {"text":"x","translations":{"de":{"text":"${a}"}}} | message.translations.de.text | no value
            {"user":"ANN"}                                   | {"text":"x","translations":{"de":{}}}    | message.translations.de.text | neither
            {"user":"ANN"}                                   | {"text":"x","translations":{"d!":{"text":"y"}}} | message.translations  | no such tag
            {"users":["ANN",{"id":"BEN","data":{"b":1}}]}    | {"text":"${b}"}                          | message.text                 | to.users[0]: At character 1
            {"users":[{"id":"ANN","data":{"a":1}},{"id":"BEN"}]} | {"text":"${a}"}                      | message.text                 | to.users[1]
            {"users":[{"data":{"a":1}}]}                     | {"text":"${a}"}                          | to.users[0].id               | missing
            {"users":[{"id":"ANN","data":{"person":1}}]}     | {"text":"${a}"}                          | to.users[0].data.person      | known of the person
            {"users":[{"id":"ANN","date":{}}]}               | {"text":"${a}"}                          | to.users.date                | no such field
            {"topic":"menu"}                                 | {"text":"${dish}"}                       | message.text                 | no value for ${dish}
            """)
    void what_cannot_be_said_to_everybody_is_refused_at_once(String to, String message, String field, String sentence) {
        String known = to.replace("ANN", ann.objectId()).replace("BEN", ben.objectId());
        Answer refused = send(known, message);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("field").stringValue(""))
                .as(refused.body())
                .isEqualTo(field);
        assertThat(refused.json().path("detail").stringValue("")).contains(sentence);
        Answer dry = server.post(
                "/api/v1/notifications/dry-run",
                null,
                "{\"to\":" + known + ",\"tenant\":\"" + teams.scenery().tenant(0) + "\",\"message\":" + message + "}");
        assertThat(dry.status()).isEqualTo(400);
    }

    private Answer notice(String to, String kind, String notice) {
        return server.post(
                "/api/v1/notifications",
                null,
                "{\"to\":" + to + ",\"tenant\":\"" + teams.scenery().tenant(0) + "\",\"topic\":\"orders\",\"" + kind
                        + "\":" + notice + "}");
    }

    private List<Message> cards(Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).stream()
                .filter(message -> !message.activity().path("attachments").isEmpty())
                .toList();
    }

    private Message awaitCard(Person person, String words) {
        RunningServer.await(
                () -> cards(person).stream()
                        .anyMatch(card -> card.activity().toString().contains(words)),
                () -> "got " + cards(person));
        return cards(person).reversed().stream()
                .filter(card -> card.activity().toString().contains(words))
                .findFirst()
                .orElseThrow();
    }

    private static final String PARCEL =
            "{\"what\":\"Parcel ${number} has left\",\"item\":\"${item}\",\"actor\":\"Shop\","
                    + "\"actions\":[{\"title\":\"Seen\",\"done\":true}],"
                    + "\"translations\":{\"es\":{\"what\":\"El paquete ${number} ha salido\",\"item\":\"${item}\"}}}";

    @Test
    void each_gets_a_notification_with_their_own_data_in_their_own_language() {
        teams.people().says(ann, "hello");
        RunningServer.await(
                () -> server.get("/api/v1/people", null).body().contains("es-"), () -> "nobody's language is known");
        Answer sent = notice(
                users("{\"number\":71,\"item\":\"X7\"}", "{\"number\":72,\"item\":\"*Y*\"}"), "notification", PARCEL);
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        assertThat(sent.json().path("warnings")).isEmpty();
        awaitCard(ann, "El paquete 71 ha salido");
        awaitCard(ben, "Parcel 72 has left");
    }

    @Test
    void a_press_is_shown_on_the_card_that_its_reader_got() {
        notice(
                users("{\"number\":81,\"item\":\"X7\"}", "{\"number\":82,\"item\":\"Y\"}"),
                "notification",
                PARCEL.replace("\"es\"", "\"pl\""));
        Message card = awaitCard(ann, "Parcel 81 has left");
        awaitCard(ben, "Parcel 82 has left");
        String chat = teams.scenery().personalChat(ann);
        String button = card.activity().at("/attachments/0/content/actions/0").toString();
        assertThat(teams.people().presses(ann, chat, card.id(), button).toString())
                .contains("Parcel 81 has left", "Done", "X7")
                .doesNotContain("${", "82");
    }

    @Test
    void a_welcome_is_filled_in_too() {
        Answer sent = notice(
                "{\"user\":\"" + ann.objectId() + "\"}",
                "welcome",
                "{\"title\":\"Hello ${person.givenName ?? 'there'}!\",\"why\":\"You asked.\",\"offer\":\"Prices.\"}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        awaitCard(ann, "Hello " + ann.name().substring(0, ann.name().indexOf(' ')) + "!");
    }

    @Test
    void a_notification_waits_put_off_in_its_readers_own_words() {
        notice(
                users("{\"n\":91}", "{\"n\":92}"),
                "notification",
                "{\"what\":\"Lunch ${n}\",\"actions\":[{\"title\":\"Later\",\"snooze\":\"PT2H\"}]}");
        Message card = awaitCard(ann, "Lunch 91");
        String button = card.activity().at("/attachments/0/content/actions/0").toString();
        assertThat(teams.people()
                        .presses(ann, teams.scenery().personalChat(ann), card.id(), button)
                        .toString())
                .contains("Lunch 91", "Comes again");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"user":"ANN"}                                | {"what":"${x}"}                            | notification.what    | no value for ${x}
            {"users":["ANN",{"id":"BEN","data":{"b":1}}]} | {"what":"${b}"}                            | notification.what    | to.users[0]: At character 1
            {"users":[{"id":"ANN","data":{"l":"x y"}}]}   | {"what":"x","link":"https://x.example/${l}"} | notification.link  | to.users[0]: it is no address
            {"user":"ANN"}                                | {"what":"${formatNumber(1)}"}              | notification.what    | formatNumber
            {"user":"ANN"}                                | {"what":"x","actions":[null]}              | notification.actions[0] | it is null
            {"user":"ANN"}                                | {"what":"x","translations":{"de":{"text":"y"}}} | notification.translations.de.what | missing
            {"user":"ANN"}                                | {"what":"x","translations":{"d!":{"what":"y"}}} | notification.translations | no such tag
            {"user":"ANN"}                                | {"what":"x","translations":{"de":{"what":"y","template":false}}} | notification.translations.de | no template
            """)
    void a_notification_that_cannot_be_told_everybody_is_refused_at_once(
            String to, String notice, String field, String sentence) {
        Answer refused =
                notice(to.replace("ANN", ann.objectId()).replace("BEN", ben.objectId()), "notification", notice);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().path("field").stringValue(""))
                .as(refused.body())
                .isEqualTo(field);
        assertThat(refused.json().path("detail").stringValue("")).contains(sentence);
    }

    @Test
    void a_notification_is_edited_into_another_whose_buttons_go_on_to_work() {
        Answer sent = notice(users("{}", "{}"), "notification", "{\"what\":\"Build 12 is running\"}");
        String path = sent.json().path("links").path("self").stringValue("");
        awaitCard(ann, "Build 12 is running");
        Answer edited = server.send(server.request(path + "/notification", null)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"what\":\"Build 12 has failed, ${person.givenName ?? 'all'}\","
                        + "\"actions\":[{\"title\":\"Seen\",\"done\":true}]}")));
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        Message card = awaitCard(ann, "Build 12 has failed, ");
        assertThat(card.activity().toString()).contains("Stop these messages").doesNotContain("${");
        String button = card.activity().at("/attachments/0/content/actions/0").toString();
        assertThat(teams.people()
                        .presses(ann, teams.scenery().personalChat(ann), card.id(), button)
                        .toString())
                .contains("Build 12 has failed", "Done");
        Answer refused = server.send(server.request(path + "/notification", null)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"what\":\"${amount}\"}")));
        assertThat(refused.field()).as(refused.body()).isEqualTo("notification.what");
    }
}
