package dev.tidings.server.playground;

import static dev.tidings.server.RunningServer.await;
import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Tidings as the bot behind Microsoft's own local client: a person writes in the browser, Tidings learns of them and
/// writes back through its REST API.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PlaygroundTest {
    private static final String GENERAL = "team-id";

    private RunningServer server;
    private Playground playground;
    private PlaygroundPage page;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Playground.mustBeThere();
        server = RunningServer.alone(sqlite(folder), Map.of());
        playground = Playground.start(server.url("/api/messages"), folder.resolve("playground.log"));
        page = PlaygroundPage.open(playground.page(), folder.resolve("profile"));
    }

    @AfterAll
    void stop() {
        if (page != null) {
            page.close();
        }
        if (playground != null) {
            playground.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void who_writes_to_the_bot_is_reached_in_the_chat_with_it() {
        page.goTo("Personal Chat");
        page.writes("hello bot");
        JsonNode alex = known("people", "Alex Wilber");

        deliver("{\"user\":\"%s\"}".formatted(id(alex)), "Your export is ready");
        page.sees("Your export is ready");
        deliver("{\"user\":\"%s\"}".formatted(alex.path("objectId").stringValue("")), "Your export is gone");
        page.sees("Your export is gone");
    }

    @Test
    void a_group_chat_in_which_the_bot_is_mentioned_is_reached() {
        page.goTo("Group Chat");
        page.mentionsBot("what is new?");
        String chat = id(known("chats", "Group Chat"));
        awaitMember(chat, "Alex Wilber");

        deliver("{\"chat\":\"%s\"}".formatted(chat), "The build is green");
        page.sees("The build is green");
    }

    @Test
    void a_channel_and_a_thread_in_it_are_reached() throws IOException {
        page.goTo("General");
        page.postsToBot("what is new?");
        known("teams", "My Team");
        awaitMember(GENERAL, "Alex Wilber");

        JsonNode sent = deliver("{\"channel\":\"%s\"}".formatted(GENERAL), "The price fell by 3 %");
        page.sees("The price fell by 3 %");
        page.repliesToBot("The price fell by 3 %", "and now?");

        String thread = sent.path("activityId").stringValue("");
        deliver("{\"channel\":\"%s\",\"thread\":\"%s\"}".formatted(GENERAL, thread), "It rose again");
        page.seesBelow("The price fell by 3 %", "It rose again");
        Files.write(Path.of("target", "playground.png"), page.picture());
    }

    /// Waits until the REST API lists somebody or something by this name.
    private JsonNode known(String what, String name) {
        await(
                () -> listed(what).path("name").stringValue("").equals(name),
                () -> what + ": " + listed(what) + " is not " + name);
        return listed(what);
    }

    private JsonNode listed(String what) {
        return server.get("/api/v1/" + what, null).json().path("items").path(0);
    }

    /// Waits until the directory has heard somebody in a place.
    private void awaitMember(String place, String name) {
        DirectoryStore directory = server.part(DirectoryStore.class);
        Tenancy tenancy = directory.tenancies("default").getFirst();
        PageRequest first = PageRequest.first(10);
        await(
                () -> directory.members(tenancy, place, first).items().stream()
                        .map(Person::name)
                        .anyMatch(name::equals),
                () -> name + " was not heard in " + place);
    }

    private JsonNode deliver(String to, String text) {
        String body = "{\"to\":%s,\"message\":{\"text\":\"%s\"}}".formatted(to, text);
        JsonNode delivery = server.outcome(server.post("/api/v1/notifications", null, body), null);
        assertThat(delivery.path("state").stringValue(""))
                .as(delivery.toString())
                .isEqualTo("delivered");
        return delivery;
    }

    private static String id(JsonNode item) {
        return item.path("id").stringValue("");
    }
}
