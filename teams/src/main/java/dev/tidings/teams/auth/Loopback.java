package dev.tidings.teams.auth;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells by the text of a host alone, without any look-up, whether it is this machine.
final class Loopback {
    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern ADDRESS = Pattern.compile("127(\\." + OCTET + "){3}");

    private Loopback() {}

    static boolean isHost(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || ADDRESS.matcher(host).matches();
    }

    static boolean isUrl(URI uri) {
        String host = uri.getHost();
        return host != null && uri.getUserInfo() == null && isHost(host.toLowerCase(Locale.ROOT));
    }
}
