package dev.tidings.delivery.notification;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/// Notifications and deliveries for tests.
public final class SomeNotifications {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final Tenancy HERE = new Tenancy("default", "tenant-a");
    public static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.fixed(NOON), new Random(7));

    private SomeNotifications() {}

    public static Notification aNotification() {
        return aNotification(HERE, Priority.NORMAL, NOON);
    }

    public static Notification aNotification(Tenancy tenancy, Priority priority, Instant createdAt) {
        return new Notification(
                IDS.notification(),
                tenancy,
                new Target.User("29:ann"),
                "{\"text\":\"secret words\"}",
                "prices",
                priority,
                null,
                createdAt.plusSeconds(3600),
                OnUncertain.HOLD,
                NotificationStatus.ACCEPTED,
                createdAt,
                createdAt);
    }

    public static Delivery aDelivery(Notification of) {
        return Delivery.queued(IDS.delivery(), of, of.target().id());
    }
}
