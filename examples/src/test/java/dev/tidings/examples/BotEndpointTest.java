package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotEndpointTest {

    @ParameterizedTest
    @CsvSource({"20, 200", "1_000_000, 200", "2_000_000, 413", "12_000_000, 413"})
    void a_body_is_read_up_to_a_limit(String length, int status) throws IOException, InterruptedException {
        try (TeamsBot bot =
                        TeamsBot.builder(BotConfig.withoutCredentials("any")).build();
                BotEndpoint endpoint = BotEndpoint.open(0, bot);
                HttpClient client = HttpClient.newHttpClient()) {
            String activity = "{\"type\":\"typing\"}";
            String body = activity + " ".repeat(Integer.parseInt(length.replace("_", "")) - activity.length());
            HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url()))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(status);
        }
    }
}
