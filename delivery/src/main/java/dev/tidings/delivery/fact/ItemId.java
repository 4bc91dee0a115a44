package dev.tidings.delivery.fact;

/// One recipient's place in a campaign.
///
/// @param position the place within the segment, from 0
public record ItemId(SegmentId segment, int position) {

    /// Checks the position.
    public ItemId {
        if (position < 0 || position >= Segment.MOST) {
            throw new IllegalArgumentException("the position " + position + " is not within a segment");
        }
    }

    /// The place counted over the whole campaign, with gaps where segments are not full.
    public long ordinal() {
        return (long) segment.number() * Segment.MOST + position;
    }

    /// The item with an ordinal.
    public static ItemId of(CampaignId campaign, long ordinal) {
        return new ItemId(
                new SegmentId(campaign, Math.toIntExact(ordinal / Segment.MOST)), (int) (ordinal % Segment.MOST));
    }
}
