package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The basic guidelines for proactive messages in Microsoft's guidance, point by point, of what arrives in
/// Teams.
///
/// What it says of messages themselves is in [WellStructuredMessagesTest], of ids in `FourWaysTest`, of
/// installing apps in [ReachAnyoneTest], of a bot that has restarted in [MainJobTest]; its two scenarios are
/// the examples `PriceWatch` and `SlowReport`.
class GuidelinesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Chatroom room;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Person ann;

    @BeforeEach
    void start() {
        room = new Chatroom(folder, Map.of("tidings.person-cap", "4/10m", "tidings.when-idle.pause", "1s"));
        ann = room.speaking("en");
        room.meets(ann);
    }

    @AfterEach
    void stop() {
        room.close();
    }

    @Test
    void do_not_send_several_proactive_messages_within_a_short_amount_of_time() {
        for (String topic : List.of("one", "two", "three", "four")) {
            assertThat(room.tells(ann, topic)).isEqualTo("delivered");
        }
        assertThat(room.tells(ann, "five")).isEqualTo("digested");
        assertThat(room.tells(ann, "six")).isEqualTo("digested");
        assertThat(room.to(ann)).hasSize(4);
    }

    @Test
    void an_ad_hoc_message_is_simply_interjected_whatever_the_user_is_engaged_in() {
        busy();
        room.teams.people().says(ann, "about something else");
        assertThat(room.tells(ann, "news")).isEqualTo("delivered");
    }

    @Test
    void to_handle_notifications_more_smoothly_a_flag_in_the_conversation_holds_them_in_a_queue() {
        busy();
        Answer accepted = room.server()
                .post(
                        "/api/v1/notifications",
                        null,
                        "{\"to\":{\"user\":\"" + ann.objectId()
                                + "\"},\"mode\":\"when-idle\",\"message\":{\"text\":\"news\"}}");
        String deliveries = accepted.json().path("links").path("deliveries").stringValue("");
        RunningServer.await(
                () -> room.server().get(deliveries, null).body().contains("\"when-idle\""),
                () -> room.server().get(deliveries, null).body());
        assertThat(room.to(ann)).isEmpty();
        assertThat(room.server()
                        .send(room.server().request(flag(), null).DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(room.server().outcome(accepted, null).path("state").stringValue(""))
                .isEqualTo("delivered");
    }

    private void busy() {
        Answer said = room.server()
                .send(room.server()
                        .request(flag(), null)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"for\":\"PT10M\"}")));
        assertThat(said.status()).as(said.body()).isEqualTo(204);
    }

    private String flag() {
        return "/api/v1/conversations/" + room.teams.scenery().personalChat(ann) + "/busy";
    }
}
