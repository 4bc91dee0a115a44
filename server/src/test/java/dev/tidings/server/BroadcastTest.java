package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.server.RunningServer.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Messages to many, and orders about them, over every socket in between.
class BroadcastTest {
    private static final String EVERYONE = "{\"everyone\":true}";

    @TempDir
    Path folder;

    @Test
    void everyone_with_a_chat_gets_it_and_the_counts_say_so() {
        try (Audience audience = audience(5, Map.of())) {
            String path = audience.send(EVERYONE, "hello all");
            JsonNode standing = audience.becomes(path, "completed").json();
            assertThat(standing.path("planned").intValue(0)).isEqualTo(5);
            assertThat(standing.path("counts").path("delivered").intValue(0)).isEqualTo(5);
            assertThat(audience.people)
                    .allSatisfy(person -> assertThat(audience.texts(person)).containsExactly("hello all"));
            JsonNode latest =
                    audience.server.get("/api/v1/notifications?limit=1", null).json();
            assertThat(latest.path("items").path(0).path("links").path("self").stringValue(""))
                    .isEqualTo(path);
        }
    }

    @Test
    void several_people_and_the_subscribers_of_a_topic_are_reached_each_once() {
        try (Audience audience = audience(3, Map.of())) {
            Person ann = audience.people.get(0);
            Person bob = audience.people.get(1);
            String both = "{\"users\":[\"" + ann.objectId() + "\",\"" + bob.objectId() + "\",\""
                    + ann.userPrincipalName() + "\"]}";
            audience.becomes(audience.send(both, "to two"), "completed");
            assertThat(audience.texts(ann)).containsExactly("to two");
            assertThat(audience.texts(bob)).containsExactly("to two");

            assertThat(audience.put(subscriber("prices", bob), null, "").status())
                    .isEqualTo(204);
            audience.becomes(audience.send("{\"topic\":\"prices\"}", "to subscribers"), "completed");
            assertThat(audience.texts(bob)).contains("to subscribers");
            assertThat(audience.texts(ann)).doesNotContain("to subscribers");
        }
    }

    @Test
    void a_list_of_many_thousands_is_planned_and_shown_by_its_number() {
        try (Audience audience = audience(1, Map.of())) {
            String ids = IntStream.rangeClosed(0, 20_000)
                    .mapToObj(number -> "\"" + new UUID(4, number) + "\"")
                    .collect(Collectors.joining(","));
            String later = InstantSource.system().instant().plusSeconds(86_400).toString();
            String path = audience.send("{\"users\":[" + ids + "]}", "later", "\"notBefore\":\"" + later + "\"");
            JsonNode standing = audience.becomes(path, "accepted").json();
            assertThat(standing.path("counts").path("queued").intValue(0)).isEqualTo(20_001);
            assertThat(standing.path("to").toString()).isEqualTo("{\"named\":20001}");
        }
    }

    @Test
    void a_list_over_its_own_limit_is_refused_with_what_to_do() {
        try (Audience audience = audience(1, Map.of("tidings.limits.list-body", "6000000"))) {
            for (String path : List.of("/api/v1/notifications", "/api/v1/notifications/dry-run")) {
                Answer read = audience.server.post(path, null, " ".repeat(5_500_000));
                assertThat(read.problem()).isEqualTo("malformed-json");
                Answer refused = audience.server.post(path, null, " ".repeat(7_000_000));
                assertThat(refused.status()).isEqualTo(413);
                assertThat(refused.body()).contains("in several notifications", "tidings.limits.list-body");
            }
        }
    }

    @Test
    void the_members_of_a_team_are_reached_each_in_their_own_chat() {
        try (Audience audience = audience(2, Map.of())) {
            Person member = audience.people.getLast();
            Person later = audience.teams.scenery().person(2);
            String team = audience.teams.scenery().teams().getFirst().id();
            audience.teams.people().installIn(audience.people.getFirst(), team);
            audience.teams.people().removes(member, team);
            audience.teams.people().adds(member, team);
            audience.teams.people().install(later);
            RunningServer.await(
                    () -> audience.server
                            .get("/api/v1/people?limit=500", null)
                            .body()
                            .contains(later.objectId()),
                    () -> "what came last was not learnt");

            String to = "{\"team\":\"" + team + "\",\"members\":true}";
            JsonNode standing = audience.becomes(audience.send(to, "to the team"), "completed")
                    .json();
            assertThat(standing.path("planned").intValue(0))
                    .as(standing.toString())
                    .isEqualTo(20);
            assertThat(standing.path("to").toString()).isEqualTo(to);
            assertThat(audience.texts(later)).containsExactly("to the team");
            assertThat(audience.texts(member)).containsExactly("to the team");
            assertThat(audience.teams.scenery().messages(team))
                    .noneMatch(message -> message.text().equals("to the team"));

            Answer half = audience.server.post(
                    "/api/v1/notifications", null, Audience.body("{\"team\":\"" + team + "\"}", "to the team"));
            assertThat(half.status()).isEqualTo(400);
            assertThat(half.field()).isEqualTo("to.members");
        }
    }

