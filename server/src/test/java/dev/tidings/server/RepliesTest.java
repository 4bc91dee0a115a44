package dev.tidings.server;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.event.Event;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that take a while, from the message that somebody wrote to the answer in its thread. Ann's Teams is in
/// Spanish, so that the bot's own words to her are.
@SuppressWarnings("NullAway.Init") // set before each test
class RepliesTest {
    private static final String ANSWER = "{\"message\":{\"text\":\"Here is your report\"}}";

    @TempDir
    private Path folder;

    private FakeTeams teams;
    private RunningServer server;
    private Person ann;

    @BeforeEach
    void start() {
        teams = FakeTeams.builder().start();
        server = RunningServer.inDevMode(teams, sqlite(folder));
        ann = teams.scenery().person(0);
        teams.people().install(ann);
        String id = teams.scenery().userId(ann);
        RunningServer.await(() -> server.get("/api/v1/people", null).body().contains(id), () -> "unknown: " + id);
    }

    @AfterEach
    void stop() {
        server.close();
        teams.close();
    }

    @Test
    void a_question_in_a_team_is_answered_in_its_thread_after_a_restart() throws InterruptedException {
        String channel = teams.scenery().teams().getFirst().channels().getLast().id();
        teams.people().installIn(ann, channel);
        Events.Listening listening = listen();
        String asked = teams.people().mentionsBot(ann, channel, "report March").message();
        Happening.Wrote wrote = wrote(listening);
        assertThat(wrote.text()).isEqualTo("report March");
        assertThat(wrote.person()).isEqualTo(teams.scenery().userId(ann));
        Answer opened = open(wrote.conversationId(), String.valueOf(wrote.activityId()), "");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        teams.people().mentionsBot(ann, channel, "something else");
        delivered(opened, "wait");

        server.close();
        server = RunningServer.inDevMode(teams, sqlite(folder));
        Answer answered = answer(opened, null, ANSWER);

        assertThat(answered.status()).as(answered.body()).isEqualTo(202);
        assertThat(answered.json().path("status").stringValue("")).isEqualTo("answered");
        delivered(answered, "answer");
        List<Message> said = byBot(channel);
        assertThat(said)
                .extracting(Message::text)
                .containsExactly("This takes a moment. I will answer here.", "Here is your report");
        assertThat(said).allSatisfy(message -> {
            assertThat(message.root()).isEqualTo(asked);
            assertThat(message.activity().path("replyToId").stringValue("")).isEqualTo(asked);
        });
    }

    @Test
    void in_a_chat_the_person_is_told_in_their_language_and_again_when_it_takes_longer() {
        String asked = teams.people().says(ann, "report").message();
        Answer opened = open(chat(), asked, ",\"due\":\"PT1S\"");
        assertThat(opened.json().path("dueAt").stringValue("")).isNotEmpty();
        RunningServer.await(() -> texts().size() == 2, () -> "not told: " + texts());

        delivered(answer(opened, null, ANSWER), "answer");

        assertThat(texts())
                .containsExactly(
                        "Esto tarda un momento. Responderé aquí.",
                        "Esto tarda más de lo que pensaba. Sigo en ello y responderé aquí.",
                        "Here is your report");
    }

    @Test
    void the_bot_says_it_in_the_words_that_it_is_given() {
        Answer opened = open(
                chat(),
                teams.people().says(ann, "report").message(),
                ",\"wait\":\"Adding it up\",\"late\":\"Still adding\",\"due\":\"PT1S\"");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        RunningServer.await(() -> texts().size() == 2, () -> "not told: " + texts());
        assertThat(texts()).containsExactly("Adding it up", "Still adding");
        assertThat(server.get(self(opened), null).json().path("status").stringValue(""))
                .isEqualTo("overdue");
    }

