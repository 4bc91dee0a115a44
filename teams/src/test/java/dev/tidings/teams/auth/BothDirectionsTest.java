package dev.tidings.teams.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.JdkTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bot with credentials and a local Teams that demands and signs tokens.
class BothDirectionsTest {
    private static final String APP = "11111111-aaaa-4000-8000-000000000001";
    private static final String TENANT = "aaaaaaaa-0000-4000-8000-000000000001";

    private final FakeTeams teams =
            FakeTeams.builder().bot(BotApp.of(APP).withSecret("right")).start();
    private final JdkTransport transport = new JdkTransport();
    private final InstantSource time = InstantSource.system();
    private final InboundAuthenticator authenticator = new InboundAuthenticator(
            InboundSettings.of(Cloud.PUBLIC, Set.of(APP), teams.openIdMetadata()), transport, time);
    private final HttpServer bot;

    BothDirectionsTest() throws IOException {
        bot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bot.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        bot.createContext("/api/messages", this::receive);
    }

    @BeforeEach
    void start() {
        bot.start();
        teams.connect(URI.create("http://127.0.0.1:" + bot.getAddress().getPort() + "/api/messages"));
    }

    @AfterEach
    void stop() {
        bot.stop(0);
        teams.close();
        transport.close();
    }

    @Test
    void what_teams_signs_is_accepted_also_after_a_rotation_and_not_without_the_endorsement() {
        Person ann = teams.scenery().person(0);
        assertThat(teams.people().install(ann).ok()).isTrue();

        teams.rotateKeys(false);
        assertThat(teams.people().says(ann, "hello").ok()).isTrue();
    }

    @Test
    void a_key_without_the_endorsement_is_answered_with_403() {
        teams.endorse(List.of("webchat"));

        assertThat(teams.people().install(teams.scenery().person(0)).answer().status())
                .isEqualTo(403);
    }

    @Test
    void our_token_is_accepted_and_a_revoked_one_is_replaced() {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        TokenSource tokens = MsalTokenSource.of(
                new BotIdentity(APP, TENANT, Credentials.secret("right")),
                Cloud.PUBLIC,
                teams.loginUrl(),
                transport,
                time);
        ConnectorClient connector = new ConnectorClient(
                transport,
                tokens,
                ServiceUrlPolicy.exactly(Set.of(), teams.serviceUrl()),
                Duration.ofSeconds(10),
                time);
        String chat = teams.scenery().personalChat(ann);

        connector.send(teams.serviceUrl().toString(), chat, Message.text("one"));
        String first = tokens.token().orElseThrow();
        teams.revokeTokens();
        connector.send(teams.serviceUrl().toString(), chat, Message.text("two"));

        assertThat(tokens.token().orElseThrow()).isNotEqualTo(first);
        assertThat(teams.scenery().messages(chat)).hasSize(2);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status;
        try {
            authenticator.authenticate(exchange.getRequestHeaders().getFirst("Authorization"), Activity.read(body));
            status = 200;
        } catch (InboundRefusedException refused) {
            status = refused.status();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
