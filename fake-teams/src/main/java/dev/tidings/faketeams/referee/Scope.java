package dev.tidings.faketeams.referee;

import java.util.Locale;

/// Whose calls a limit adds up: one bot's in one conversation, all bots' in one conversation, or one bot's
/// in one tenant.
public enum Scope {
    BOT_AND_CONVERSATION,
    CONVERSATION,
    BOT_AND_TENANT;

    /// The name on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
