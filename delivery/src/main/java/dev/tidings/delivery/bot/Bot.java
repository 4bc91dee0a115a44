package dev.tidings.delivery.bot;

import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.connector.ConnectorClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One bot that sends.
///
/// @param name the name in the configuration, such as `default`
/// @param appId the Microsoft app id, without the prefix `28:`
/// @param homeTenant the tenant of a single-tenant bot, or null if it serves several
/// @param client the bot's own way to Teams, with its own token
/// @param endpoints the service URLs that are used when Teams has told none
/// @param graph the bot's way to Microsoft Graph, or null if it has none
/// @param session the title of the session in which people get notifications, or null if the app has no
/// sessions
public record Bot(
        String name,
        String appId,
        @Nullable String homeTenant,
        ConnectorClient client,
        Endpoints endpoints,
        @Nullable GraphAccess graph,
        @Nullable String session) {

    /// A bot whose app has no sessions.
    public Bot(
            String name,
            String appId,
            @Nullable String homeTenant,
            ConnectorClient client,
            Endpoints endpoints,
            @Nullable GraphAccess graph) {
        this(name, appId, homeTenant, client, endpoints, graph, null);
    }

    /// A bot without a way to Microsoft Graph.
    public Bot(String name, String appId, @Nullable String homeTenant, ConnectorClient client, Endpoints endpoints) {
        this(name, appId, homeTenant, client, endpoints, null);
    }

    /// The service URLs of a cloud or of a configuration.
    ///
    /// @param serviceUrl the one to begin with, or null if none is documented or configured
    /// @param otherServiceUrl where a tenant lives that refuses the first as the wrong host, or null
    public record Endpoints(
            @Nullable String serviceUrl, @Nullable String otherServiceUrl) {}

    /// How the bot is addressed in Teams.
    public ChannelAccount account() {
        return ChannelAccount.of("28:" + appId);
    }

    /// The service URL for a tenant of which none is known.
    public Optional<String> serviceUrl() {
        return Optional.ofNullable(endpoints.serviceUrl());
    }

    /// The service URL to switch to when Teams says that the host is the wrong one.
    public Optional<String> otherServiceUrl() {
        return Optional.ofNullable(endpoints.otherServiceUrl());
    }

    /// Leaves the client out.
    @Override
    public String toString() {
        return "Bot[" + name + "]";
    }
}
