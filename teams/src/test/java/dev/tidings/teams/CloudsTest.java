package dev.tidings.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.BotIdentity;
import dev.tidings.teams.auth.Cloud;
import dev.tidings.teams.auth.Credentials;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudsTest {
    private static final String APP_ID = "11111111-2222-4333-8444-555555555555";
    private final Calls calls = new Calls();

    @ParameterizedTest
    @CsvSource({
        "PUBLIC, smba.trafficmanager.net",
        "GCC, smba.infra.gcc.teams.microsoft.com",
        "GCC_HIGH, smba.infra.gov.teams.microsoft.us",
        "DOD, smba.infra.dod.teams.microsoft.us"
    })
    void before_anything_was_heard_a_bot_speaks_through_its_clouds_own_service_url(Cloud cloud, String host) {
        try (TeamsBot bot = bot(config().withCloud(cloud))) {
            bot.createConversation("tenant", "29:ann");
        }
        assertThat(calls.made).singleElement().satisfies(call -> {
            assertThat(call.uri()).isEqualTo(URI.create("https://" + host + "/teams/v3/conversations"));
            assertThat(call.headers()).containsEntry("Authorization", "Bearer the-token");
        });
    }

    @Test
    void a_cloud_without_a_documented_host_gets_no_token_until_its_host_is_configured() {
        ConversationReference stored = at("https://smba.teams.example.cn/apac/");
        BotConfig china = config().withCloud(Cloud.CHINA);
        try (TeamsBot bot = bot(china)) {
            assertThat(refused(bot, stored)).isEqualTo(Kind.HOST_NOT_ALLOWED);
            assertThat(calls.made).isEmpty();
        }
        try (TeamsBot bot = bot(china.withServiceUrlHosts(Set.of("smba.teams.example.cn")))) {
            bot.send(stored, Message.text("x"));
            assertThat(calls.made).hasSize(1);
        }
    }

    @Test
    void another_clouds_host_sees_no_token() {
        try (TeamsBot bot = bot(config().withCloud(Cloud.GCC_HIGH))) {
            assertThat(refused(bot, at("https://smba.trafficmanager.net/amer/")))
                    .isEqualTo(Kind.HOST_NOT_ALLOWED);
        }
        assertThat(calls.made).isEmpty();
    }

    private static Kind refused(TeamsBot bot, ConversationReference reference) {
        return catchThrowableOfType(ConnectorException.class, () -> bot.send(reference, Message.text("x")))
                .kind();
    }

    private static ConversationReference at(String serviceUrl) {
        return ConversationReference.read("{\"bot\":{\"id\":\"28:" + APP_ID
                + "\"},\"conversation\":{\"id\":\"a:1\"},\"serviceUrl\":\"" + serviceUrl + "\"}");
    }

    private BotConfig config() {
        var credentials = new Credentials.Custom(() -> Optional.of("the-token"));
        return BotConfig.of(new BotIdentity(APP_ID, "tenant", credentials)).withTransport(calls);
    }

    private static TeamsBot bot(BotConfig config) {
        return TeamsBot.builder(config).build();
    }

    /// The way out of this machine, which no test goes: it keeps what would have left, and says yes.
    private static final class Calls implements HttpTransport {
        private final List<HttpCall> made = new ArrayList<>();

        @Override
        public HttpAnswer send(HttpCall call) {
            made.add(call);
            return new HttpAnswer(201, Map.of(), "{\"id\":\"a:1\"}");
        }

        @Override
        public void close() {}
    }
}
