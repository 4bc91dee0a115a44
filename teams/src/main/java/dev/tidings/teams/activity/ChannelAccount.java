package dev.tidings.teams.activity;

import org.jspecify.annotations.Nullable;

/// A user or a bot as one bot sees it.
///
/// @param id `29:...` for a user (one value per bot and user), `28:{appId}` for a bot
/// @param aadObjectId the user's Entra object id, from `aadObjectId` or the older `objectId`
public record ChannelAccount(
        String id, @Nullable String name, @Nullable String aadObjectId) {

    /// An account of which only the id is known.
    public static ChannelAccount of(String id) {
        return new ChannelAccount(id, null, null);
    }
}
