package dev.tidings.delivery.notification;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/// Notifications for tests.
public final class SomeNotifications {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final Tenancy HERE = new Tenancy("default", "tenant-a");
    public static final TimeOrderedIds IDS = new TimeOrderedIds(InstantSource.fixed(NOON), new Random(7));

    private SomeNotifications() {}

    public static Notification aNotification() {
        return aNotification(HERE, Priority.NORMAL, NOON);
    }

    public static Notification aNotification(Tenancy tenancy, Priority priority, Instant createdAt) {
        return aNotification(
                tenancy, priority, createdAt, new Audience.One(new Target.User("29:ann")), NotificationStatus.ACCEPTED);
    }

    public static Notification aNotification(
            Tenancy tenancy, Priority priority, Instant createdAt, Audience audience, NotificationStatus status) {
        return new Notification(
                IDS.notification(),
                tenancy,
                audience,
                "{\"text\":\"secret words\"}",
                "prices",
                priority,
                null,
                createdAt.plusSeconds(3600),
                OnUncertain.HOLD,
                Manner.USUAL,
                status,
                status == NotificationStatus.PLANNING ? 0 : 1,
                createdAt,
                createdAt);
    }
}
