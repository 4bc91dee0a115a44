package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one lane stands.
///
/// @param queued how many deliveries are known to wait
/// @param counted whether that is all; otherwise more were found at the start, or wait for a later
///     time, and have not been counted
/// @param oldest when the longest waiting was accepted, as far as that is known, or null if nothing waits
/// @param inFlight how many are under way
/// @param budgetUsed the part of the lane's budget that is used now, from 0 to 1
/// @param throttledUntil until when Teams asked the lane to wait, or null if it did not
public record LaneFigures(
        Tenancy lane,
        long queued,
        boolean counted,
        @Nullable Instant oldest,
        int inFlight,
        double budgetUsed,
        @Nullable Instant throttledUntil) {

    static LaneFigures of(Lane lane) {
        long queued = 0;
        boolean counted = true;
        Instant oldest = null;
        for (Tier tier : lane.tiers()) {
            counted &= !tier.unlisted();
            for (Campaign campaign : tier.campaigns()) {
                queued += campaign.waiting();
                counted &= campaign.shelf().counted();
                oldest = earlier(oldest, campaign.oldest());
            }
        }
        Shard shard = lane.shard();
        long closed = lane.pace().closedUntil() - Math.max(shard.now(), shard.opensAt());
        return new LaneFigures(
                lane.id(),
                queued,
                counted,
                oldest,
                lane.underWay(),
                lane.pace().used(shard.now()),
                closed > 0 ? shard.wall().plusNanos(lane.pace().closedUntil() - shard.now()) : null);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
