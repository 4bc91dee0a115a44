package dev.tidings.teams.auth;

import java.net.URI;
import java.util.Locale;

/// Scheme, host and port of a URL, as web origins are compared; the port is always explicit here.
record Origin(String scheme, String host, int port) {
    static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /// @throws IllegalArgumentException if the URL is not an absolute http or https URL with a plain host
    static Origin of(URI uri) {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("not an absolute URL with a plain host: " + uri);
        }
        return of(scheme.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), uri.getPort());
    }

    static Origin of(String scheme, String host, int port) {
        return switch (scheme) {
            case "https" -> new Origin(scheme, host, port < 0 ? HTTPS_PORT : port);
            case "http" -> new Origin(scheme, host, port < 0 ? HTTP_PORT : port);
            default -> throw new IllegalArgumentException("neither http nor https: " + scheme);
        };
    }

    boolean loopback() {
        return Loopback.isHost(host);
    }

    /// Whether nobody on the way can read what is sent there: https, or this machine.
    boolean confidential() {
        return scheme.equals("https") || loopback();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
