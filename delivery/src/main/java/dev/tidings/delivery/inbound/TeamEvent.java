package dev.tidings.delivery.inbound;

import org.jspecify.annotations.Nullable;

/// What a `conversationUpdate` reports about a team or a channel, as far as it changes who can be reached.
enum TeamEvent {
    CHANNEL_NAMED,
    CHANNEL_DELETED,
    TEAM_DELETED,
    TEAM_ARCHIVED,
    TEAM_UNARCHIVED,
    /// Members, and whatever else only says that the team is there.
    OTHER;

    static TeamEvent of(@Nullable String eventType) {
        return switch (eventType) {
            case "channelCreated", "channelRenamed", "channelRestored" -> CHANNEL_NAMED;
            case "channelDeleted" -> CHANNEL_DELETED;
            case "teamDeleted", "teamHardDeleted" -> TEAM_DELETED;
            case "teamArchived" -> TEAM_ARCHIVED;
            case "teamUnarchived" -> TEAM_UNARCHIVED;
            case null, default -> OTHER;
        };
    }
}
