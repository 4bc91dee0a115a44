package dev.tidings.teams;

import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.JdkTransport;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A bot's ways to Teams and back: the client, the check of what arrives, and the service URLs seen.
final class Connection implements AutoCloseable {
    private final BotConfig config;
    private final HttpTransport transport;
    private final ServiceUrlPolicy policy;
    private final ConnectorClient connector;
    private final Map<String, String> serviceUrlByTenant = new ConcurrentHashMap<>();

    Connection(BotConfig config) {
        this.config = config;
        HttpTransport given = config.transport();
        this.transport = given == null ? new JdkTransport() : given;
        this.policy = ServiceUrlPolicy.loopbackOnly();
        this.connector = new ConnectorClient(transport, TokenSource.none(), policy, config.timeout(), config.clock());
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
