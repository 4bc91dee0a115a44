package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Takes the pictures of cards that the documentation shows.
///
/// `mvn -pl server -am test -Dtest=NoticePicturesTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dpictures=FOLDER`
@EnabledIfSystemProperty(named = "pictures", matches = ".+", disabledReason = "-Dpictures=FOLDER says where to")
class NoticePicturesTest {

    private static final String PRICE = """
            {"what":"The price of the **X7** fell to €129","text":"It was €149 since March; this is the lowest so far.",
             "item":{"name":"Espresso machine X7","url":"https://shop.example/x7","facts":{"Before":"€149","Now":"€129"}},
             "actor":"Shop robot","link":"https://shop.example/x7","actions":[
              {"title":"Order one","call":"order"},{"title":"Seen","done":true}]}""";

    private static final String LATER = """
            {"what":"Your timesheet for November is not handed in","item":"Timesheet 2026-11","actor":"Time keeping",
             "link":"https://time.example/2026-11","actions":[{"title":"Done","done":true},
              {"title":"In an hour","snooze":"PT1H"},{"title":"Tomorrow","snooze":"P1D"}]}""";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @Test
    void pictures_are_taken() throws IOException {
        Path pictures = Files.createDirectories(Path.of(System.getProperty("pictures")));
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder));
                TeamsPage page = TeamsPage.start(folder.resolve("chromium"))) {
            Person ann = teams.scenery().person(0);
            String chat = teams.scenery().personalChat(ann);
            teams.people().install(ann);
            String id = teams.scenery().userId(ann);
            RunningServer.await(() -> server.get("/api/v1/people", null).body().contains(id), () -> "unknown");
            Message message = send(server, teams, ann, "\"topic\":\"prices\",\"notification\":" + PRICE);
            page.picture(teams, ann, chat, "Order one", pictures.resolve("notification.png"));
            press(teams, ann, message, "Order one");
            press(teams, ann, message, "Stop these messages");
            RunningServer.await(
                    () -> latest(teams, ann).activity().toString().contains("Get them again"), () -> "not changed");
            page.picture(teams, ann, chat, "Get them again", pictures.resolve("notification-pressed.png"));
            Message later = send(server, teams, ann, "\"notification\":" + LATER);
            press(teams, ann, later, "Tomorrow");
            RunningServer.await(
                    () -> latest(teams, ann).activity().toString().contains("Comes again"), () -> "not changed");
            page.picture(teams, ann, chat, "Comes again", pictures.resolve("notification-later.png"));
        }
        assertThat(pictures.resolve("notification-pressed.png")).isNotEmptyFile();
    }

    @Test
    void pictures_are_taken_of_what_the_bot_says_by_itself() throws IOException {
        Path pictures = Files.createDirectories(Path.of(System.getProperty("pictures")));
        try (Chatroom room = new Chatroom(folder, Map.of("tidings.welcome.enabled", "true"));
                TeamsPage page = TeamsPage.start(folder.resolve("chromium"))) {
            Person ann = room.speaking("en-GB");
            String channel =
                    room.teams.scenery().teams().getFirst().channels().getLast().id();
            room.teams.people().installIn(ann, channel);
            RunningServer.await(() -> !room.toConversation(channel).isEmpty(), () -> "no introduction");
            page.picture(room.teams, ann, channel, "Choose what you get", pictures.resolve("welcome.png"));
            for (String topic : List.of("Build failures", "Canteen", "Prices")) {
                name(room, topic, false);
            }
            name(room, "Safety", true);
            room.meets(ann);
            room.answer(ann, 0, "the install");
            room.says(ann, "subscribe build failures");
            room.says(ann, "digest prices");
            Message card = room.says(ann, "settings");
            room.presses(
                    ann,
                    card,
                    "Save",
                    Map.of("tidings-quiet", "own", "tidings-quiet-from", "22:00", "tidings-quiet-to", "07:00"));
            page.picture(room.teams, ann, card.conversation(), "Saved", 860, pictures.resolve("settings.png"));
        }
        assertThat(pictures.resolve("settings.png")).isNotEmptyFile();
    }

    private static void name(Chatroom room, String topic, boolean mandatory) {
        room.server()
                .send(room.server()
                        .request(
                                "/api/v1/topics/" + topic.replace(" ", "%20") + "?tenant="
                                        + room.teams.scenery().tenant(0),
                                null)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"mandatory\":" + mandatory + "}")));
    }

    private static Message send(RunningServer server, FakeTeams teams, Person to, String what) {
        Answer accepted = server.post(
                "/api/v1/notifications", null, "{\"to\":{\"user\":\"" + to.objectId() + "\"}," + what + "}");
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        server.outcome(accepted, null);
        return latest(teams, to);
    }

    private static Message latest(FakeTeams teams, Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).getLast();
    }

    private static void press(FakeTeams teams, Person person, Message message, String title) {
        JsonNode button = message.activity()
                .path("attachments")
                .path(0)
                .path("content")
                .path("actions")
                .valueStream()
                .filter(one -> one.path("title").stringValue("").equals(title))
                .findFirst()
                .orElseThrow();
        assertThat(teams.people()
                        .presses(person, message.conversation(), message.id(), button.toString())
                        .ok())
                .isTrue();
    }
}
