package dev.tidings.server.chaos;

/// A notification that was accepted.
///
/// @param text what it says, which nothing else says
/// @param begun when the client first asked for it, by [System#nanoTime()]
record Sent(String id, String text, Kind kind, boolean hold, long begun) {

    /// Whom it is for.
    enum Kind {
        ONE,
        BUSY_CHAT,
        EVERYONE,
        USERS,
        TOPIC
    }
}
