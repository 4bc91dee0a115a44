package dev.tidings.server.settings;

import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.press.Listening;
import dev.tidings.delivery.welcome.Welcoming;
import dev.tidings.teams.auth.Cloud;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything the operator has set, checked: what is in here can be used as it is.
///
/// @param bots the bots with credentials; empty in dev mode
/// @param adminKey the first API key, or null if none is set, which takes dev mode or an identity
/// provider
/// @param oidc the identity provider whose tokens the API accepts besides keys, or null for none
/// @param listening what the bot hears of what people write to it
/// @param allowedHosts hosts that may see a bot's token
/// @param manners what readers are spared
/// @param address the address to listen on, or null for all interfaces
public record Settings(
        List<BotSettings> bots,
        @Nullable Secret adminKey,
        @Nullable OidcSettings oidc,
        Cloud cloud,
        Database database,
        Endpoints endpoints,
        Set<String> allowedHosts,
        Outgoing outgoing,
        Install install,
        Welcome welcome,
        Listening listening,
        Rosters rosters,
        Limits limits,
        Sending sending,
        Manners manners,
        Times times,
        Tracing tracing,
        @Nullable String address,
        @Nullable String trustedProxies) {

    /// The name of the bot that the well-known four settings describe.
    public static final String DEFAULT_BOT = "default";

    /// An admin key with fewer characters can be guessed.
    public static final int SHORTEST_ADMIN_KEY = 16;

    /// Keeps its own copies.
    public Settings {
        bots = List.copyOf(bots);
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /// Whether there are no credentials: then everything stays on this machine, and no token is asked
    /// for or sent.
    public boolean devMode() {
        return bots.isEmpty();
    }

    /// Where everything is kept.
    ///
    /// @param url `jdbc:sqlite:...` or `jdbc:postgresql:...`
    public record Database(
            String url, @Nullable String username, @Nullable Secret password) {}

    /// Where Microsoft's services are; the cloud's own addresses unless others were set.
    ///
    /// @param login null for the cloud's own
    /// @param serviceUrl used for a tenant that has not been heard of yet; null where none is known
    public record Endpoints(
            @Nullable URI login,
            URI openIdMetadata,
            @Nullable URI graph,
            @Nullable URI serviceUrl) {}

    /// How outgoing calls leave.
    public record Outgoing(
            @Nullable Proxy proxy,
            @Nullable Path trustStore,
            @Nullable Secret trustStorePassword) {}

    /// An HTTP proxy.
    public record Proxy(
            String host,
            int port,
            @Nullable String username,
            @Nullable Secret password) {}

    /// How fast is sent, and how long things are waited for and kept.
    ///
    /// @param drain how long stopping waits for what is being sent
    /// @param retention how long notifications are kept from their acceptance on
    /// @param retentionAfterRemoval how long is kept what is held about a place that the app was
    /// removed from;
    ///     zero for ever
    public record Sending(
            dev.tidings.delivery.lane.Limits limits,
            Duration drain,
            Duration retention,
            Duration retentionAfterRemoval) {}

    /// When something is sent.
    ///
    /// @param lateRuns how late a run of a schedule may be made up for
    /// @param mailboxZones whether time zones that no activity has told are asked of Microsoft Graph
    public record Times(Duration lateRuns, boolean mailboxZones) {}

    /// Where traces are sent.
    ///
    /// @param endpoint takes OTLP over HTTP; null for nowhere
    /// @param ratio how many of the traces that begin here are sent, from 0 to 1
    public record Tracing(@Nullable URI endpoint, double ratio) {}

    /// Whether the app is installed for people who do not have it.
    ///
    /// @param guests also for guests of the organisation
    /// @param places also in teams and chats
    public record Install(boolean enabled, boolean guests, boolean places) {}

    /// Whether the bot says who it is where it is added, and how.
    public record Welcome(boolean enabled, Welcoming how) {}

    /// Whether the members of teams and group chats are read from Teams.
    ///
    /// @param refresh how long after a reading the next one is due; zero for never
    public record Rosters(boolean enabled, Duration refresh) {}

    /// What is taken in at most.
    ///
    /// @param requestBody the largest body of an API request, in bytes
    /// @param listBody the same of a request to send something, which may name many people
    public record Limits(int requestBody, int listBody, int activityBody, int activitiesAtOnce) {}
}
