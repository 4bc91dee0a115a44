package dev.tidings.server.settings;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells by the text alone, without a look-up, whether a host is this machine.
public final class Loopback {
    /// The address to listen on when everything is to stay on this machine.
    public static final String ADDRESS = "127.0.0.1";

    private static final Pattern HOST =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private Loopback() {}

    /// Whether a host name or an address is this machine.
    public static boolean isAddress(String host) {
        return HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /// Whether a `Host` header, with or without a port, names this machine.
    public static boolean isHostHeader(@Nullable String header) {
        return header != null
                && !header.equals("::1")
                && isAddress(PORT.matcher(header).replaceFirst(""));
    }

    /// Whether a URL is one of http or https on this machine.
    public static boolean isUrl(@Nullable URI uri) {
        return uri != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && isAddress(uri.getHost());
    }
}
