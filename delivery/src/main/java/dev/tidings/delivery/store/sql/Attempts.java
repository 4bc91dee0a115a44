package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The steps of deliveries, each with what it means for its notification.
final class Attempts {
    private static final String OPEN = "state IN ('queued', 'deferred', 'in-flight')";

    private Attempts() {}

    static List<Delivery> begin(Handle handle, Collection<DeliveryId> ids, Instant now) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Delivery> begun = handle.createQuery("""
                        UPDATE deliveries SET state = 'in-flight', reason = NULL, detail = NULL,
                            attempts = attempts + 1, updated_at = :now
                        WHERE id IN (<ids>) AND state IN ('queued', 'deferred') AND due_at <= :now
                        RETURNING *""")
                .bind("now", now.toEpochMilli())
                .bindList("ids", ids.stream().map(DeliveryId::value).toList())
                .map(Ledger::delivery)
                .list();
        begun.stream().map(Delivery::notification).distinct().forEach(id -> run(handle, id, "accepted", now));
        return begun;
    }

    static boolean move(Handle handle, Delivery before, Delivery after) {
        Delivery.@Nullable Sent sent = after.sent();
        int changed = handle.execute(
                """
                UPDATE deliveries SET state = ?, reason = ?, detail = ?, attempts = ?, due_at = ?, updated_at = ?,
                    sent_conversation_id = ?, sent_activity_id = ?, sent_service_url = ?
                WHERE id = ? AND state = ? AND attempts = ?""",
                after.state().word(),
                after.reason(),
                after.detail(),
                after.attempts(),
                after.dueAt().toEpochMilli(),
                after.updatedAt().toEpochMilli(),
                sent == null ? null : sent.conversationId(),
                sent == null ? null : sent.activityId(),
                sent == null ? null : sent.serviceUrl(),
                before.id().value(),
                before.state().word(),
                before.attempts());
        if (changed > 0) {
            follow(handle, after);
        }
        return changed > 0;
    }

    private static void follow(Handle handle, Delivery after) {
        if (after.state() == DeliveryState.QUEUED) {
            run(handle, after.notification(), "completed", after.updatedAt());
            run(handle, after.notification(), "expired", after.updatedAt());
        } else if (after.state() == DeliveryState.IN_FLIGHT) {
            run(handle, after.notification(), "accepted", after.updatedAt());
        } else if (!after.state().open()) {
            complete(handle, after.notification(), after.updatedAt());
        }
    }

    private static void run(Handle handle, NotificationId id, String from, Instant now) {
        handle.execute(
                "UPDATE notifications SET status = 'running', updated_at = ? WHERE id = ? AND status = ?",
                now.toEpochMilli(),
                id.value(),
                from);
    }

    private static void complete(Handle handle, NotificationId id, Instant now) {
        handle.createUpdate("""
                        UPDATE notifications SET updated_at = :now, status = CASE WHEN EXISTS (
                            SELECT 1 FROM deliveries WHERE notification_id = :id AND state <> 'expired')
                            THEN 'completed' ELSE 'expired' END
                        WHERE id = :id AND status IN ('accepted', 'running') AND NOT EXISTS (
                            SELECT 1 FROM deliveries WHERE notification_id = :id AND %s)""".formatted(OPEN))
                .bind("now", now.toEpochMilli())
                .bind("id", id.value())
                .execute();
    }
}
