package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery that waits for a person's digest.
///
/// @param person the bot's own id of the person, or any that is known
/// @param personKey see [Tab#person()]
/// @param topic what it is about, or null
/// @param at since when it waits
/// @param expiresAt from when on it is not told any more, or null for never
/// @param due when it is told
/// @param capped whether it waits because the person had as many messages as they get at most: what
///     comes meanwhile waits with it
public record Collected(
        Tenancy lane,
        String person,
        long personKey,
        CampaignId campaign,
        long ordinal,
        @Nullable String topic,
        Instant at,
        @Nullable Instant expiresAt,
        Instant due,
        boolean capped) {}
