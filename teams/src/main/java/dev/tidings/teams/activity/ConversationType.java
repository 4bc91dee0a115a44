package dev.tidings.teams.activity;

import java.util.Optional;

/// The three places where people and bots talk.
public enum ConversationType {
    /// The 1:1 chat of a person and the bot.
    PERSONAL("personal"),
    /// A chat of several people, also of a meeting.
    GROUP_CHAT("groupChat"),
    /// A channel of a team, or a thread in it.
    CHANNEL("channel");

    private final String wire;

    ConversationType(String wire) {
        this.wire = wire;
    }

    /// The word on the wire.
    public String wire() {
        return wire;
    }

    /// The type that a word on the wire means, whatever its case; empty for a word not known.
    public static Optional<ConversationType> ofWire(String word) {
        for (ConversationType type : values()) {
            if (type.wire.equalsIgnoreCase(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
