package dev.tidings.cluster;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Work for people whom the bot knows.
final class SomeWork {
    private static final Instant CREATED = Instant.parse("2026-11-25T10:00:00Z");

    private SomeWork() {}

    /// One notification to some people, as one segment.
    static Segment segment(String tenant, OnUncertain choice, List<String> people) {
        return segment(campaign(), 0, tenant, choice, people);
    }

    /// One notification to some people, in segments of a size.
    static List<Segment> segments(String tenant, OnUncertain choice, List<String> people, int size) {
        CampaignId campaign = campaign();
        List<Segment> segments = new ArrayList<>();
        for (int from = 0; from < people.size(); from += size) {
            List<String> some = people.subList(from, Math.min(people.size(), from + size));
            segments.add(segment(campaign, segments.size(), tenant, choice, some));
        }
        return segments;
    }

    private static CampaignId campaign() {
        return CampaignId.sending(new NotificationId(UUID.randomUUID().toString()));
    }

    private static Segment segment(
            CampaignId campaign, int number, String tenant, OnUncertain choice, List<String> people) {
        return new Segment(
                new SegmentId(campaign, number),
                new Tenancy(Bots.DEFAULT, tenant),
                Segment.Errand.SEND,
                Priority.NORMAL,
                choice,
                null,
                CREATED,
                null,
                null,
                people.stream()
                        .map(person -> Recipient.of(new Target.User(person), person))
                        .toList());
    }
}
