package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.People.Done;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Notifications with their buttons, from the API to the chat and back. Ann's Teams is in Spanish; the
/// cards are in English, since their sender did not say otherwise.
class NoticesTest {
    private static final String CARD = "application/vnd.microsoft.card.adaptive";
    private static final String WORDS = "application/vnd.microsoft.activity.message";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private FakeTeams teams;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunningServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Person ann;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Person ben;

    @BeforeEach
    void start() {
        teams = FakeTeams.builder().start();
        server = RunningServer.inDevMode(teams, sqlite(folder));
        ann = teams.scenery().person(0);
        ben = teams.scenery().person(1);
        List.of(ann, ben).forEach(person -> {
            teams.people().install(person);
            String id = teams.scenery().userId(person);
            RunningServer.await(() -> server.get("/api/v1/people", null).body().contains(id), () -> "unknown: " + id);
        });
    }

    @AfterEach
    void stop() {
        server.close();
        teams.close();
    }

    @Test
    void a_notification_arrives_as_a_card_with_a_summary_and_nothing_to_complain_about() {
        Answer accepted = notify(to(ann));
        assertThat(accepted.json().path("warnings")).isEmpty();
        Message message = arrived(accepted, ann);
        assertThat(message.activity().path("summary").stringValue("")).contains("The price of the X7 fell");
        assertThat(card(message).path("fallbackText").stringValue("")).contains("By: Shop robot");
        assertThat(titles(card(message))).containsExactly("Open", "Order one", "Seen", "Stop these messages");
    }