    @Test
    void what_is_paused_begins_nothing_more_until_it_is_resumed_and_what_is_cancelled_never() {
        try (Audience audience = audience(6, Map.of("tidings.limits.requests-per-second", "1"))) {
            String path = audience.send(EVERYONE, "slowly");
            RunningServer.await(() -> arrived(audience, "slowly") >= 1, () -> "nothing arrived");
            assertThat(audience.order(path, "pause").json().path("status").stringValue(""))
                    .isEqualTo("paused");
            long underWay = arrived(audience, "slowly") + 1;
            String other = audience.send("{\"user\":\"" + audience.people.get(5).objectId() + "\"}", "meanwhile");
            audience.becomes(other, "completed");
            assertThat(arrived(audience, "slowly"))
                    .isLessThanOrEqualTo(underWay)
                    .isLessThan(6);
            assertThat(audience.order(path, "resume").json().path("status").stringValue(""))
                    .isIn("running", "accepted");
            RunningServer.await(() -> arrived(audience, "slowly") > underWay, () -> "it did not go on");

            audience.order(path, "cancel");
            audience.becomes(path, "cancelled");
            RunningServer.await(
                    () -> open(audience.server.get(path, null)) == 0,
                    () -> audience.server.get(path, null).body());
            JsonNode counts = audience.server.get(path, null).json().path("counts");
            assertThat(counts.path("cancelled").intValue(0)).isPositive();
            assertThat(counts.path("cancelled").intValue(0)
                            + counts.path("delivered").intValue(0))
                    .isEqualTo(6);
            assertThat(arrived(audience, "slowly"))
                    .isEqualTo(counts.path("delivered").intValue(0));
            Answer again = audience.server.post(path + "/resume", null, "{}");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.problem()).isIn("already-cancelled", "already-over");
        }
    }

    @Test
    void whoever_opts_out_gets_nothing_of_what_is_queued_already() {
        try (Audience audience = audience(4, Map.of())) {
            String path = audience.send(EVERYONE, "news", "\"topic\":\"news\"", "\"notBefore\":\"" + soon() + "\"");
            Person ann = audience.people.getFirst();
            assertThat(audience.delete(subscriber("news", ann), null).status()).isEqualTo(204);
            JsonNode counts = audience.becomes(path, "completed").json().path("counts");
            assertThat(counts.path("opted-out").intValue(0)).isEqualTo(1);
            assertThat(counts.path("delivered").intValue(0)).isEqualTo(3);
            assertThat(audience.texts(ann)).isEmpty();
            JsonNode topics = audience.server.get("/api/v1/topics", null).json();
            assertThat(topics.path("items").path(0).path("optedOut").intValue(0))
                    .isEqualTo(1);

            audience.put("/api/v1/topics/news", null, "{\"mandatory\":true}");
            audience.becomes(audience.send(EVERYONE, "fire drill", "\"topic\":\"news\""), "completed");
            assertThat(audience.texts(ann)).containsExactly("fire drill");
        }
    }

    @Test
    void what_was_delivered_can_be_edited_and_recalled() {
        try (Audience audience = audience(3, Map.of())) {
            String path = audience.send(EVERYONE, "at ten");
            audience.becomes(path, "completed");
            Answer edited = audience.put(path + "/message", null, "{\"text\":\"at eleven\"}");
            assertThat(edited.status()).as(edited.body()).isEqualTo(200);
            RunningServer.await(
                    () -> audience.people.stream()
                            .allMatch(person -> audience.texts(person).equals(List.of("at eleven"))),
                    () -> audience.server.get(path, null).body());
            audience.order(path, "recall");
            RunningServer.await(
                    () -> audience.people.stream()
                            .allMatch(person -> audience.to(person).getFirst().deleted()),
                    () -> audience.server.get(path, null).body());
            RunningServer.await(
                    () -> audience.server
                            .get(path, null)
                            .body()
                            .contains("\"kind\":\"recall\",\"status\":\"completed\""),
                    () -> audience.server.get(path, null).body());
            assertThat(audience.put(path + "/message", null, "{\"text\":\"too late\"}")
                            .problem())
                    .isEqualTo("already-recalled");
        }
    }

    @Test
    void what_is_still_being_sent_goes_on_with_the_new_text_at_once() {
        try (Audience audience = audience(5, Map.of("tidings.limits.requests-per-second", "1"))) {
            String path = audience.send(EVERYONE, "at ten");
            RunningServer.await(() -> arrived(audience, "at ten") >= 1, () -> "nothing arrived");
            Answer edited = audience.put(path + "/message", null, "{\"text\":\"at eleven\"}");
            assertThat(edited.status()).as(edited.body()).isEqualTo(200);
            long before = arrived(audience, "at ten") + 1;
            RunningServer.await(
                    () -> arrived(audience, "at eleven") == 5,
                    () -> audience.server.get(path, null).body());
            audience.becomes(path, "completed");
            RunningServer.await(
                    () -> audience.server.get(path, null).body().contains("\"kind\":\"edit\",\"status\":\"completed\""),
                    () -> audience.server.get(path, null).body());
            assertThat(audience.people.stream()
                            .filter(person -> audience.to(person).getFirst().edited() != null)
                            .count())
                    .as("who had got the old text, one perhaps under way")
                    .isBetween(1L, before);
        }
    }

    @Test
    void the_ledger_is_filtered_exported_and_told_by_person() {
        try (Audience audience = audience(3, Map.of())) {
            Person gone = audience.people.getLast();
            audience.teams.people().does("uninstall", "{\"by\":\"" + gone.objectId() + "\",\"quietly\":true}");
            String each = audience.people.stream()
                    .map(person -> "\"" + person.objectId() + "\"")
                    .collect(Collectors.joining(","));
            String path = audience.send("{\"users\":[" + each + "]}", "report");
            JsonNode standing = audience.becomes(path, "completed").json();
            assertThat(standing.path("counts").path("refused").intValue(0))
                    .as(standing.toString())
                    .isEqualTo(1);
            String reason = standing.path("reasons").propertyNames().iterator().next();
            JsonNode refused = audience.server
                    .get(path + "/deliveries?state=refused&reason=" + reason, null)
                    .json()
                    .path("items");
            assertThat(refused.size()).isEqualTo(1);
            assertThat(refused.path(0).path("detail").stringValue("")).hasSizeGreaterThan(20);

            Answer csv = audience.server.send(
                    audience.server.request(path + "/deliveries", null).header("Accept", "text/csv"));
            assertThat(csv.body().lines()).hasSize(4).first().asString().startsWith("id,person,state,reason");

            JsonNode hers = audience.server
                    .get("/api/v1/people/" + gone.objectId() + "/deliveries", null)
                    .json()
                    .path("items");
            assertThat(hers.path(0).path("state").stringValue("")).isEqualTo("refused");

            audience.teams.people().install(gone);
            Answer retried = audience.order(path, "retry");
            assertThat(retried.json().path("queued").intValue(0)).isEqualTo(1);
            RunningServer.await(
                    () -> audience.texts(gone).contains("report"),
                    () -> audience.server.get(path + "/deliveries", null).body());
        }
    }

    @Test
    void progress_is_told_until_it_is_over() throws IOException, InterruptedException {
        try (Audience audience = audience(3, Map.of())) {
            String path = audience.send(EVERYONE, "watched", "\"notBefore\":\"" + soon() + "\"");
            HttpResponse<String> stream = audience.server
                    .send(audience.server.request(path, null).header("Accept", "text/event-stream"))
                    .response();
            assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            List<String> standings = stream.body()
                    .lines()
                    .filter(line -> line.startsWith("data: "))
                    .toList();
            assertThat(standings).hasSizeGreaterThan(1);
            assertThat(standings.getFirst()).doesNotContain("\"status\":\"completed\"");
            assertThat(standings.getLast()).contains("\"status\":\"completed\"", "\"delivered\":3");
        }
    }

    private static String soon() {
        return InstantSource.system().instant().plusSeconds(3).toString();
    }

    private static String subscriber(String topic, Person person) {
        return "/api/v1/topics/" + topic + "/subscribers/" + person.objectId();
    }

    private static long arrived(Audience audience, String text) {
        return audience.people.stream()
                .filter(person -> audience.texts(person).contains(text))
                .count();
    }

    private static int open(Answer notification) {
        JsonNode counts = notification.json().path("counts");
        return counts.path("queued").intValue(0)
                + counts.path("deferred").intValue(0)
                + counts.path("in-flight").intValue(0);
    }

    private Audience audience(int size, Map<String, String> settings) {
        FakeTeams teams = FakeTeams.builder().start();
        return new Audience(teams, RunningServer.start(teams, sqlite(folder), new HashMap<>(settings)), size);
    }
}
