package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets a topic, and how, over the API.
class SubscribersTest {
    private static final String PATH = "/api/v1/topics/prices/subscribers";
    private static final String ANN = "/api/v1/people/29:ann/topics?tenant=t";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.alone(sqlite(folder), Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_person_is_subscribed_to_digests_and_stays_so_until_it_is_said_otherwise() {
        assertThat(put("29:ann", "{\"delivery\":\"digest\"}").status()).isEqualTo(204);
        assertThat(put("29:ann", "").status()).isEqualTo(204);
        assertThat(put("29:ben", "{}").status()).isEqualTo(204);
        assertThat(listed()).containsExactly("29:ann digest", "29:ben all");
        assertThat(put("29:ann", "{\"delivery\":\"all\"}").status()).isEqualTo(204);
        server.send(server.request(PATH + "/29:ben?tenant=t", null).DELETE());
        assertThat(listed()).containsExactly("29:ann all", "29:ben nothing");
    }

    @Test
    void any_other_delivery_is_refused_by_name_and_changes_nothing() {
        for (String delivery : List.of("nothing", "weekly", "")) {
            Answer refused = put("29:ann", "{\"delivery\":\"" + delivery + "\"}");
            assertThat(refused.status()).as(delivery).isEqualTo(400);
            assertThat(refused.field()).isEqualTo("delivery");
        }
        assertThat(listed()).isEmpty();
    }

    @Test
    void what_a_person_gets_is_shown_and_all_of_it_is_stopped_and_begun_again() {
        put("29:ann", "{\"delivery\":\"digest\"}");
        put("29:ben", "");
        assertThat(topics(server.get(ANN, null))).containsExactly("prices digest");
        Answer stopped = stop("{\"stopped\":true}");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().path("stopped").asBoolean()).isTrue();
        assertThat(topics(stopped)).containsExactly("prices nothing");
        assertThat(topics(server.get(ANN.replace("ann", "ben"), null))).containsExactly("prices all");
        assertThat(topics(stop("{\"stopped\":false}"))).containsExactly("prices digest");
        assertThat(stop("{}").field()).isEqualTo("stopped");
    }

    private Answer stop(String body) {
        return server.send(server.request(ANN, null)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static List<String> topics(Answer answer) {
        return answer.json()
                .path("topics")
                .valueStream()
                .map(topic -> topic.path("topic").stringValue("") + " "
                        + topic.path("delivery").stringValue(""))
                .toList();
    }

    private Answer put(String person, String body) {
        return server.send(server.request(PATH + "/" + person + "?tenant=t", null)
                .header("Content-Type", "application/json")
                .PUT(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private List<String> listed() {
        return server.get(PATH + "?tenant=t", null)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("user").stringValue("") + " "
                        + item.path("delivery").stringValue(""))
                .toList();
    }
}