    @Test
    void a_notification_that_leaves_questions_open_is_accepted_with_a_warning_for_each() {
        Answer accepted = server.post(
                "/api/v1/notifications", null, "{\"to\":" + to(ann) + ",\"notification\":{\"what\":\"It failed\"}}");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().path("warnings")).hasSize(4);
    }

    @Test
    void one_press_opts_out_the_card_says_so_and_the_next_one_does_not_come() {
        Message message = arrived(notify(to(ann)), ann);
        JsonNode answer = press(ann, message, "Stop these messages");
        assertThat(answer.path("type").stringValue("")).isEqualTo(CARD);
        assertThat(answer.toString()).contains("You will get no more messages about prices", "Get them again");
        awaitText(ann, message, "You will get no more messages about prices");
        assertThat(server.outcome(notify(to(ann)), null).path("state").stringValue(""))
                .isEqualTo("opted-out");
        assertThat(server.outcome(notify(to(ben)), null).path("state").stringValue(""))
                .isEqualTo("delivered");
        press(ann, latest(ann), "Get them again");
        assertThat(server.outcome(notify(to(ann)), null).path("state").stringValue(""))
                .isEqualTo("delivered");
    }

    @Test
    void older_clients_press_with_a_message_and_are_answered_with_one() {
        Message message = arrived(notify("{\"everyone\":true}"), ann);
        submit(ann, message, "Stop these messages");
        RunningServer.await(
                () -> texts(ann).contains("No recibirá más mensajes sobre prices."), () -> "not said: " + texts(ann));
        assertThat(server.outcome(notify(to(ann)), null).path("state").stringValue(""))
                .isEqualTo("opted-out");
    }

    @Test
    void done_on_a_shared_card_names_the_first_who_pressed_for_everybody() {
        String channel = teams.scenery().teams().getFirst().channels().getLast().id();
        teams.people().installIn(ann, channel);
        RunningServer.await(
                () -> server.get("/api/v1/teams", null).body().contains(channel), () -> "the team is unknown");
        Answer accepted = notify("{\"channel\":\"" + channel + "\"}");
        server.outcome(accepted, null);
        Message message = teams.scenery().messages(channel).getLast();
        assertThat(pressIn(channel, ann, message, "Seen").toString()).contains(ann.name());
        assertThat(pressIn(channel, ben, message, "Seen").toString())
                .contains(ann.name())
                .doesNotContain(ben.name());
        RunningServer.await(
                () -> card(teams.scenery().messages(channel).getLast())
                        .toString()
                        .contains("Done · " + ann.name()),
                () -> "the shared copy was not changed");
        assertThat(titles(card(teams.scenery().messages(channel).getLast())))
                .containsExactly("Open", "Stop these messages");
        JsonNode opted = pressIn(channel, ben, message, "Stop these messages");
        assertThat(opted.path("type").stringValue("")).isEqualTo(WORDS);
    }

    @Test
    void a_button_of_the_senders_own_is_told_as_an_event() throws InterruptedException {
        Message message = arrived(notify(to(ann)), ann);
        Events.Listening listening = server.part(Events.class).listen(Reach.EVERYTHING, null);
        assertThat(press(ann, message, "Order one").toString()).contains("Order one · " + ann.name());
        while (true) {
            Heard heard = listening.next(Duration.ofSeconds(20));
            assertThat(heard).isInstanceOf(Heard.Told.class);
            if (((Heard.Told) heard).event().happening() instanceof Happening.Answered answered) {
                assertThat(answered.name()).isEqualTo("order");
                assertThat(answered.person()).isEqualTo(teams.scenery().userId(ann));
                assertThat(String.valueOf(answered.data())).isEqualTo("{\"sku\":\"X7\"}");
                return;
            }
        }
    }

    @Test
    void the_ledger_shows_who_reacted_pressed_and_read() {
        Answer accepted = notify(to(ann));
        Message message = arrived(accepted, ann);
        teams.people().reacts(ann, chat(ann), message.id(), "heart");
        press(ann, message, "Order one");
        teams.people().does("read-receipt", "{\"by\":\"" + ann.objectId() + "\",\"in\":\"personal\"}");
        String path = accepted.json().path("links").path("self").stringValue("") + "/deliveries";
        RunningServer.await(
                () -> done(server.get(path, null).json().path("items").path(0)).size() == 3,
                () -> server.get(path, null).body());
        JsonNode line = server.get(path, null).json().path("items").path(0);
        assertThat(done(line)).containsExactlyInAnyOrder("reacted heart", "clicked order", "read ");
        assertThat(line.path("responses").path(0).path("person").stringValue(""))
                .isEqualTo(teams.scenery().userId(ann));
        JsonNode same = server.get(path + "/" + line.path("id").stringValue(""), null)
                .json()
                .path("delivery");
        assertThat(done(same)).hasSize(3);
    }

    private static List<String> done(JsonNode line) {
        return line.path("responses")
                .valueStream()
                .map(response -> response.path("did").stringValue("") + " "
                        + response.path("what").stringValue(""))
                .toList();
    }

    @Test
    void a_message_that_is_put_off_says_until_when_and_waits() {
        Answer accepted = server.post(
                "/api/v1/notifications",
                null,
                "{\"to\":" + to(ann) + ",\"notification\":{\"what\":\"Lunch is ready\",\"actions\":["
                        + "{\"title\":\"In two hours\",\"snooze\":\"PT2H\"}]}}");
        Message message = arrived(accepted, ann);
        assertThat(press(ann, message, "In two hours").toString()).contains("Comes again", ann.name());
        awaitText(ann, message, "Comes again");
        JsonNode later =
                server.get("/api/v1/notifications", null).json().path("items").path(0);
        assertThat(later.path("status").stringValue("")).as(later.toString()).isNotEqualTo("completed");
        Instant again = Instant.parse(later.path("notBefore").stringValue(""));
        assertThat(again)
                .isAfter(Instant.parse(later.path("createdAt").stringValue("")).plus(Duration.ofMinutes(119)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "PT1S", "P32D"})
    void a_message_cannot_be_put_off_for_no_time_or_for_ever(String time) {
        Answer refused = server.post(
                "/api/v1/notifications",
                null,
                "{\"to\":" + to(ann) + ",\"notification\":{\"what\":\"Lunch is ready\",\"actions\":["
                        + "{\"title\":\"Later\",\"snooze\":\"" + time + "\"}]}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("notification.actions[0].snooze");
    }

    @Test
    void what_somebody_makes_up_is_not_done() {
        Message toBen = arrived(notify(to(ben)), ben);
        Message toAnn = arrived(notify(to(ann)), ann);
        String theirs = button(card(toBen), "Seen").toString();
        assertThat(answer(teams.people().presses(ann, chat(ann), toAnn.id(), theirs))
                        .path("type")
                        .stringValue(""))
                .isEqualTo(WORDS);
        String invented = button(card(toAnn), "Stop these messages").toString().replace("prices", "invented");
        assertThat(answer(teams.people().presses(ann, chat(ann), toAnn.id(), invented))
                        .toString())
                .contains("No hay ningún tema llamado invented");
        assertThat(server.get("/api/v1/topics", null).body()).doesNotContain("invented");
    }

    @Test
    void a_mandatory_topic_has_no_button_and_cannot_be_stopped_in_any_way() {
        Message before = arrived(notify(to(ann)), ann);
        server.send(server.request("/api/v1/topics/prices", null)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"mandatory\":true}")));
        assertThat(press(ann, before, "Stop these messages").toString()).contains("no se pueden desactivar");
        Message after = arrived(notify(to(ann)), ann);
        assertThat(titles(card(after))).doesNotContain("Stop these messages");
        assertThat(card(after).toString()).contains("they cannot be turned off");
    }

    @Test
    void a_copy_of_a_broadcast_changes_for_the_one_who_pressed() {
        Answer accepted = notify("{\"users\":[\"" + ann.objectId() + "\",\"" + ben.objectId() + "\"]}");
        Message toAnn = arrived(accepted, ann);
        assertThat(press(ann, toAnn, "Seen").toString()).contains("Done · " + ann.name());
        assertThat(titles(card(latest(ben)))).contains("Seen");
    }

    private Answer notify(String to) {
        Answer accepted = server.post("/api/v1/notifications", null, """
                {"to":TO,"topic":"prices","notification":{"what":"The price of the **X7** fell to 129.00",
                 "item":{"name":"Espresso machine X7","url":"https://shop.example/x7","facts":{"Before":"149.00"}},
                 "actor":"Shop robot","link":"https://shop.example/x7","actions":[
                  {"title":"Order one","call":"order","data":{"sku":"X7"}},{"title":"Seen","done":true}]}}""".replace("TO", to));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return accepted;
    }

    private static String to(Person person) {
        return "{\"user\":\"" + person.objectId() + "\"}";
    }

    private Message arrived(Answer accepted, Person person) {
        assertThat(server.outcome(accepted, null).path("state").stringValue("")).isEqualTo("delivered");
        return latest(person);
    }

    private Message latest(Person person) {
        return teams.scenery().messages(chat(person)).getLast();
    }

    private String chat(Person person) {
        return teams.scenery().personalChat(person);
    }

    private List<String> texts(Person person) {
        return teams.scenery().messages(chat(person)).stream()
                .map(Message::text)
                .toList();
    }

    private void awaitText(Person person, Message message, String text) {
        RunningServer.await(
                () -> teams.scenery().messages(chat(person)).stream()
                        .filter(now -> now.id().equals(message.id()))
                        .anyMatch(now -> now.activity().toString().contains(text)),
                () -> "the card does not say: " + text);
    }

    private JsonNode press(Person person, Message message, String title) {
        return pressIn(chat(person), person, message, title);
    }

    private JsonNode pressIn(String conversation, Person person, Message message, String title) {
        return answer(teams.people()
                .presses(
                        person,
                        conversation,
                        message.id(),
                        button(card(message), title).toString()));
    }

    private void submit(Person person, Message message, String title) {
        String fallback = button(card(message), title).path("fallback").toString();
        assertThat(teams.people()
                        .presses(person, chat(person), message.id(), fallback)
                        .ok())
                .isTrue();
    }

    private static JsonNode answer(Done done) {
        assertThat(done.answer().status()).isEqualTo(200);
        return done.answer().json().orElseThrow();
    }

    private static JsonNode card(Message message) {
        return message.activity().path("attachments").path(0).path("content");
    }

    private static JsonNode button(JsonNode card, String title) {
        return card.path("actions")
                .valueStream()
                .filter(button -> button.path("title").stringValue("").equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(JsonNode card) {
        return card.path("actions")
                .valueStream()
                .map(button -> button.path("title").stringValue(""))
                .toList();
    }
}
