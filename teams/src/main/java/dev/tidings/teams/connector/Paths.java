package dev.tidings.teams.connector;

import dev.tidings.teams.connector.ConnectorException.Kind;
import java.nio.charset.StandardCharsets;

/// The paths under a service URL, each id percent-encoded as one segment.
final class Paths {
    private static final String CONVERSATIONS = "v3/conversations";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Paths() {}

    static String conversations() {
        return CONVERSATIONS;
    }

    static String activities(String conversationId) {
        return CONVERSATIONS + "/" + segment("conversation id", conversationId) + "/activities";
    }

    static String activity(String conversationId, String activityId) {
        return activities(conversationId) + "/" + segment("activity id", activityId);
    }

    static String member(String conversationId, String memberId) {
        return CONVERSATIONS + "/" + segment("conversation id", conversationId) + "/members/"
                + segment("member id", memberId);
    }

    static String pagedMembers(String conversationId) {
        return CONVERSATIONS + "/" + segment("conversation id", conversationId) + "/pagedmembers";
    }

    static String team(String teamId) {
        return "v3/teams/" + segment("team id", teamId);
    }

    /// An id of dots alone would climb to another path, whether encoded or not.
    static String segment(String what, String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw Refusals.unsent(Kind.BAD_REQUEST, "'" + id + "' is no " + what);
        }
        return encoded(id);
    }

    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            if (unreserved(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 0xF]);
            }
        }
        return encoded.toString();
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
