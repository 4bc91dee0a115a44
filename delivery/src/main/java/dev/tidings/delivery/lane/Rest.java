package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Tally;
import org.jspecify.annotations.Nullable;

/// A campaign of which nothing that was told is left to do; more of it may still come.
///
/// @param whole how its deliveries ended, if nothing can come; otherwise null
public record Rest(
        CampaignId campaign,
        Tenancy lane,
        Segment.Errand errand,
        @Nullable Tally whole) {

    static Rest after(Segment last, Tally tally) {
        return new Rest(last.id().campaign(), last.lane(), last.errand(), last.whole() ? tally : null);
    }
}
