package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            send(server, teams, ann, """
                    "welcome":{"title":"Hello","why":"**Ben Novak** added me to **Sales EMEA** a moment ago.",
                     "offer":"I watch prices for you, and tell you when one changes.","next":[
                      {"title":"Watch a price","say":"watch X7"},{"title":"Settings","say":"settings"}]}""");
            page.picture(teams, ann, chat, "Watch a price", pictures.resolve("welcome.png"));
        }
        assertThat(pictures.resolve("welcome.png")).isNotEmptyFile();
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
