package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Audience;
import java.time.Instant;
import java.util.List;

/// Reads audiences out of the directory, a part at a time.
///
/// Thread-safe; blocks.
public interface AudienceStore {

    /// The ids of the people in an audience who come after one, in the order of ids.
    ///
    /// Of everyone, those who are parked or without a chat that the bot can speak in are left out; of a team's
    /// members and a topic's subscribers nobody is, so that the ledger can say why they got nothing. Whoever has
    /// opted out of the topic is left out of no audience here: that is checked at the moment of sending.
    ///
    /// @param audience one that is read from the directory: members, subscribers or everyone
    /// @param after the id of the last person seen, or empty for the beginning
    /// @return fewer than `limit` only at the end
    List<String> people(Tenancy tenancy, Audience audience, String after, int limit, Instant now);
}
