package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import java.util.ArrayList;
import java.util.List;

/// Ends what has not begun of campaigns that were cancelled or have expired, a few segments per tick,
/// so that a large one does not hold up the others. Segments that are not in memory are closed without
/// being sent from.
final class Closing {
    private static final int SEGMENTS_PER_TICK = 4;

    private final Shard shard;
    private int left;

    Closing(Shard shard) {
        this.shard = shard;
    }

    void run() {
        left = SEGMENTS_PER_TICK;
        for (int campaigns = shard.closing().size(); campaigns > 0 && left > 0; campaigns--) {
            Campaign campaign = shard.closing().removeFirst();
            campaign.queuedToClose = false;
            if (campaign.closing() && !closed(campaign)) {
                campaign.close();
            }
        }
    }

    /// Closes as much as is allowed in this tick.
    ///
    /// @return whether nothing of it is left to close
    private boolean closed(Campaign campaign) {
        while (left > 0) {
            boolean all = true;
            for (OpenSegment segment : List.copyOf(campaign.loaded())) {
                all &= closed(campaign, segment);
            }
            if (!all) {
                campaign.reopen();
                return true;
            }
            Segment next = campaign.shelf().takeAny();
            if (next == null) {
                campaign.retireIfDone();
                return campaign.shelf().isEmpty();
            }
            left--;
            campaign.open(Segments.read(campaign, next));
        }
        return false;
    }

    private static boolean closed(Campaign campaign, OpenSegment segment) {
        List<Item> resting = new ArrayList<>();
        segment.forEachOpen(item -> {
            if (item.place() != Item.Place.UNDER_WAY) {
                resting.add(item);
            }
        });
        Step.Ended verdict = resting.isEmpty() ? null : campaign.verdict(segment);
        if (verdict != null) {
            resting.forEach(item -> campaign.ended(item, verdict));
        }
        return resting.isEmpty() || verdict != null;
    }
}
