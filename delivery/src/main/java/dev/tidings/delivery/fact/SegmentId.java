package dev.tidings.delivery.fact;

/// One stretch of a campaign's recipients.
///
/// @param number counts from 0 in the order of planning
public record SegmentId(CampaignId campaign, int number) {
    /// The highest number.
    public static final int MAX_NUMBER = 999_999;

    /// Checks the number.
    public SegmentId {
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("the segment " + number + " is not between 0 and " + MAX_NUMBER);
        }
    }
}
