package dev.tidings.teams.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.teams.activity.Attachment;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import dev.tidings.teams.http.TransportException.Written;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class ConnectorClientTest {
    private static final String URL = "https://smba.trafficmanager.net/amer/";
    private static final Message HI = Message.text("hi");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

    private final List<HttpCall> calls = new ArrayList<>();

    @Test
    void ids_are_one_percent_encoded_segment_each() {
        ConnectorClient client = answering(200, "{\"id\":\"1\"}");
        client.send(URL, "a:1p/x?y#z%41 ü", HI);
        client.update(URL, "19:c@thread.tacv2;messageid=17", "1/2", HI);
        assertThat(calls.get(0))
                .hasToString("POST " + URL + "v3/conversations/a%3A1p%2Fx%3Fy%23z%2541%20%C3%BC/activities");
        assertThat(calls.get(1))
                .hasToString("PUT " + URL + "v3/conversations/19%3Ac%40thread.tacv2%3Bmessageid%3D17/activities/1%2F2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://smba.trafficmanager.net/amer", URL, URL + "/"})
    void slashes_of_service_urls_are_normalised(String url) {
        answering(200, "{}").send(url, "a:1", HI);
        assertThat(calls.getFirst()).hasToString("POST " + URL + "v3/conversations/a%3A1/activities");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void an_id_that_would_reach_another_path_is_refused_unsent(String id) {
        assertThat(refused(answering(200, "{}"), client -> client.send(URL, id, HI))
                        .kind())
                .isEqualTo(Kind.BAD_REQUEST);
        assertThat(calls).isEmpty();
    }

    @Test
    void a_message_is_sent_as_it_is_with_the_token() {
        SentActivity sent = answering(201, "{\"id\":\"17\"}").send(URL, "a:1", HI);
        assertThat(sent.activityId()).isEqualTo("17");
        HttpCall call = calls.getFirst();
        assertThat(call.body()).isEqualTo(HI.toJson());
        assertThat(call.headers())
                .containsEntry("Authorization", "Bearer token-1")
                .containsEntry("Content-Type", "application/json; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"id\":null}", "<html>", "[]"})
    void an_accepted_message_without_an_id_is_accepted_all_the_same(String body) {
        assertThat(answering(202, body).send(URL, "a:1", HI)).isEqualTo(new SentActivity(null));
    }

    @Test
    void a_personal_chat_is_created_with_its_tenant_in_both_places_and_without_a_message() {
        CreatedConversation created = answering(201, "{\"id\":\"a:9\",\"serviceUrl\":\"https://x/\"}")
                .createPersonal(URL, "app", "t", "29:u");
        assertThat(created).isEqualTo(new CreatedConversation("a:9", null, "https://x/"));
        assertThat(JsonMapper.shared().readTree(calls.getFirst().body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"isGroup":false,"bot":{"id":"28:app"},"members":[{"id":"29:u"}],"tenantId":"t",
                 "channelData":{"tenant":{"id":"t"}}}"""));
    }

    @Test
    void a_thread_is_created_in_the_channel_even_if_a_thread_is_named() {
        CreatedConversation created = answering(201, "{\"id\":\"19:c;messageid=1\",\"activityId\":\"1\"}")
                .createThread(URL, "t", "19:c@thread.tacv2;messageid=5", HI);
        assertThat(created.activityId()).isEqualTo("1");
        assertThat(JsonMapper.shared().readTree(calls.getFirst().body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"isGroup":true,"activity":{"type":"message","text":"hi","textFormat":"markdown"},"tenantId":"t",
                 "channelData":{"channel":{"id":"19:c@thread.tacv2"},"tenant":{"id":"t"}}}"""));
    }

    @Test
    void a_targeted_message_names_its_reader() {
        answering(200, "{}").sendTargeted(URL, "19:c", "29:u", HI);
        assertThat(calls.getFirst().uri().getQuery()).isEqualTo("isTargetedActivity=true");
        assertThat(calls.getFirst().body()).contains("\"recipient\":{\"id\":\"29:u\"}");
    }

    @Test
    void members_are_read_under_both_spellings_of_the_object_id() {
        MemberPage page = answering(200, """
                        {"continuationToken":"a b+c","members":[
                          {"id":"29:1","objectId":"o1","name":"Ann","givenName":"A","surname":"B","email":"e",
                           "userPrincipalName":"u","tenantId":"29:x","userRole":"guest"},
                          {"id":"29:2","aadObjectId":"o2","new":{"field":1}}]}""").members(URL, "19:t", 500, null);
        assertThat(page.continuationToken()).isEqualTo("a b+c");
        assertThat(page.members())
                .containsExactly(
                        new Member("29:1", "o1", "Ann", "A", "B", "e", "u", "29:x", "guest"),
                        new Member("29:2", "o2", null, null, null, null, null, null, null));
        answering(200, "{\"members\":[]}").members(URL, "19:t", 500, page.continuationToken());
        assertThat(calls.getLast().uri().getRawQuery()).isEqualTo("pageSize=500&continuationToken=a%20b%2Bc");
    }

    @Test
    void teams_and_channels_are_read() {
        TeamDetails team = answering(200, """
                        {"id":"19:t","name":"N","aadGroupId":"g","type":"standard","channelCount":3,"memberCount":"x"}""").team(URL, "19:t");
        assertThat(team).isEqualTo(new TeamDetails("19:t", "N", "g", "standard", 3, null));
        assertThat(answering(
                                200,
                                "{\"conversations\":[{\"id\":\"19:t\",\"name\":null},{\"id\":\"19:c\",\"name\":\"C\"}]}")
                        .channels(URL, "19:t"))
                .containsExactly(new TeamChannel("19:t", null, null), new TeamChannel("19:c", "C", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"members\":5}", "{\"members\":[{}]}", "{\"members\":[7]}", "<html>"})
    void an_unreadable_answer_says_that_it_happened(String body) {
        ConnectorException refused = refused(answering(200, body), client -> client.members(URL, "19:t", 50, null));
        assertThat(refused.kind()).isEqualTo(Kind.BAD_ANSWER);
        assertThat(refused(answering(201, "{}"), client -> client.createPersonal(URL, "a", "t", "u"))
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void after_a_401_the_call_is_made_once_more_with_a_fresh_token() {
        SentActivity sent = client(
                        call -> "Bearer token-1".equals(call.headers().get("Authorization"))
                                ? new HttpAnswer(401, Map.of(), "")
                                : new HttpAnswer(200, Map.of(), "{\"id\":\"2\"}"))
                .send(URL, "a:1", HI);
        assertThat(sent.activityId()).isEqualTo("2");
        assertThat(calls)
                .extracting(call -> call.headers().get("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void a_second_401_is_the_answer() {
        assertThat(refused(answering(401, ""), client -> client.send(URL, "a:1", HI))
                        .kind())
                .isEqualTo(Kind.UNAUTHORIZED);
        assertThat(calls).hasSize(2);
    }

    @Test
    void a_401_without_a_fresh_token_is_not_repeated() {
        ConnectorClient stubborn = client(call -> new HttpAnswer(401, Map.of(), ""), () -> Optional.of("same"));
        assertThat(refused(stubborn, client -> client.send(URL, "a:1", HI)).kind())
                .isEqualTo(Kind.UNAUTHORIZED);
        assertThat(calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 400, 403, 404, 408, 412, 413, 429, 500, 502, 503, 504})
    void nothing_but_a_401_is_repeated(int status) {
        refused(answering(status, ""), client -> client.send(URL, "a:1", HI));
        assertThat(calls).hasSize(1);
    }

    @Test
    void a_host_that_must_not_see_the_token_is_never_called() {
        ConnectorException refused =
                refused(answering(200, "{}"), client -> client.send("https://evil.example/", "a:1", HI));
        assertThat(refused.kind()).isEqualTo(Kind.HOST_NOT_ALLOWED);
        assertThat(calls).isEmpty();
    }

    @Test
    void without_a_token_nothing_is_sent() {
        ConnectorClient client = client(call -> new HttpAnswer(200, Map.of(), "{}"), () -> {
            throw new TokenException(TokenException.Reason.UNAVAILABLE, "login is down", null);
        });
        ConnectorException refused = refused(client, each -> each.send(URL, "a:1", HI));
        assertThat(refused.kind()).isEqualTo(Kind.NO_TOKEN);
        assertThat(refused).hasCauseInstanceOf(TokenException.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void a_bot_without_credentials_sends_no_token() {
        client(call -> new HttpAnswer(200, Map.of(), "{}"), TokenSource.none()).send(URL, "a:1", HI);
        assertThat(calls.getFirst().headers()).doesNotContainKey("Authorization");
    }

    @Test
    void a_cut_connection_is_uncertain_or_busy_as_the_transport_knows() {
        for (Written written : Written.values()) {
            ConnectorClient cut = client(call -> {
                throw new TransportException(written, "cut", new IOException("cut"));
            });
            assertThat(refused(cut, client -> client.send(URL, "a:1", HI)).kind())
                    .isEqualTo(written == Written.NO ? Kind.BUSY : Kind.UNCERTAIN);
        }
    }

    @Test
    void a_message_over_the_limit_is_refused_unsent_and_pictures_do_not_count() {
        Message over = Message.text("x".repeat(Message.MAX_SIZE / 2));
        for (Consumer<ConnectorClient> call : List.<Consumer<ConnectorClient>>of(
                client -> client.send(URL, "a:1", over),
                client -> client.reply(URL, "a:1", "1", over),
                client -> client.update(URL, "a:1", "1", over),
                client -> client.sendTargeted(URL, "19:1", "29:u", over),
                client -> client.createThread(URL, "t", "19:1", over))) {
            assertThat(refused(answering(200, "{}"), call).kind()).isEqualTo(Kind.TOO_BIG);
        }
        assertThat(calls).isEmpty();
        answering(200, "{}").send(URL, "a:1", HI.withAttachment(Attachment.image("image/png", new byte[500_000])));
        assertThat(calls).hasSize(1);
    }

    private ConnectorClient answering(int status, String body) {
        return client(call -> new HttpAnswer(status, Map.of(), body));
    }

    private ConnectorClient client(Function<HttpCall, HttpAnswer> server) {
        return client(server, new CountingTokens());
    }

    private ConnectorClient client(Function<HttpCall, HttpAnswer> server, TokenSource tokens) {
        HttpTransport transport = new HttpTransport() {
            @Override
            public HttpAnswer send(HttpCall call) {
                calls.add(call);
                return server.apply(call);
            }

            @Override
            public void close() {}
        };
        return new ConnectorClient(transport, tokens, ServiceUrlPolicy.microsoft(), Duration.ofSeconds(1), CLOCK);
    }

    private static ConnectorException refused(ConnectorClient client, Consumer<ConnectorClient> call) {
        return catchThrowableOfType(ConnectorException.class, () -> call.accept(client));
    }

    /// Hands out `token-1` until it is refused, then `token-2`, and so on.
    private static final class CountingTokens implements TokenSource {
        private int number = 1;

        @Override
        public Optional<String> token() {
            return Optional.of("token-" + number);
        }

        @Override
        public void refused(String token) {
            number++;
        }
    }
}