    @Test
    void a_message_has_one_ticket_and_a_ticket_one_answer() {
        String asked = teams.people().says(ann, "report").message();
        Answer opened = open(chat(), asked, "");
        Answer again = open(chat(), asked, "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(self(again)).isEqualTo(self(opened));

        Answer answered = answer(opened, null, ANSWER);
        assertThat(answer(opened, null, ANSWER).json()).isEqualTo(answered.json());
        Answer other = answer(opened, null, "{\"message\":{\"text\":\"Another report\"}}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("already-answered");

        delivered(answered, "answer");
        assertThat(texts()).containsExactly("Esto tarda un momento. Responderé aquí.", "Here is your report");
    }

    @Test
    void a_key_of_another_tenant_finds_neither_the_conversation_nor_the_ticket() {
        String asked = teams.people().says(ann, "report").message();
        Answer opened = open(chat(), asked, "");
        String fenced = key("\"scopes\":[\"send\",\"read\"],\"tenants\":[\"elsewhere\"]");
        assertThat(post(fenced, chat(), asked, "").status()).isEqualTo(404);
        assertThat(server.get(self(opened), fenced).status()).isEqualTo(404);
        assertThat(answer(opened, fenced, ANSWER).status()).isEqualTo(404);
        String reader = key("\"scopes\":[\"read\"]");
        assertThat(post(reader, chat(), asked, "").status()).isEqualTo(403);
        assertThat(answer(opened, reader, ANSWER).status()).isEqualTo(403);
        assertThat(server.get(self(opened), reader).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"replyTo":"1"}                                                | 400 | conversation
                    {"conversation":"CHAT"}                                        | 400 | replyTo
                    {"conversation":"19:nowhere","replyTo":"1"}                    | 404 | conversation
                    {"conversation":"CHAT","replyTo":"1","due":"soon"}             | 400 | due
                    {"conversation":"CHAT","replyTo":"1","due":"PT0S"}             | 400 | due
                    {"conversation":"CHAT","replyTo":"1","wait":" "}               | 400 | wait
                    {"conversation":"CHAT","replyTo":"1","language":"x y"}         | 400 | language
                    {"conversation":"CHAT","replyTo":"1","bot":"nobody"}           | 404 | bot
                    """)
    void what_cannot_be_answered_is_refused_with_the_field_at_fault(String body, int status, String field) {
        Answer refused = server.post("/api/v1/replies", null, body.replace("CHAT", chat()));
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.field()).isEqualTo(field);
    }

    private Answer open(String conversation, String replyTo, String more) {
        return post(null, conversation, replyTo, more);
    }

    private Answer post(@Nullable String key, String conversation, String replyTo, String more) {
        return server.post(
                "/api/v1/replies",
                key,
                "{\"conversation\":\"" + conversation + "\",\"replyTo\":\"" + replyTo + "\"" + more + "}");
    }

    private Answer answer(Answer opened, @Nullable String key, String body) {
        return server.send(server.request(self(opened), key)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static String self(Answer opened) {
        return opened.json().path("links").path("self").stringValue("");
    }

    private String key(String more) {
        return server.post("/api/v1/keys", null, "{\"name\":\"k\"," + more + "}")
                .json()
                .path("key")
                .stringValue("");
    }

    private void delivered(Answer ticket, String part) {
        String notification = ticket.json().path("links").path(part).stringValue("");
        RunningServer.await(
                () -> server.get(notification, null).body().contains("\"status\":\"completed\""),
                () -> "not said: " + ticket.body());
    }

    private Events.Listening listen() {
        return server.part(Events.class).listen(Reach.EVERYTHING, null);
    }

    private static Happening.Wrote wrote(Events.Listening listening) throws InterruptedException {
        while (true) {
            Heard heard = listening.next(Duration.ofSeconds(20));
            assertThat(heard).isInstanceOf(Heard.Told.class);
            Event event = ((Heard.Told) heard).event();
            if (event.happening() instanceof Happening.Wrote wrote) {
                return wrote;
            }
        }
    }

    private String chat() {
        return teams.scenery().personalChat(ann);
    }

    private List<String> texts() {
        return byBot(chat()).stream().map(Message::text).toList();
    }

    private List<Message> byBot(String conversation) {
        return teams.scenery().messages(conversation).stream()
                .filter(message -> message.author().bot())
                .toList();
    }
}
