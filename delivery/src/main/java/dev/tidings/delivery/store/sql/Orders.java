package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Priority;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// What people order about notifications that are on their way.
final class Orders {
    private Orders() {}

    /// Gives a notification a status, unless it has that or cannot get it.
    static boolean give(Handle handle, NotificationId id, NotificationStatus status, Instant now) {
        NotificationRows.lock(handle, id);
        Notification notification = SqlNotificationStore.find(handle, id).orElse(null);
        if (notification == null || !may(handle, notification, status)) {
            return false;
        }
        boolean planning = Errands.planning(handle, id, 0);
        NotificationStatus next =
                status == NotificationStatus.ACCEPTED && planning ? NotificationStatus.PLANNING : status;
        if (status == NotificationStatus.CANCELLED) {
            Errands.endPlanning(handle, id, 0);
        }
        return handle.execute(
                        "UPDATE notifications SET status = ?, updated_at = ? WHERE id = ?",
                        next.word(),
                        now.toEpochMilli(),
                        id.value())
                > 0;
    }

    private static boolean may(Handle handle, Notification notification, NotificationStatus status) {
        NotificationStatus present = notification.status();
        return switch (status) {
            case ACCEPTED -> present == NotificationStatus.PAUSED;
            case PAUSED, CANCELLED ->
                present != status && present != NotificationStatus.CANCELLED && open(handle, notification);
            case PLANNING, RUNNING, COMPLETED, EXPIRED ->
                throw new IllegalArgumentException("nobody can order that a notification is " + status.word());
        };
    }

    /// Whether there is anything left to do, sending, editing or recalling.
    static boolean open(Handle handle, Notification notification) {
        for (Priority priority : Priority.values()) {
            String work = Keys.work(notification.tenancy(), priority)
                    + notification.id().value() + ".";
            if (Facts.any(handle, work, work + Keys.END)) {
                return true;
            }
        }
        return handle.createQuery("SELECT 1 FROM errands WHERE notification_id = ? AND complete = 0 LIMIT 1")
                .bind(0, notification.id().value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
