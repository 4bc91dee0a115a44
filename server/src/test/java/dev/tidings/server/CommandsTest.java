package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What people tell the bot in words, and with the card of their preferences.
class CommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Chatroom room;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Person ann;

    @BeforeEach
    void start() {
        room = new Chatroom(folder, Map.of());
        ann = room.speaking("en");
        room.meets(ann);
        topic("prices", false);
        topic("weather", false);
    }

    @AfterEach
    void stop() {
        room.close();
    }

    private void topic(String name, boolean mandatory) {
        room.server()
                .send(room.server()
                        .request(
                                "/api/v1/topics/" + name + "?tenant="
                                        + room.teams.scenery().tenant(0),
                                null)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"mandatory\":" + mandatory + "}")));
    }

    @Test
    void a_topic_is_subscribed_to_gathered_and_left_by_writing_so() {
        assertThat(room.says(ann, "subscribe prices").text()).isEqualTo("You get messages about prices.");
        assertThat(wishes("prices")).containsExactly("all");
        assertThat(room.says(ann, "  Digest PRICES. ").text())
                .isEqualTo("You get messages about prices, gathered once a day.");
        assertThat(wishes("prices")).containsExactly("digest");
        assertThat(room.says(ann, "hourly prices").text())
                .isEqualTo("You get messages about prices, gathered each hour.");
        assertThat(wishes("prices")).containsExactly("hourly");
        assertThat(room.says(ann, "unsubscribe \"prices\"").text())
                .isEqualTo("You will get no more messages about prices.");
        assertThat(wishes("prices")).containsExactly("nothing");
        assertThat(room.tells(ann, "prices")).isEqualTo("opted-out");
        assertThat(room.tells(ann, "weather")).isEqualTo("delivered");
    }

    @Test
    void stop_ends_everything_also_what_is_named_later_and_start_takes_that_back() {
        room.says(ann, "subscribe prices");
        assertThat(room.says(ann, "STOP!").text())
                .startsWith("You will get no more messages from me")
                .contains("“start”", "“subscribe”");
        assertThat(room.tells(ann, "prices")).isEqualTo("opted-out");
        assertThat(room.tells(ann, "named later")).isEqualTo("opted-out");
        room.says(ann, "subscribe weather");
        assertThat(room.tells(ann, "weather")).isEqualTo("delivered");
        assertThat(room.tells(ann, "prices")).isEqualTo("opted-out");
        room.says(ann, "start");
        assertThat(room.tells(ann, "prices")).isEqualTo("delivered");
    }

    @Test
    void that_somebody_wants_nothing_survives_removing_and_installing_the_app_again() {
        room.says(ann, "stop");
        room.teams.people().uninstall(ann);
        room.teams.people().install(ann);
        room.restart();
        assertThat(room.tells(ann, "prices")).isEqualTo("opted-out");
    }

    @Test
    void a_topic_that_nobody_has_named_is_not_made_up() {
        assertThat(room.says(ann, "subscribe rockets").text()).isEqualTo("There is no topic named rockets.");
        assertThat(room.server().get("/api/v1/topics", null).body()).doesNotContain("rockets");
    }

    @Test
    void help_and_answers_are_in_the_language_of_the_persons_teams_which_has_words_of_its_own() {
        Person speaker = room.speaking("de");
        room.meets(speaker);
        assertThat(room.says(speaker, "Hilfe").text()).contains("**abonnieren** und der Name eines Themas");
        assertThat(room.says(speaker, "abonnieren prices").text()).isEqualTo("Sie bekommen Nachrichten zu prices.");
        assertThat(room.says(speaker, "help").text()).contains("abonnieren");
        assertThat(room.says(ann, "?").text()).contains("**subscribe** and the name of a topic");
    }

    @Test
    void in_a_chat_of_many_only_what_mentions_the_bot_counts_and_only_who_wrote_it_is_answered() {
        String channel =
                room.teams.scenery().teams().getFirst().channels().getLast().id();
        room.teams.people().installIn(ann, channel);
        room.teams.people().saysIn(ann, channel, "subscribe weather");
        int before = room.to(ann).size();
        room.teams.people().mentionsBot(ann, channel, "subscribe prices");
        assertThat(room.answer(ann, before, "subscribe prices").text()).isEqualTo("You get messages about prices.");
        assertThat(room.toConversation(channel)).isEmpty();
        assertThat(wishes("prices")).containsExactly("all");
        assertThat(wishes("weather")).isEmpty();
    }

    @Test
    void what_is_no_command_is_met_with_silence() {
        room.teams.people().says(ann, "hello");
        room.teams.people().says(ann, "stopping by");
        room.teams.people().says(ann, "help me with this");
        assertThat(room.says(ann, "help").text()).contains("You can write to me");
        assertThat(room.to(ann)).hasSize(1);
    }

    @Test
    void the_card_of_the_preferences_shows_what_somebody_gets_and_saves_what_they_choose() {
        topic("safety", true);
        room.says(ann, "subscribe weather");
        Message message = room.says(ann, "settings");
        JsonNode card = Chatroom.card(message);
        assertThat(Chatroom.fields(card)).isEqualTo(Map.of("prices", "", "weather", "all"));
        assertThat(card.toString()).contains("Everybody gets messages about safety; they cannot be turned off.");
        assertThat(Chatroom.titles(card)).containsExactly("Save", "Stop everything");

        JsonNode answer = room.presses(
                ann, message, "Save", Map.of(field(card, "prices"), "hourly", field(card, "weather"), "nothing"));
        assertThat(Chatroom.fields(answer.path("value"))).isEqualTo(Map.of("prices", "hourly", "weather", "nothing"));
        assertThat(answer.path("value").toString()).contains("Saved");
        assertThat(wishes("prices")).containsExactly("hourly");
        assertThat(wishes("weather")).containsExactly("nothing");
        assertThat(room.tells(ann, "weather")).isEqualTo("opted-out");
        awaitShown(message, "\"value\":\"hourly\"");
    }

    @Test
    void saving_changes_only_what_was_chosen_on_the_card() {
        Message message = room.says(ann, "settings");
        room.says(ann, "subscribe prices");
        JsonNode card = Chatroom.card(message);
        room.presses(ann, message, "Save", Map.of(field(card, "prices"), "", field(card, "weather"), "all"));
        assertThat(wishes("prices")).containsExactly("all");
        assertThat(wishes("weather")).containsExactly("all");
    }

    @Test
    void quiet_hours_are_chosen_on_the_card_which_then_shows_them_and_are_the_same_over_the_api() {
        Message message = room.says(ann, "settings");
        String path = "/api/v1/people/" + ann.objectId() + "/quiet-hours";
        assertThat(room.server().get(path, null).json().path("own").booleanValue())
                .isFalse();

        JsonNode answer = room.presses(ann, message, "Save", quiet("22:00", "06:30"));

        assertThat(answer.path("value").toString()).contains("Saved", "\"22:00\"", "\"06:30\"");
        assertThat(room.server().get(path, null).json().path("hours").stringValue(""))
                .isEqualTo("22:00-06:30");
        awaitShown(message, "\"06:30\"");
        assertThat(room.presses(ann, message, "Save", quiet("22:00", ""))
                        .path("value")
                        .stringValue(""))
                .contains("quiet hours need a time at which they begin");
        assertThat(Chatroom.card(room.says(ann, "settings")).toString()).contains("\"22:00\"", "\"06:30\"");
    }

    private static Map<String, String> quiet(String from, String to) {
        return Map.of("tidings-quiet", "own", "tidings-quiet-from", from, "tidings-quiet-to", to);
    }

    @Test
    void a_mandatory_topic_cannot_be_turned_off_with_a_card_that_is_older_or_made_up() {
        Message message = room.says(ann, "settings");
        topic("prices", true);
        JsonNode answer =
                room.presses(ann, message, "Save", Map.of(field(Chatroom.card(message), "prices"), "nothing"));
        assertThat(answer.path("value").stringValue("")).contains("they cannot be turned off");
        assertThat(room.tells(ann, "prices")).isEqualTo("delivered");
    }

    @Test
    void one_press_on_the_card_stops_everything_and_one_takes_it_back() {
        Message message = room.says(ann, "settings");
        JsonNode stopped = room.presses(ann, message, "Stop everything", Map.of());
        assertThat(stopped.path("value").toString()).contains("You get nothing from me but what you choose here");
        assertThat(Chatroom.titles(stopped.path("value"))).containsExactly("Save", "Start again");
        assertThat(room.tells(ann, "prices")).isEqualTo("opted-out");
        awaitShown(message, "Start again");
        Message edited = room.to(ann).stream()
                .filter(one -> one.id().equals(message.id()))
                .findFirst()
                .orElseThrow();
        room.presses(ann, edited, "Start again", Map.of());
        assertThat(room.tells(ann, "prices")).isEqualTo("delivered");
    }

    @Test
    void that_a_mandatory_message_went_to_somebody_who_wanted_nothing_is_written_down_and_told()
            throws InterruptedException {
        topic("safety", true);
        assertThat(steps(room.delivery(ann, "safety"))).isEmpty();
        room.says(ann, "stop");
        Events.Listening listening = room.server().part(Events.class).listen(Reach.EVERYTHING, null);
        JsonNode delivery = room.delivery(ann, "safety");
        assertThat(delivery.path("state").stringValue("")).isEqualTo("delivered");
        assertThat(steps(delivery)).containsExactly("overrule-opt-out");
        Happening.Overruled overruled = overruled(listening);
        assertThat(overruled.delivery().value()).isEqualTo(delivery.path("id").stringValue(""));
        assertThat(overruled.topic()).isEqualTo("safety");
    }

    private static Happening.Overruled overruled(Events.Listening listening) throws InterruptedException {
        while (true) {
            Heard heard = listening.next(Duration.ofSeconds(20));
            assertThat(heard).isInstanceOf(Heard.Told.class);
            if (((Heard.Told) heard).event().happening() instanceof Happening.Overruled overruled) {
                return overruled;
            }
        }
    }

    private List<String> steps(JsonNode delivery) {
        String id = delivery.path("id").stringValue("");
        String notification = id.substring(0, id.indexOf('.'));
        return room.server()
                .get("/api/v1/notifications/" + notification + "/deliveries/" + id, null)
                .json()
                .path("steps")
                .valueStream()
                .map(step -> step.path("step").stringValue(""))
                .toList();
    }

    private void awaitShown(Message message, String text) {
        RunningServer.await(
                () -> room.to(ann).stream()
                        .filter(now -> now.id().equals(message.id()))
                        .anyMatch(now -> now.activity().toString().contains(text)),
                () -> "the card does not show: " + text);
    }

    private static String field(JsonNode card, String topic) {
        return card.path("body")
                .valueStream()
                .filter(block -> block.path("label").stringValue("").equals(topic))
                .map(block -> block.path("id").stringValue(""))
                .findFirst()
                .orElseThrow();
    }

    /// What is recorded of a topic, of whomever.
    private List<String> wishes(String topic) {
        return room.server()
                .get("/api/v1/topics/" + topic + "/subscribers", null)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("delivery").stringValue(""))
                .toList();
    }
}
