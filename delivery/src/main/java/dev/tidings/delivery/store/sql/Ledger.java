package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of notifications and deliveries.
final class Ledger {
    private static final String INSERT_NOTIFICATION = """
            INSERT INTO notifications (id, bot, tenant, target_kind, target_id, target_thread, message, topic, priority,
                not_before, expires_at, on_uncertain, status, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_DELIVERY = """
            INSERT INTO deliveries (id, notification_id, bot, tenant, target_kind, target_id, target_thread, person,
                priority, state, reason, detail, attempts, due_at, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private Ledger() {}

    static void insert(Handle handle, Notification notification) {
        handle.execute(
                INSERT_NOTIFICATION,
                notification.id().value(),
                notification.tenancy().bot(),
                notification.tenancy().tenant(),
                Columns.kind(notification.target()),
                notification.target().id(),
                Columns.thread(notification.target()),
                notification.message(),
                notification.topic(),
                Columns.rank(notification.priority()),
                Columns.millis(notification.notBefore()),
                Columns.millis(notification.expiresAt()),
                notification.onUncertain().word(),
                notification.status().word(),
                notification.createdAt().toEpochMilli(),
                notification.updatedAt().toEpochMilli());
    }

    static void insert(Handle handle, List<Delivery> deliveries, Priority priority) {
        PreparedBatch batch = handle.prepareBatch(INSERT_DELIVERY);
        for (Delivery delivery : deliveries) {
            batch.add(
                    delivery.id().value(),
                    delivery.notification().value(),
                    delivery.tenancy().bot(),
                    delivery.tenancy().tenant(),
                    Columns.kind(delivery.target()),
                    delivery.target().id(),
                    Columns.thread(delivery.target()),
                    delivery.person(),
                    Columns.rank(priority),
                    delivery.state().word(),
                    delivery.reason(),
                    delivery.detail(),
                    delivery.attempts(),
                    delivery.dueAt().toEpochMilli(),
                    delivery.createdAt().toEpochMilli(),
                    delivery.updatedAt().toEpochMilli());
        }
        batch.execute();
    }

    static Notification notification(ResultSet row, StatementContext context) throws SQLException {
        String onUncertain = row.getString("on_uncertain");
        String status = row.getString("status");
        return new Notification(
                new NotificationId(row.getString("id")),
                Columns.tenancy(row),
                Columns.target(row),
                row.getString("message"),
                row.getString("topic"),
                Columns.priority(row.getInt("priority")),
                Columns.optionalInstant(row, "not_before"),
                Columns.optionalInstant(row, "expires_at"),
                Columns.known(OnUncertain.ofWord(onUncertain), onUncertain),
                Columns.known(NotificationStatus.ofWord(status), status),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    static Delivery delivery(ResultSet row, StatementContext context) throws SQLException {
        String state = row.getString("state");
        String conversation = row.getString("sent_conversation_id");
        return new Delivery(
                new DeliveryId(row.getString("id")),
                new NotificationId(row.getString("notification_id")),
                Columns.tenancy(row),
                Columns.target(row),
                row.getString("person"),
                Columns.known(DeliveryState.ofWord(state), state),
                row.getString("reason"),
                row.getString("detail"),
                row.getInt("attempts"),
                Columns.instant(row, "due_at"),
                conversation == null
                        ? null
                        : new Delivery.Sent(
                                conversation, row.getString("sent_activity_id"), row.getString("sent_service_url")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
