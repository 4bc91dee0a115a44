package dev.tidings.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.world.Message;
import dev.tidings.teams.auth.BotIdentity;
import dev.tidings.teams.auth.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BotWithCredentialsTest {
    private static final String APP_ID = "6c8b2b6e-5d0c-4f0e-9d2c-0c5a3a1f7b11";

    @Test
    void a_bot_with_a_secret_verifies_what_arrives_and_answers_with_its_token() throws IOException {
        try (FakeTeams teams = teams();
                TeamsBot bot = bot(teams, "right-secret")) {
            assertThat(saidTo(bot, teams)).isTrue();
            assertThat(answers(teams)).containsExactly("hi");
        }
    }

    @Test
    void an_activity_without_a_token_is_refused_and_no_handler_runs() {
        try (FakeTeams teams = teams();
                TeamsBot bot = bot(teams, "right-secret")) {
            Received received = bot.receive(
                    null,
                    "{\"type\":\"message\",\"id\":\"1\",\"channelId\":\"msteams\",\"serviceUrl\":\""
                            + teams.serviceUrl() + "\"}");

            assertThat(received.status()).isEqualTo(401);
            assertThat(answers(teams)).isEmpty();
        }
    }

    @Test
    void with_a_wrong_secret_nothing_is_sent() throws IOException {
        try (FakeTeams teams = teams();
                TeamsBot bot = bot(teams, "wrong-secret")) {
            assertThat(saidTo(bot, teams)).isFalse();
            assertThat(answers(teams)).isEmpty();
        }
    }

    private static FakeTeams teams() {
        return FakeTeams.builder()
                .bot(BotApp.of(APP_ID).withSecret("right-secret"))
                .start();
    }

    private static TeamsBot bot(FakeTeams teams, String secret) {
        var identity = new BotIdentity(APP_ID, teams.scenery().tenant(0), Credentials.secret(secret));
        BotConfig config =
                BotConfig.of(identity).withEndpoints(teams.loginUrl(), teams.openIdMetadata(), teams.serviceUrl());
        return TeamsBot.builder(config)
                .onMessage((turn, message) -> turn.reply("hi"))
                .build();
    }

    /// Whether the bot took what a person wrote to it.
    private static boolean saidTo(TeamsBot bot, FakeTeams teams) throws IOException {
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/api/messages", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                @Nullable String token = exchange.getRequestHeaders().getFirst("Authorization");
                exchange.sendResponseHeaders(bot.receive(token, body).status(), -1);
            }
        });
        door.start();
        try {
            teams.connect(URI.create("http://127.0.0.1:" + door.getAddress().getPort() + "/api/messages"));
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            return teams.people().says(ann, "hello").ok();
        } finally {
            door.stop(0);
        }
    }

    private static List<String> answers(FakeTeams teams) {
        return teams.scenery().messages().stream()
                .filter(message -> message.author().bot())
                .map(Message::text)
                .toList();
    }
}
