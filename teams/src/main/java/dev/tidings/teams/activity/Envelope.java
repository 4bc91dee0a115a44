package dev.tidings.teams.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What every activity carries, whatever its type.
///
/// @param serviceUrl where answers go, as it was written, with or without a trailing slash
/// @param timezone the sender's IANA time zone, from the client's own information
/// @param raw the whole activity as it arrived, with everything that has no field of its own here; treat as
///     read-only
public record Envelope(
        String type,
        @Nullable String id,
        @Nullable Instant timestamp,
        @Nullable String serviceUrl,
        @Nullable String channelId,
        @Nullable ChannelAccount from,
        @Nullable ChannelAccount recipient,
        @Nullable ConversationAccount conversation,
        TeamsChannelData channelData,
        @Nullable String replyToId,
        @Nullable String locale,
        @Nullable String timezone,
        ObjectNode raw) {

    /// Leaves everything out that a person wrote.
    @Override
    public String toString() {
        return "Envelope[type=" + type + ", id=" + id + "]";
    }
}
