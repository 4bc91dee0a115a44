package dev.tidings.teams;

import dev.tidings.teams.auth.BotIdentity;
import dev.tidings.teams.auth.Cloud;
import dev.tidings.teams.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of one bot. Immutable; start from [#of(BotIdentity)] or
/// [#withoutCredentials(String)].
///
/// @param appId the bot's app id, a GUID
/// @param identity how the bot proves who it is, or null for a bot without credentials: it talks to this
///     machine only, sends no token and asks none
/// @param cloud Microsoft's cloud that the bot lives in
/// @param login the base of the login service, or null for the cloud's; another host must be this machine
/// @param openIdMetadata where the keys of arriving tokens are announced, or null for the cloud's
/// @param serviceUrl used for a tenant of which no service URL was seen yet, or null for the cloud's global one
/// @param serviceUrlHosts the hosts that may see the bot's token, compared as a whole: by default the cloud's,
///     none for a cloud whose hosts Microsoft does not name
/// @param transport carries the requests, or null for the JDK's client with its defaults
/// @param timeout how long Teams may take to answer a call
/// @param clock the time, for tokens
public record BotConfig(
        String appId,
        @Nullable BotIdentity identity,
        Cloud cloud,
        @Nullable URI login,
        @Nullable URI openIdMetadata,
        @Nullable URI serviceUrl,
        Set<String> serviceUrlHosts,
        @Nullable HttpTransport transport,
        Duration timeout,
        InstantSource clock) {

    /// How long Teams may take to answer a call, unless told otherwise.
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    /// @throws IllegalArgumentException if the time-out is not positive
    public BotConfig {
        serviceUrlHosts = Set.copyOf(serviceUrlHosts);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, not " + timeout);
        }
    }

    /// A bot in the public cloud, with everything at its default.
    public static BotConfig of(BotIdentity identity) {
        return defaults(identity.appId(), identity);
    }

    /// A bot for a local Teams: no credentials, so it reaches nothing but this machine.
    ///
    /// @param appId any GUID
    public static BotConfig withoutCredentials(String appId) {
        return defaults(appId, null);
    }

    /// The same in another cloud, with that cloud's own hosts.
    public BotConfig withCloud(Cloud other) {
        return new BotConfig(
                appId,
                identity,
                other,
                login,
                openIdMetadata,
                serviceUrl,
                other.serviceUrlHosts(),
                transport,
                timeout,
                clock);
    }

    /// The same against a local Teams that speaks the login and OpenID protocols too.
    public BotConfig withEndpoints(URI loginBase, URI metadata, URI fallbackServiceUrl) {
        return new BotConfig(
                appId,
                identity,
                cloud,
                loginBase,
                metadata,
                fallbackServiceUrl,
                serviceUrlHosts,
                transport,
                timeout,
                clock);
    }

    /// The same with a service URL for tenants of which none was seen yet.
    public BotConfig withServiceUrl(URI fallback) {
        return new BotConfig(
                appId, identity, cloud, login, openIdMetadata, fallback, serviceUrlHosts, transport, timeout, clock);
    }

    /// The same with other hosts that may see the bot's token, in place of the cloud's.
    ///
    /// @param hosts host names in lower case, without scheme and port
    public BotConfig withServiceUrlHosts(Set<String> hosts) {
        return new BotConfig(
                appId, identity, cloud, login, openIdMetadata, serviceUrl, hosts, transport, timeout, clock);
    }

    /// The same through another transport, which the bot does not close.
    public BotConfig withTransport(HttpTransport other) {
        return new BotConfig(
                appId, identity, cloud, login, openIdMetadata, serviceUrl, serviceUrlHosts, other, timeout, clock);
    }

    /// The same with another time-out.
    public BotConfig withTimeout(Duration other) {
        return new BotConfig(
                appId, identity, cloud, login, openIdMetadata, serviceUrl, serviceUrlHosts, transport, other, clock);
    }

    private static BotConfig defaults(String appId, @Nullable BotIdentity identity) {
        return new BotConfig(
                appId,
                identity,
                Cloud.PUBLIC,
                null,
                null,
                null,
                Cloud.PUBLIC.serviceUrlHosts(),
                null,
                TIMEOUT,
                InstantSource.system());
    }
}
