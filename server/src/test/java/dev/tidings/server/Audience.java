package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A server in dev mode, and people who have installed its app.
public final class Audience implements AutoCloseable {
    private static final String NOTIFICATIONS = "/api/v1/notifications";

    public final FakeTeams teams;
    public final RunningServer server;
    public final List<Person> people;

    /// The first people of the simulated tenant.
    public Audience(FakeTeams teams, RunningServer server, int size) {
        this.teams = teams;
        this.server = server;
        this.people = IntStream.range(0, size).mapToObj(teams.scenery()::person).toList();
        people.forEach(person -> assertThat(teams.people().install(person).ok()).isTrue());
        RunningServer.await(
                () -> people.stream().allMatch(person -> known().contains(person.objectId())),
                () -> "not everybody was learnt: " + known());
    }

    private String known() {
        return server.get("/api/v1/people?limit=500", null).body();
    }

    /// Sends something to somebody, and returns the path of the notification.
    public String send(String to, String text, String... more) {
        Answer answer = server.post(NOTIFICATIONS, null, body(to, text, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().path("links").path("self").stringValue("");
    }

    /// The body of a request to send something.
    public static String body(String to, String text, String... more) {
        String rest = more.length == 0 ? "" : "," + String.join(",", more);
        return "{\"to\":" + to + ",\"message\":{\"text\":\"" + text + "\"}" + rest + "}";
    }

    /// Orders something that must be possible.
    public Answer order(String path, String what) {
        Answer answer = server.post(path + "/" + what, null, "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /// Puts JSON.
    public Answer put(String path, @Nullable String key, String body) {
        return server.send(server.request(path, key)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    /// Deletes something.
    public Answer delete(String path, @Nullable String key) {
        return server.send(server.request(path, key).DELETE());
    }

    /// Waits until a notification has a status.
    public Answer becomes(String path, String status) {
        RunningServer.await(
                () -> status.equals(status(path)),
                () -> "never " + status + ": " + server.get(path, null).body());
        return server.get(path, null);
    }

    /// What a notification is now.
    public String status(String path) {
        return server.get(path, null).json().path("status").stringValue("");
    }

    /// What the bot has written to a person.
    public List<Message> to(Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).stream()
                .filter(message -> message.author().bot())
                .toList();
    }

    /// The texts of that.
    public List<String> texts(Person person) {
        return to(person).stream().map(Message::text).toList();
    }

    @Override
    public void close() {
        server.close();
        teams.close();
    }
}
