package dev.tidings.teams;

import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.auth.BotIdentity;
import dev.tidings.teams.auth.InboundAuthenticator;
import dev.tidings.teams.auth.InboundSettings;
import dev.tidings.teams.auth.MsalTokenSource;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.JdkTransport;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A bot's ways to Teams and back: the client, the check of what arrives, and the service URLs seen.
final class Connection implements AutoCloseable {
    private final BotConfig config;
    private final HttpTransport transport;
    private final ServiceUrlPolicy policy;
    private final ConnectorClient connector;
    private final @Nullable InboundAuthenticator authenticator;
    private final Map<String, String> serviceUrlByTenant = new ConcurrentHashMap<>();

    Connection(BotConfig config) {
        this.config = config;
        HttpTransport given = config.transport();
        this.transport = given == null ? new JdkTransport() : given;
        BotIdentity identity = config.identity();
        this.policy = identity == null ? ServiceUrlPolicy.loopbackOnly() : policy(config);
        this.authenticator = identity == null ? null : authenticator(config, transport);
        TokenSource tokens = identity == null
                ? TokenSource.none()
                : MsalTokenSource.of(identity, config.cloud(), config.login(), transport, config.clock());
        this.connector = new ConnectorClient(transport, tokens, policy, config.timeout(), config.clock());
    }

    /// The configured hosts, and the exact origin of a configured service URL on this machine.
    private static ServiceUrlPolicy policy(BotConfig config) {
        URI local = config.serviceUrl();
        boolean loopback = local != null && ServiceUrlPolicy.loopbackOnly().allows(local.toString());
        return ServiceUrlPolicy.exactly(config.serviceUrlHosts(), loopback ? local : null);
    }

    private static InboundAuthenticator authenticator(BotConfig config, HttpTransport transport) {
        var settings = InboundSettings.of(config.cloud(), Set.of(config.appId()), config.openIdMetadata());
        return new InboundAuthenticator(settings, transport, config.clock());
    }

    /// Lets an activity pass that proves to come from Teams; a bot without credentials asks for no proof.
    ///
    /// @throws dev.tidings.teams.auth.InboundRefusedException if a rule is broken
    void verify(@Nullable String authorizationHeader, Activity activity) {
        if (authenticator != null) {
            authenticator.authenticate(authorizationHeader, activity);
        }
    }

    ConnectorClient connector() {
        return connector;
    }

    /// Remembers where the tenant was heard from last; a URL that must not see the token is no use for sending.
    void learnServiceUrl(Activity activity) {
        String seen = activity.envelope().serviceUrl();
        if (seen != null && policy.allows(seen)) {
            activity.tenantId().ifPresent(tenant -> serviceUrlByTenant.put(tenant, seen));
        }
    }

    String serviceUrl(String tenantId) {
        String seen = serviceUrlByTenant.get(tenantId);
        if (seen != null) {
            return seen;
        }
        return Optional.ofNullable(config.serviceUrl())
                .map(URI::toString)
                .or(() -> config.cloud().serviceUrl())
                .orElseThrow(() -> new IllegalStateException(
                        "no service URL is known for tenant " + tenantId + ": give one with withServiceUrl"));
    }

    @Override
    public void close() {
        if (config.transport() == null) {
            transport.close();
        }
    }
}
