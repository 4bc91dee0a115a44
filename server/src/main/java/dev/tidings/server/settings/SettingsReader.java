package dev.tidings.server.settings;

import static dev.tidings.server.settings.BotReader.first;

import dev.tidings.server.settings.TidingsProperties.Bot;
import dev.tidings.teams.auth.Cloud;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// From what was written to what can be used; refuses by name what cannot.
final class SettingsReader {
    private static final Duration OFTENEST_REFRESH = Duration.ofMinutes(1);
    private static final String SERVER_ADDRESS = "server.address";

    private final TidingsProperties written;
    private final Environment environment;

    SettingsReader(TidingsProperties written, Environment environment) {
        this.written = written;
        this.environment = environment;
    }

    Settings read() {
        List<BotSettings> bots = bots();
        Secret adminKey = Secrets.optional("tidings.admin-key", written.adminKey(), written.adminKeyFile());
        Cloud cloud = cloud();
        String address = address(bots.isEmpty());
        OidcSettings oidc = new OidcReader(written.oidc()).read();
        requireCallers(bots, adminKey, oidc);
        return new Settings(
                bots,
                adminKey,
                oidc,
                cloud,
                database(),
                new EndpointReader(written.endpoints(), cloud, bots.isEmpty()).read(),
                allowedHosts(cloud),
                outgoing(),
                new Settings.Install(
                        written.install().enabled(),
                        written.install().guests(),
                        written.install().places()),
                new WelcomeReader(written.welcome()).read(),
                new CommandsReader(written.commands()).read(),
                rosters(),
                limits(),
                new SendingReader(written).read(),
                new MannersReader(written).read(),
                new TimesReader(written).read(),
                tracing(),
                address,
                trustedProxies());
    }

    private List<BotSettings> bots() {
        BotVariables.requireUnderstood(environment, written.bots().keySet());
        Map<String, Bot> byName = new TreeMap<>(written.bots());
        Bot wellKnown = WellKnownNames.read(environment);
        if (wellKnown != null && byName.putIfAbsent(Settings.DEFAULT_BOT, wellKnown) != null) {
            throw new SettingRefusedException(
                    "tidings.bots.default",
                    "the default bot is described twice",
                    "Keep either tidings.bots.default.* or MicrosoftAppId and its companions (or CLIENT_ID and its).");
        }
        List<BotSettings> bots = new ArrayList<>();
        byName.forEach((name, bot) -> bots.add(new BotReader(name, "tidings.bots." + name + ".", bot).read()));
        requireDistinct(bots);
        return bots;
    }

    private static void requireDistinct(List<BotSettings> bots) {
        Map<String, String> names = new TreeMap<>();
        for (BotSettings bot : bots) {
            String other = names.putIfAbsent(bot.appId(), bot.name());
            if (other != null) {
                throw new SettingRefusedException(
                        "tidings.bots." + bot.name() + ".app-id",
                        "bot '" + other + "' has the same app id",
                        "What arrives is given to the bot whose app id it names, so each bot needs its own.");
            }
        }
    }

