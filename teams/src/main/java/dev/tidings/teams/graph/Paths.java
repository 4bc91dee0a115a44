package dev.tidings.teams.graph;

import dev.tidings.teams.graph.GraphException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The addresses under Graph's base: every id and every value is encoded, every link is checked.
///
/// @param base without a version and without a slash at the end
record Paths(URI base) {
    private static final String VERSION = "/v1.0";

    URI of(String path) {
        return URI.create(base + VERSION + path);
    }

    /// A link that an answer gave; it must not lead to another server, which would see the token.
    URI link(String link) {
        try {
            URI uri = new URI(link);
            boolean same = base.getScheme().equalsIgnoreCase(uri.getScheme())
                    && base.getHost().equalsIgnoreCase(uri.getHost())
                    && base.getPort() == uri.getPort()
                    && uri.getRawUserInfo() == null;
            if (same && uri.getRawPath().startsWith(base.getRawPath() + VERSION + "/")) {
                return uri;
            }
        } catch (URISyntaxException unreadable) {
            // said below
        }
        throw Refusals.here(Kind.FOREIGN_LINK, "a paging link leads away from " + base.getHost());
    }

    String app(String id) {
        return base + VERSION + "/appCatalogs/teamsApps/" + id;
    }

    static String installs(InstallPlace place) {
        return switch (place) {
            case InstallPlace.User(String id) -> "/users/" + segment(id) + "/teamwork/installedApps";
            case InstallPlace.Team(String groupId) -> "/teams/" + segment(groupId) + "/installedApps";
            case InstallPlace.Chat(String id) -> "/chats/" + segment(id) + "/installedApps";
        };
    }

    /// A filter for equality.
    static String filter(String field, String value) {
        return "$filter=" + encoded(field + " eq '" + value.replace("'", "''") + "'");
    }

    /// An id of dots alone would climb to another path, whether encoded or not.
    static String segment(String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw Refusals.here(Kind.BAD_REQUEST, "'" + id + "' is no id");
        }
        return encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
