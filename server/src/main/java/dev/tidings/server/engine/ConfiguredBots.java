package dev.tidings.server.engine;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.store.SettingStore;
import dev.tidings.server.settings.BotSettings;
import dev.tidings.server.settings.Secret;
import dev.tidings.server.settings.Settings;
import dev.tidings.teams.auth.BotIdentity;
import dev.tidings.teams.auth.Cloud;
import dev.tidings.teams.auth.Credentials;
import dev.tidings.teams.auth.MsalTokenSource;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenScope;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.graph.GraphClient;
import dev.tidings.teams.http.HttpTransport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bots that the settings describe; in dev mode one, with a placeholder app id that the database remembers.
final class ConfiguredBots {
    private static final Logger log = LoggerFactory.getLogger(ConfiguredBots.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Settings settings;
    private final HttpTransport transport;
    private final InstantSource clock;

    ConfiguredBots(Settings settings, HttpTransport transport, InstantSource clock) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
    }

    Bots read(SettingStore remembered) {
        if (settings.devMode()) {
            return new Bots(List.of(withoutCredentials(remembered)));
        }
        return new Bots(settings.bots().stream().map(this::bot).toList());
    }

    private Bot withoutCredentials(SettingStore remembered) {
        String appId =
                remembered.keepFirst("placeholder-app-id", UUID.randomUUID().toString());
        log.info("No credentials: the bot 'default' uses the placeholder app id {}", appId);
        ConnectorClient client = client(TokenSource.none(), ServiceUrlPolicy.loopbackOnly());
        var app = app(appId, null);
        return new Bot(Bots.DEFAULT, appId, null, client, endpoints(), graph(app, tenant -> TokenSource.none()));
    }

    /// Where a bot's tokens for the connector come from.
    TokenSource tokens(BotSettings bot) {
        return MsalTokenSource.of(
                identity(bot), settings.cloud(), settings.endpoints().login(), transport, clock);
    }

    private static BotIdentity identity(BotSettings bot) {
        return new BotIdentity(bot.appId(), bot.tenantId(), credentials(bot));
    }

    Bot bot(BotSettings bot) {
        BotIdentity identity = identity(bot);
        TokenSource tokens = tokens(bot);
        var policy = ServiceUrlPolicy.exactly(
                settings.allowedHosts(), loopback(settings.endpoints().serviceUrl()));
        var app = app(bot.manifestId(), bot.catalogAppId());
        GraphAccess graph = graph(
                app,
                tenant -> MsalTokenSource.of(
                        identity,
                        TokenScope.graph(tenant, settings.cloud()),
                        settings.cloud(),
                        settings.endpoints().login(),
                        transport,
                        clock));
        return new Bot(
                bot.name(), bot.appId(), bot.tenantId(), client(tokens, policy), endpoints(), graph, bot.session());
    }

    private GraphAccess.App app(String manifestId, @Nullable String catalogId) {
        Settings.Install install = settings.install();
        return new GraphAccess.App(manifestId, catalogId, install.enabled(), install.guests(), install.places());
    }

    private @Nullable GraphAccess graph(GraphAccess.App app, Function<String, TokenSource> tokens) {
        URI base = settings.endpoints().graph();
        return base == null
                ? null
                : new GraphAccess(
                        tenant -> new GraphClient(transport, tokens.apply(tenant), base, TIMEOUT, clock), app);
    }

    private ConnectorClient client(TokenSource tokens, ServiceUrlPolicy policy) {
        return new ConnectorClient(transport, tokens, policy, TIMEOUT, clock);
    }

    private Bot.Endpoints endpoints() {
        URI first = settings.endpoints().serviceUrl();
        String other = settings.cloud() == Cloud.PUBLIC && !settings.devMode()
                ? Cloud.GCC.serviceUrl().orElse(null)
                : null;
        return new Bot.Endpoints(first == null ? null : first.toString(), other);
    }

    /// A service URL on this machine may see the token; any other host must be on the list of allowed ones.
    private static @Nullable URI loopback(@Nullable URI serviceUrl) {
        return Optional.ofNullable(serviceUrl)
                .filter(url -> ServiceUrlPolicy.loopbackOnly().allows(url.toString()))
                .orElse(null);
    }

    private static Credentials credentials(BotSettings bot) {
        return switch (bot.proof()) {
            case BotSettings.Proof.ClientSecret(Secret secret) -> new Credentials.Secret(secret);
            case BotSettings.Proof.Certificate(Path file, Secret password) -> certificate(file, password);
            case BotSettings.Proof.ManagedIdentity() -> new Credentials.ManagedIdentity(bot.appId());
            case BotSettings.Proof.FederatedToken(Secret assertion) -> new Credentials.Federated(assertion);
        };
    }

    private static Credentials certificate(Path file, @Nullable Secret password) {
        return file.toString().endsWith(".pem")
                ? Credentials.pem(file, file)
                : Credentials.pkcs12(file, password == null ? () -> "" : password);
    }
}
