package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.MannerJson;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.store.NotificationStore.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of notifications and of their errands.
final class NotificationRows {
    /// A plan with its notification; the errand's own columns have names that the notification has not.
    static final String PLANS = "SELECT n.*, e.number, e.errand, e.message AS errand_message, e.plan_cursor, e.segments"
            + " FROM errands e JOIN notifications n ON n.id = e.notification_id";

    private static final String INSERT = """
            INSERT INTO notifications (id, bot, tenant, audience, message, topic, priority, not_before, expires_at,
                on_uncertain, manner, status, planned, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_ERRAND = """
            INSERT INTO errands (notification_id, number, errand, message, plan_cursor, segments, recipients, complete,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private NotificationRows() {}

    /// Whoever changes a notification by what is known of it has others wait who do the same.
    static void lock(Handle handle, NotificationId id) {
        handle.execute("UPDATE notifications SET updated_at = updated_at WHERE id = ?", id.value());
    }

    /// Prepared, since every accepted notification is one.
    static void insert(Prepared prepared, Notification notification) throws SQLException {
        Prepared.execute(
                prepared.statement(INSERT),
                notification.id().value(),
                notification.tenancy().bot(),
                notification.tenancy().tenant(),
                AudienceJson.write(notification.audience()),
                notification.message(),
                notification.topic(),
                Columns.rank(notification.priority()),
                Columns.millis(notification.notBefore()),
                Columns.millis(notification.expiresAt()),
                notification.onUncertain().word(),
                MannerJson.write(notification.manner()),
                notification.status().word(),
                notification.planned(),
                notification.createdAt().toEpochMilli(),
                notification.updatedAt().toEpochMilli());
    }

    static void insert(Handle handle, Plan plan, long recipients, long createdAt) {
        handle.execute(
                INSERT_ERRAND,
                plan.campaign().notification().value(),
                plan.campaign().order(),
                plan.errand().name(),
                plan.message(),
                plan.cursor(),
                plan.segments(),
                recipients,
                0,
                createdAt);
    }

    static Notification notification(ResultSet row, StatementContext context) throws SQLException {
        String onUncertain = row.getString("on_uncertain");
        String status = row.getString("status");
        return new Notification(
                new NotificationId(row.getString("id")),
                Columns.tenancy(row),
                AudienceJson.read(row.getString("audience")),
                row.getString("message"),
                row.getString("topic"),
                Columns.priority(row.getInt("priority")),
                Columns.optionalInstant(row, "not_before"),
                Columns.optionalInstant(row, "expires_at"),
                Columns.known(OnUncertain.ofWord(onUncertain), onUncertain),
                MannerJson.read(row.getString("manner")),
                Columns.known(NotificationStatus.ofWord(status), status),
                row.getLong("planned"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    static Plan plan(ResultSet row, StatementContext context) throws SQLException {
        Notification notification = notification(row, context);
        return new Plan(
                new CampaignId(notification.id(), row.getInt("number")),
                notification,
                Segment.Errand.valueOf(row.getString("errand")),
                row.getString("errand_message"),
                row.getString("plan_cursor"),
                row.getInt("segments"));
    }
}
