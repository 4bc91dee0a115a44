package dev.tidings.delivery.store;

import java.time.Instant;

/// What is still held about places that the app was removed from.
///
/// Thread-safe; blocks. Writing returns when it is durable.
public interface RemovalStore {

    /// Forgets what is held about places that the app was removed from before an instant, and about teams that
    /// were deleted before it: of a person their names, language and time zone, the reference to the chat and
    /// what they subscribe to; of a team or group chat its members, channels and name, and whoever is known
    /// from there only.
    ///
    /// That the app was removed is remembered, under the person's ids, so that it is not installed again
    /// against their will; and what they do not want to get. People who are still met somewhere else stay as
    /// they are.
    ///
    /// @return how many places there were; at most `limit`
    int forget(Instant before, int limit);
}
