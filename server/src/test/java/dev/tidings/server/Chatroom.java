package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A local Teams and a server in dev mode, and what people say and press in it.
final class Chatroom implements AutoCloseable {
    private static final int PEOPLE = 100;

    final FakeTeams teams =
            FakeTeams.builder().shape(shape -> shape.withPeople(PEOPLE)).start();
    private final Path folder;
    private final Map<String, String> settings;
    private RunningServer server;

    Chatroom(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = new HashMap<>(settings);
        this.settings.putIfAbsent("tidings.person-cap", "off");
        this.server = RunningServer.start(teams, sqlite(folder), this.settings);
    }

    RunningServer server() {
        return server;
    }

    void restart() {
        server.close();
        server = RunningServer.start(teams, sqlite(folder), settings);
    }

    /// The first person whose Teams is in a language.
    Person speaking(String language) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(teams.scenery()::person)
                .filter(person -> person.place().locale().startsWith(language))
                .findFirst()
                .orElseThrow();
    }

    /// Installs the app for a person, and waits until the server knows.
    void meets(Person person) {
        teams.people().install(person);
        String id = teams.scenery().userId(person);
        RunningServer.await(
                () -> server.get("/api/v1/people?limit=500", null).body().contains(id), () -> "unknown: " + id);
    }

    /// What the bot has sent to a conversation, the oldest first.
    List<Message> toConversation(String conversation) {
        return teams.scenery().messages(conversation).stream()
                .filter(message -> message.author().bot())
                .toList();
    }

    List<Message> to(Person person) {
        return toConversation(teams.scenery().personalChat(person));
    }

    /// Says something in the person's own chat, and returns the answer.
    Message says(Person person, String text) {
        int before = to(person).size();
        assertThat(teams.people().says(person, text).ok()).isTrue();
        return answer(person, before, text);
    }

    /// The message that the bot sends after so many.
    Message answer(Person person, int before, String to) {
        RunningServer.await(() -> to(person).size() > before, () -> "no answer to: " + to);
        assertThat(to(person)).hasSize(before + 1);
        return to(person).getLast();
    }

    /// Presses a button of a card, with what was put into its fields, and returns what the bot answers.
    JsonNode presses(Person person, Message message, String title, Map<String, String> fields) {
        ObjectNode button = (ObjectNode) button(card(message), title).deepCopy();
        ObjectNode data = (ObjectNode) button.get("data");
        fields.forEach(data::put);
        return teams.people()
                .presses(person, message.conversation(), message.id(), button.toString())
                .answer()
                .json()
                .orElseThrow();
    }

    static JsonNode card(Message message) {
        return message.activity().path("attachments").path(0).path("content");
    }

    static JsonNode button(JsonNode card, String title) {
        return card.path("actions")
                .valueStream()
                .filter(button -> button.path("title").stringValue("").equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button '" + title + "': " + card));
    }

    static List<String> titles(JsonNode card) {
        return card.path("actions")
                .valueStream()
                .map(button -> button.path("title").stringValue(""))
                .toList();
    }

    /// What the choices of topics on a card show, by their labels.
    static Map<String, String> fields(JsonNode card) {
        Map<String, String> fields = new LinkedHashMap<>();
        card.path("body").forEach(block -> {
            if (block.path("id").stringValue("").matches("tidings-[0-9]+")) {
                fields.put(
                        block.path("label").stringValue(""), block.path("value").stringValue(""));
            }
        });
        return fields;
    }

    /// Sends something about a topic to a person, and returns the state in which that ends.
    String tells(Person person, String topic) {
        return delivery(person, topic).path("state").stringValue("");
    }

    /// Sends something about a topic to a person, and returns the delivery when it has ended.
    JsonNode delivery(Person person, String topic) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("to").put("user", person.objectId());
        body.put("topic", topic).putObject("message").put("text", "about " + topic);
        RunningServer.Answer accepted = server.post("/api/v1/notifications", null, body.toString());
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return server.outcome(accepted, null);
    }

    @Override
    public void close() {
        server.close();
        teams.close();
    }
}
