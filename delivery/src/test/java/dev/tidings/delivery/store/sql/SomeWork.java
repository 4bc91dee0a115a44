package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.NOON;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.Target;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Segments of work for tests, with ids as long and as random as Teams makes them.
final class SomeWork {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private SomeWork() {}

    static String personId(Random random) {
        return "29:" + letters(random);
    }

    static String conversationId(Random random) {
        return "a:1" + letters(random);
    }

    private static String letters(Random random) {
        StringBuilder letters = new StringBuilder(86);
        for (int count = 0; count < 86; count++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return letters.toString();
    }

    static List<String> people(int count, Random random) {
        return IntStream.range(0, count).mapToObj(number -> personId(random)).toList();
    }

    static Segment segment(Notification notification, int number, List<String> people) {
        return segment(new SegmentId(CampaignId.sending(notification.id()), number), notification, people);
    }

    static Segment segment(SegmentId id, Notification notification, List<String> people) {
        return new Segment(
                id,
                notification.tenancy(),
                id.campaign().order() == 0 ? Segment.Errand.SEND : Segment.Errand.EDIT,
                notification.priority(),
                notification.onUncertain(),
                notification.topic(),
                notification.createdAt(),
                notification.notBefore(),
                notification.expiresAt(),
                people.stream()
                        .map(person -> Recipient.of(new Target.User(person), person))
                        .toList());
    }

    /// Segments of one campaign that follow one another.
    static FactChanges planned(Segment... segments) {
        FactChanges changes = new FactChanges();
        Planned.add(changes, List.of(segments));
        return changes;
    }

    /// What the engine writes when the last delivery of a segment has ended.
    static FactChanges done(Segment segment, List<Done.End> ends) {
        Counting counting = new Counting();
        ends.forEach(end -> counting.add(end.step().state(), end.step().reason(), 1));
        return new FactChanges()
                .delete(Keys.work(segment))
                .put(Keys.done(segment.id()), FactJson.write(new Done(segment, ends)))
                .put(Keys.tally(segment.id()), FactJson.write(counting.tally()));
    }

    static Done.End delivered(Random random, int after) {
        Delivery.Sent sent = new Delivery.Sent(
                conversationId(random),
                Long.toString(NOON.toEpochMilli() + after),
                "https://smba.trafficmanager.net/emea/3f2504e0-4f89-41d3-9a0c-0305e82c3301/");
        return new Done.End(new Step.Ended(NOON.plusMillis(after + 40), DeliveryState.DELIVERED, null, null, sent), 1);
    }

    static Done.End refused(String reason) {
        return new Done.End(new Step.Ended(NOON, DeliveryState.REFUSED, reason, null, null), 1);
    }
}
