package dev.tidings.faketeams.referee;

import java.util.Locale;

/// What a limit counts.
public enum Counted {
    SEND,
    CREATE,
    MEMBERS,
    MEMBERS_UNPAGED,
    CONVERSATIONS,
    EVERYTHING;

    /// The name on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
