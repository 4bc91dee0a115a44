package dev.tidings.delivery.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.graph.GraphClient;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done before the first message needs it.
class HeadStartTest {
    private final FakeTeams teams = FakeTeams.builder().start();
    private final HttpTransport transport = new VertxTransport(TransportSettings.defaults());
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final List<String> log = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        transport.close();
        teams.close();
    }

    private TokenSource tokens(String whose) {
        return () -> {
            done.add(whose);
            return Optional.empty();
        };
    }

    private Bot bot(String name, TokenSource tokens, @Nullable String tenant) {
        var client = new ConnectorClient(
                transport, tokens, ServiceUrlPolicy.loopbackOnly(), Duration.ofSeconds(2), InstantSource.system());
        var app = new GraphAccess.App(teams.bot().appId(), null, true, false);
        return new Bot(
                name,
                teams.bot().appId(),
                tenant,
                client,
                new Bot.Endpoints(teams.serviceUrl().toString(), null),
                new GraphAccess(
                        of -> new GraphClient(
                                transport,
                                tokens(name + " in Graph"),
                                teams.graphUrl(),
                                Duration.ofSeconds(2),
                                InstantSource.system()),
                        app));
    }

    private void started(Bot... bots) throws InterruptedException {
        Bots all = new Bots(List.of(bots));
        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")))) {
            var organisations = new Organisations(all, stores.colleagues(), System::nanoTime);
            try (HeadStart start = new HeadStart(all, organisations, this::found)) {
                start.start();
                String last = "";
                while (last != null && !last.startsWith("found")) {
                    last = done.poll(10, TimeUnit.SECONDS);
                    log.add(String.valueOf(last));
                }
            }
        }
    }

    private void found(Tenancy tenancy, String app) {
        done.add("found " + tenancy.bot() + " " + app);
    }

    @Test
    void a_bot_is_logged_in_and_its_app_is_known_before_anything_is_sent() throws InterruptedException {
        started(bot("one", tokens("one"), teams.scenery().tenant(0)));
        assertThat(log)
                .startsWith("one", "one in Graph")
                .endsWith("found one " + teams.scenery().catalogId());
        assertThat(teams.scenery().messageCount()).isZero();
    }

    @Test
    void a_bot_that_cannot_log_in_does_not_keep_the_others_from_it() throws InterruptedException {
        TokenSource none = () -> {
            throw new TokenException(TokenException.Reason.REFUSED, "no", null);
        };
        started(
                bot("one", none, teams.scenery().tenant(0)),
                bot("several", tokens("several"), null),
                bot("two", tokens("two"), teams.scenery().tenant(0)));
        assertThat(log).contains("several", "two").doesNotContain("one in Graph", "several in Graph");
        assertThat(log).last().isEqualTo("found two " + teams.scenery().catalogId());
    }
}
