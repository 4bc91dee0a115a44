package dev.tidings.delivery.lane;

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
import org.jspecify.annotations.Nullable;

/// Work for tests.
final class SomeWork {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Tenancy HERE = new Tenancy("default", "tenant-a");

    private SomeWork() {}

    static CampaignId campaign(int number) {
        UUID uuid = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
        return CampaignId.sending(new NotificationId(uuid.toString()));
    }

    static Segment aSegment(int campaign, String... people) {
        return aSegment(HERE, Priority.NORMAL, campaign, 0, people(List.of(people)));
    }

    static Segment aSegment(Tenancy lane, Priority priority, int campaign, int number, List<Recipient> recipients) {
        return new Segment(
                new SegmentId(campaign(campaign), number),
                lane,
                Segment.Errand.SEND,
                priority,
                OnUncertain.defaultFor(priority),
                null,
                NOON,
                null,
                null,
                recipients);
    }

    static Segment with(
            Segment segment, OnUncertain onUncertain, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
        return new Segment(
                segment.id(),
                segment.lane(),
                segment.errand(),
                segment.priority(),
                onUncertain,
                segment.topic(),
                segment.createdAt(),
                notBefore,
                expiresAt,
                segment.recipients());
    }

    static List<Recipient> people(List<String> ids) {
        List<Recipient> people = new ArrayList<>();
        ids.forEach(id -> people.add(Recipient.of(new Target.User(id), id)));
        return people;
    }

    /// So many people, all different.
    static List<Recipient> people(String prefix, int from, int number) {
        List<Recipient> people = new ArrayList<>();
        for (int index = from; index < from + number; index++) {
            String id = prefix + index;
            people.add(Recipient.of(new Target.User(id), id));
        }
        return people;
    }

    /// A campaign of so many people, in full segments.
    static List<Segment> aBroadcast(Tenancy lane, Priority priority, int campaign, int recipients) {
        List<Segment> segments = new ArrayList<>();
        for (int from = 0; from < recipients; from += Segment.MOST) {
            int size = Math.min(Segment.MOST, recipients - from);
            segments.add(aSegment(lane, priority, campaign, segments.size(), people("p" + campaign + "-", from, size)));
        }
        return segments;
    }
}