    private Cloud cloud() {
        try {
            return Cloud.valueOf(written.cloud().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new SettingRefusedException(
                    "tidings.cloud",
                    "'" + written.cloud() + "' is not known",
                    "Use public, gcc, gcc-high, dod or china.");
        }
    }

    private @Nullable String address(boolean devMode) {
        String address = first(environment.getProperty(SERVER_ADDRESS));
        if (!devMode) {
            return address;
        }
        if (address != null && !Loopback.isAddress(address)) {
            throw new SettingRefusedException(
                    SERVER_ADDRESS,
                    "without credentials the server listens on this machine only, and " + address + " is elsewhere",
                    "Set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId to listen there, or leave the"
                            + " address out.");
        }
        return address == null ? Loopback.ADDRESS : address;
    }

    private static void requireCallers(List<BotSettings> bots, @Nullable Secret adminKey, @Nullable OidcSettings oidc) {
        if (!bots.isEmpty() && adminKey == null && oidc == null) {
            throw new SettingRefusedException(
                    "tidings.admin-key",
                    "it is not set, and with credentials the API is open to nobody without a key",
                    "Set TIDINGS_ADMIN_KEY (or TIDINGS_ADMIN_KEY_FILE) to a long random text, for example the output of"
                            + " 'openssl rand -base64 32'; further keys come from POST /api/v1/keys. Or set"
                            + " TIDINGS_OIDC_ISSUER and TIDINGS_OIDC_AUDIENCES to accept an identity provider's tokens.");
        }
        if (adminKey != null && adminKey.get().length() < Settings.SHORTEST_ADMIN_KEY) {
            throw new SettingRefusedException(
                    "tidings.admin-key",
                    "it is shorter than " + Settings.SHORTEST_ADMIN_KEY + " characters, so it can be guessed",
                    "Set it to a long random text, for example the output of 'openssl rand -base64 32'.");
        }
    }

    private Settings.Database database() {
        TidingsProperties.Database database = written.database();
        String url = database.url();
        if (!url.startsWith("jdbc:sqlite:") && !url.startsWith("jdbc:postgresql:")) {
            throw new SettingRefusedException(
                    "tidings.database.url",
                    "only SQLite and PostgreSQL are supported",
                    "Use jdbc:sqlite:/path/to/file or jdbc:postgresql://host/database.");
        }
        Secret password = Secrets.optional("tidings.database.password", database.password(), database.passwordFile());
        return new Settings.Database(url, first(database.username()), password);
    }

    private Set<String> allowedHosts(Cloud cloud) {
        List<String> hosts = written.serviceUrls().allowed();
        if (!hosts.isEmpty()) {
            requirePlain(hosts);
        }
        return hosts.isEmpty() ? cloud.serviceUrlHosts() : Set.copyOf(hosts);
    }

    private static void requirePlain(List<String> hosts) {
        try {
            ServiceUrlPolicy.exactly(Set.copyOf(hosts), null);
        } catch (IllegalArgumentException notPlain) {
            throw new SettingRefusedException(
                    "tidings.service-urls.allowed",
                    String.valueOf(notPlain.getMessage()),
                    "Name each host as a whole, such as smba.trafficmanager.net: no scheme, no port, no wildcard.");
        }
    }

    private @Nullable String trustedProxies() {
        String proxies = first(written.forwardedHeaders().trustedProxies());
        try {
            if (proxies != null) {
                Pattern.compile(proxies);
            }
            return proxies;
        } catch (PatternSyntaxException unreadable) {
            throw new SettingRefusedException(
                    "tidings.forwarded-headers.trusted-proxies",
                    "it is no regular expression: " + unreadable.getDescription(),
                    "Write addresses like 127\\.0\\.0\\.1|10\\.1\\.2\\.\\d+.");
        }
    }

    private Settings.Outgoing outgoing() {
        Path trustStore = written.trustStore();
        return new Settings.Outgoing(
                proxy(written.proxy()),
                trustStore,
                Secrets.optional(
                        "tidings.trust-store-password",
                        written.trustStorePassword(),
                        written.trustStorePasswordFile()));
    }

    private static Settings.@Nullable Proxy proxy(TidingsProperties.@Nullable Proxy proxy) {
        if (proxy == null) {
            return null;
        }
        URI url = proxy.url();
        if (!"http".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
            throw new SettingRefusedException(
                    "tidings.proxy.url", "it is not http://host:port", "Write it as http://proxy.example:3128.");
        }
        Secret password = Secrets.optional("tidings.proxy.password", proxy.password(), proxy.passwordFile());
        return new Settings.Proxy(url.getHost(), url.getPort(), first(proxy.username()), password);
    }

    private Settings.Tracing tracing() {
        URI endpoint = written.tracing().endpoint();
        double ratio = written.tracing().ratio();
        boolean http = endpoint == null || "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!http || (endpoint != null && endpoint.getHost() == null)) {
            throw new SettingRefusedException(
                    "tidings.tracing.endpoint", "it is not http(s)://host", "Write http://collector:4318/v1/traces.");
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new SettingRefusedException(
                    "tidings.tracing.ratio", ratio + " is out of range", "Set it to 0 to 1, such as 0.1.");
        }
        return new Settings.Tracing(endpoint, ratio);
    }

    private Settings.Rosters rosters() {
        Duration refresh = written.roster().refresh();
        if (refresh.isNegative() || (!refresh.isZero() && refresh.compareTo(OFTENEST_REFRESH) < 0)) {
            throw new SettingRefusedException(
                    "tidings.roster.refresh",
                    refresh + " is too short",
                    "Set it to a minute or more, for example 24h, or to 0 to read each roster once.");
        }
        return new Settings.Rosters(written.roster().enabled(), refresh);
    }

    private Settings.Limits limits() {
        TidingsProperties.Limits limits = written.limits();
        int smallest = Math.min(limits.requestBody(), Math.min(limits.listBody(), limits.activityBody()));
        if (smallest < 1024 || limits.activitiesAtOnce() < 1) {
            throw new SettingRefusedException(
                    "tidings.limits",
                    "a limit is too small to be of use",
                    "Bodies need at least 1024 bytes, and at least one activity must be allowed at once.");
        }
        return new Settings.Limits(
                limits.requestBody(), limits.listBody(), limits.activityBody(), limits.activitiesAtOnce());
    }
}
