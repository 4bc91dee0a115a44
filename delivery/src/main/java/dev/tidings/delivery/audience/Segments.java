package dev.tidings.delivery.audience;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.OnUncertain;
import java.util.ArrayList;
import java.util.List;

/// Cuts the recipients of a campaign into segments of work.
public final class Segments {
    private Segments() {}

    /// Segments that follow those that are there.
    ///
    /// @param first the number of the first one
    public static List<Segment> of(
            Notification notification,
            CampaignId campaign,
            Segment.Errand errand,
            int first,
            List<Recipient> recipients) {
        List<Segment> segments = new ArrayList<>();
        for (int from = 0; from < recipients.size(); from += Segment.MOST) {
            int to = Math.min(recipients.size(), from + Segment.MOST);
            SegmentId id = new SegmentId(campaign, first + segments.size());
            segments.add(segment(notification, id, errand, recipients.subList(from, to)));
        }
        return segments;
    }

    /// What was delivered is edited and recalled whatever the person asked for since, and however late it
    /// is; and doing it twice does no harm.
    private static Segment segment(
            Notification notification, SegmentId id, Segment.Errand errand, List<Recipient> recipients) {
        boolean sends = errand == Segment.Errand.SEND;
        return new Segment(
                id,
                notification.tenancy(),
                errand,
                notification.priority(),
                sends ? notification.onUncertain() : OnUncertain.RESEND,
                sends ? notification.topic() : null,
                notification.createdAt(),
                sends ? notification.notBefore() : null,
                sends ? notification.expiresAt() : null,
                recipients,
                false,
                sends ? notification.manner() : Manner.USUAL);
    }
}
