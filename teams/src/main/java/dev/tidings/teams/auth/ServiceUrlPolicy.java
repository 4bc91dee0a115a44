package dev.tidings.teams.auth;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides which service URLs may see the bot's token, by exact host.
///
/// Whoever can make a bot send its token to a host of their choice can act as the bot. Hosts are therefore
/// compared as a whole and never by suffix, since anyone can register a name under a shared domain such as
/// `trafficmanager.net`. Only the plain spelling that Teams itself uses is read: lower case, https, the
/// default port, no user info, query, fragment, escape or empty segment. Everything else is refused rather
/// than repaired.
///
/// Immutable, safe to use from many threads.
public final class ServiceUrlPolicy {
    private static final int MAX_LENGTH = 1024;
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern URL = Pattern.compile(
            "(?<scheme>https?)://(?<host>[a-z0-9.-]+|\\[::1])(:(?<port>[1-9][0-9]{0,4}))?(?<path>(/[A-Za-z0-9._~-]+)*)/*");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

    private final Predicate<Origin> allowed;
    private final String description;

    private ServiceUrlPolicy(Predicate<Origin> allowed, String description) {
        this.allowed = allowed;
        this.description = description;
    }

    /// Allows https on these hosts and, if given, the exact origin of one URL on this machine.
    ///
    /// @param hosts host names in lower case, without scheme and port
    /// @param loopbackOrigin a URL of which scheme, host and port are allowed, or null
    /// @throws IllegalArgumentException if a host is not a plain name, or the URL is not on this machine
    public static ServiceUrlPolicy exactly(Set<String> hosts, @Nullable URI loopbackOrigin) {
        hosts.forEach(ServiceUrlPolicy::requirePlainHost);
        Set<Origin> origins = hosts.stream()
                .map(host -> Origin.of("https", host, Origin.HTTPS_PORT))
                .collect(Collectors.toSet());
        if (loopbackOrigin != null) {
            origins.add(requireLoopback(loopbackOrigin));
        }
        return new ServiceUrlPolicy(Set.copyOf(origins)::contains, origins.toString());
    }

    /// Allows the hosts that Microsoft documents, of all clouds: see [Cloud#serviceUrlHosts()].
    public static ServiceUrlPolicy microsoft() {
        Set<String> hosts = Arrays.stream(Cloud.values())
                .flatMap(cloud -> cloud.serviceUrlHosts().stream())
                .collect(Collectors.toSet());
        return exactly(hosts, null);
    }

    /// Allows any port of this machine and nothing else: for a bot without credentials, which has no token
    /// to lose.
    public static ServiceUrlPolicy loopbackOnly() {
        return new ServiceUrlPolicy(Origin::loopback, "any port of this machine");
    }

    /// The URL to append paths to: exactly one slash at its end, its path kept.
    ///
    /// @throws ServiceUrlRefusedException if the token must not go there
    public URI require(String serviceUrl) {
        Matcher url = URL.matcher(serviceUrl);
        if (serviceUrl.length() > MAX_LENGTH
                || !url.matches()
                || DOT_SEGMENT.matcher(url.group("path")).matches()) {
            throw new ServiceUrlRefusedException("not a plain service URL: " + shown(serviceUrl));
        }
        Origin origin = Origin.of(url.group("scheme"), url.group("host"), port(url.group("port")));
        if (!allowed.test(origin)) {
            throw new ServiceUrlRefusedException(
                    "the service URL " + shown(serviceUrl) + " is not one that may see the bot's token");
        }
        return URI.create(url.group("scheme") + "://" + authority(url) + url.group("path") + "/");
    }

    /// Whether [#require(String)] would accept the URL.
    public boolean allows(String serviceUrl) {
        try {
            require(serviceUrl);
            return true;
        } catch (ServiceUrlRefusedException refused) {
            return false;
        }
    }

    /// Names the allowed origins, for messages.
    @Override
    public String toString() {
        return "service URLs on " + description;
    }

    private static int port(@Nullable String digits) {
        return digits == null ? -1 : Integer.parseInt(digits);
    }

    private static String authority(Matcher url) {
        String port = url.group("port");
        return port == null ? url.group("host") : url.group("host") + ":" + port;
    }

    private static Origin requireLoopback(URI uri) {
        Origin origin = Origin.of(uri);
        if (!origin.loopback()) {
            throw new IllegalArgumentException("not an address of this machine: " + origin);
        }
        return origin;
    }

    private static void requirePlainHost(String host) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("not a plain host name in lower case: '" + shown(host) + "'");
        }
    }

    private static String shown(String untrusted) {
        String start = untrusted.length() <= 100 ? untrusted : untrusted.substring(0, 100) + "...";
        return start.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
