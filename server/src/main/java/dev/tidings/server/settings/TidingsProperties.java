package dev.tidings.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings under `tidings.` as they were written, before anything is checked; [SettingsReader]
/// does that.
///
/// @param adminKey a first API key with all scopes; required outside dev mode
/// @param adminKeyFile a file that holds the admin key; read again when it changes
/// @param cloud `public`, `gcc`, `gcc-high`, `dod` or `china`
/// @param drain how long stopping waits for what is being sent
/// @param retention how long notifications are kept once they are over
/// @param personCap how many messages a person gets at most within a time, such as `4/10m`, or `off`
/// @param retentionAfterRemoval how long is kept what is held about a place that the app was removed from
/// @param quietHours when people are not disturbed who have said nothing else, such as
/// `20:00-07:00`, or `off`
/// @param digestAt at what time of their own day people get topics that they want in digests
/// @param timeZone of those whose own is not known
/// @param tenants what holds for single tenants, by their ids
/// @param mailboxTimeZones whether time zones that no activity has told are asked of Microsoft Graph
/// @param lateRuns how late a run of a schedule may be made up for
/// @param trustStore a PEM or PKCS12 file with further certificate authorities to trust on outgoing
/// calls
@ConfigurationProperties(prefix = "tidings", ignoreUnknownFields = false)
record TidingsProperties(
        @Nullable String adminKey,
        @Nullable Path adminKeyFile,
        @DefaultValue("public") String cloud,
        @DefaultValue Database database,
        @DefaultValue Endpoints endpoints,
        @DefaultValue ServiceUrls serviceUrls,
        @DefaultValue Map<String, Bot> bots,
        @Nullable Proxy proxy,
        @Nullable Path trustStore,
        @Nullable String trustStorePassword,
        @Nullable Path trustStorePasswordFile,
        @DefaultValue Install install,
        @DefaultValue Welcome welcome,
        @DefaultValue Commands commands,
        @DefaultValue Roster roster,
        @DefaultValue Limits limits,
        @DefaultValue("20s") Duration drain,
        @DefaultValue("90d") Duration retention,
        @DefaultValue("4/10m") String personCap,
        @DefaultValue WhenIdle whenIdle,
        @DefaultValue("30d") Duration retentionAfterRemoval,
        @DefaultValue("off") String quietHours,
        @DefaultValue("UTC") String timeZone,
        @DefaultValue Map<String, Tenant> tenants,
        @DefaultValue("false") boolean mailboxTimeZones,
        @DefaultValue("09:00") String digestAt,
        @DefaultValue("1h") Duration lateRuns,
        @DefaultValue Tracing tracing,
        @DefaultValue Oidc oidc,
        @DefaultValue ForwardedHeaders forwardedHeaders) {

    /// @param url `jdbc:sqlite:/path` or `jdbc:postgresql://...`
    record Database(
            @DefaultValue("jdbc:sqlite:./data/tidings.db") String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable Path passwordFile) {
        @Override
        public String toString() {
            return "Database[...]";
        }
    }

    /// Other addresses than the cloud's own; only loopback ones are accepted.
    record Endpoints(
            @Nullable URI login,
            @Nullable URI openidMetadata,
            @Nullable URI graph,
            @Nullable URI serviceUrl) {}

    /// @param allowed hosts that may see the bot's token; empty for Microsoft's
    record ServiceUrls(@DefaultValue List<String> allowed) {}

    /// One bot; each value has the name that Bot Framework uses and the one that Microsoft Entra uses.
    record Bot(
            @Nullable String appId,
            @Nullable String clientId,
            @Nullable String appPassword,
            @Nullable Path appPasswordFile,
            @Nullable String clientSecret,
            @Nullable Path clientSecretFile,
            @Nullable String appType,
            @Nullable String tenantId,
            @Nullable String appTenantId,
            @Nullable Path certificate,
            @Nullable String certificatePassword,
            @Nullable Path certificatePasswordFile,
            @Nullable Path federatedTokenFile,
            @Nullable String manifestId,
            @Nullable String catalogAppId,
            @Nullable String session) {
        @Override
        public String toString() {
            return "Bot[" + appId + "]";
        }
    }

    /// An HTTP proxy for outgoing calls.
    record Proxy(
            URI url,
            @Nullable String username,
            @Nullable String password,
            @Nullable Path passwordFile) {
        @Override
        public String toString() {
            return "Proxy[" + url + "]";
        }
    }

    /// An identity provider whose tokens the API accepts besides keys; [OidcSettings] says what
    /// each means.
    record Oidc(
            @Nullable String issuer,
            @DefaultValue List<String> audiences,
            @Nullable String jwksUri,
            @DefaultValue({"scope", "scp", "roles"}) List<String> scopeClaims,
            @DefaultValue("tidings.") String scopePrefix,
            @Nullable String botsClaim,
            @Nullable String tenantsClaim) {}

    /// @param enabled whether the app is installed through Microsoft Graph for people who do not
    /// have it
    /// @param guests also for guests of the organisation
    /// @param places also in teams and chats that a notification names
    record Install(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("false") boolean guests,
            @DefaultValue("false") boolean places) {}

    /// @param enabled whether the bot says who it is where it is added
    /// @param members whether the members of a team are welcomed one by one, too
    /// @param largestTeam a team with more members than this is spared that
    /// @param texts its words, by bot and by language
    record Welcome(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("false") boolean members,
            @DefaultValue("100") int largestTeam,
            @DefaultValue Map<String, Map<String, WelcomeText>> texts) {}

    /// What the bot says instead of what it would say by itself; what is left out stays.
    record WelcomeText(
            @Nullable String title,
            @Nullable String why,
            @Nullable String offer,
            @Nullable List<Button> next) {}

    /// A button of a welcome; [WelcomeReader] says which of the others it needs.
    record Button(
            @Nullable String title,
            @Nullable String command,
            @Nullable String say,
            @Nullable String url) {}

    /// @param enabled whether the bot does what people write to it
    /// @param unknown what it does about anything else: `silent` or `help`
    /// @param words further words for the commands, by their English word
    record Commands(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("silent") String unknown,
            @DefaultValue Map<String, List<String>> words) {}

    /// @param enabled whether the members of teams and group chats are read from Teams
    /// @param refresh how long after a reading the next one is due; zero for never
    record Roster(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("24h") Duration refresh) {}

    /// @param requestBody the largest body of an API request, in bytes
    /// @param listBody the same of a request to send something, which may name many people
    /// @param activityBody the largest activity that is taken in, in bytes
    /// @param activitiesAtOnce how many activities are worked on at the same time; more are
    /// answered 503
    /// @param conversationWindows as [ConversationWindows] reads them; [SendingLimits] says what the
    /// others mean
    record Limits(
            @DefaultValue("5242880") int requestBody,
            @DefaultValue("134217728") int listBody,
            @DefaultValue("1048576") int activityBody,
            @DefaultValue("512") int activitiesAtOnce,
            @DefaultValue("50") int requestsPerSecond,
            @DefaultValue("7") int createsPerSecond,
            @DefaultValue("30") int graphRequestsPerSecond,

            @DefaultValue({"7/1s", "8/2s", "60/30s", "1800/3600s"})
            List<String> conversationWindows,

            @DefaultValue("200") int inFlight,
            @DefaultValue("12") int inFlightPerLane) {}

    /// @param timeZone of those in the tenant whose own is not known, or null for what holds everywhere
    record Tenant(@Nullable String timeZone) {}

    /// @param pause how long after their latest word a person counts as being in an exchange
    /// @param patience how long a message waits for a pause at most
    record WhenIdle(
            @DefaultValue("60s") Duration pause,
            @DefaultValue("1h") Duration patience) {}

    /// @param endpoint where traces are sent, in OTLP over HTTP; null for nowhere
    /// @param ratio how many of the traces that begin here are sent, from 0 to 1
    record Tracing(
            @Nullable URI endpoint, @DefaultValue("1") double ratio) {}

    /// @param trustedProxies addresses of proxies whose `X-Forwarded-*` headers are believed, as a
    ///     regular expression
    record ForwardedHeaders(@Nullable String trustedProxies) {}

    @Override
    public String toString() {
        return "TidingsProperties[...]";
    }
}
