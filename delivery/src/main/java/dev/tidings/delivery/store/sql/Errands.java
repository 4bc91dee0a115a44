package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.delivery.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// What is to be done about notifications, and how far its planning is.
final class Errands {
    private static final String STILL = "notification_id = :id AND number = :number AND complete = 0";

    private Errands() {}

    static List<Plan> plans(Handle handle, int limit) {
        return handle.createQuery(NotificationRows.PLANS
                        + " WHERE e.complete = 0 ORDER BY e.created_at, e.notification_id, e.number LIMIT ?")
                .bind(0, limit)
                .map(NotificationRows::plan)
                .list();
    }

    static List<Plan> of(Handle handle, NotificationId id) {
        return handle.createQuery(
                        NotificationRows.PLANS + " WHERE e.notification_id = ? AND e.number > 0 ORDER BY e.number")
                .bind(0, id.value())
                .map(NotificationRows::plan)
                .list();
    }

    /// The sending of a notification whose recipients are still to be worked out.
    static void begin(Handle handle, Notification notification, int segments) {
        CampaignId campaign = CampaignId.sending(notification.id());
        Plan plan = new Plan(campaign, notification, Segment.Errand.SEND, null, "", segments);
        NotificationRows.insert(
                handle, plan, notification.planned(), notification.createdAt().toEpochMilli());
    }

    static CampaignId begin(
            Handle handle, NotificationId id, Segment.Errand errand, @Nullable String message, Instant now) {
        NotificationRows.lock(handle, id);
        Notification notification = SqlNotificationStore.find(handle, id)
                .orElseThrow(() -> new StoreException("There is no notification " + id.value() + ".", null));
        int number = handle.createQuery("SELECT COALESCE(max(number), 0) + 1 FROM errands WHERE notification_id = ?")
                .bind(0, id.value())
                .mapTo(Integer.class)
                .one();
        CampaignId campaign = new CampaignId(id, number);
        NotificationRows.insert(
                handle, new Plan(campaign, notification, errand, message, "", 0), 0, now.toEpochMilli());
        return campaign;
    }

    /// Moves a plan on, unless it is not where the planner thinks that it is.
    static boolean planned(
            Handle handle, Plan plan, int segments, int recipients, @Nullable String cursor, Instant now) {
        int moved = handle.createUpdate("UPDATE errands SET plan_cursor = :cursor, segments = segments + :segments,"
                        + " recipients = recipients + :recipients, complete = :complete WHERE " + STILL
                        + " AND plan_cursor = :was AND segments = :before")
                .bind("cursor", cursor == null ? "" : cursor)
                .bind("segments", segments)
                .bind("recipients", recipients)
                .bind("complete", cursor == null ? 1 : 0)
                .bind("id", plan.campaign().notification().value())
                .bind("number", plan.campaign().order())
                .bind("was", plan.cursor())
                .bind("before", plan.segments())
                .execute();
        if (moved > 0 && plan.campaign().order() == 0) {
            tell(handle, plan.campaign().notification(), recipients, cursor == null, now);
        }
        return moved > 0;
    }

    private static void tell(Handle handle, NotificationId id, int recipients, boolean complete, Instant now) {
        handle.createUpdate(
                        "UPDATE notifications SET planned = planned + :recipients, updated_at = :now, status ="
                                + " CASE WHEN :complete = 1 AND status = 'planning' THEN 'accepted' ELSE status END WHERE id = :id")
                .bind("recipients", recipients)
                .bind("now", now.toEpochMilli())
                .bind("complete", complete ? 1 : 0)
                .bind("id", id.value())
                .execute();
    }

    static boolean planning(Handle handle, NotificationId id, int number) {
        return handle.createQuery("SELECT 1 FROM errands WHERE " + STILL)
                .bind("id", id.value())
                .bind("number", number)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// Nobody further becomes a recipient.
    static void endPlanning(Handle handle, NotificationId id, int number) {
        handle.createUpdate("UPDATE errands SET complete = 1 WHERE " + STILL)
                .bind("id", id.value())
                .bind("number", number)
                .execute();
    }

    static Optional<String> message(Handle handle, CampaignId campaign) {
        return of(handle, campaign, "SELECT message FROM notifications", "SELECT message FROM errands")
                .mapTo(String.class)
                .findOne();
    }

    /// How many recipients a campaign has so far.
    static long recipients(Handle handle, CampaignId campaign) {
        return of(handle, campaign, "SELECT planned FROM notifications", "SELECT recipients FROM errands")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private static Query of(Handle handle, CampaignId campaign, String sending, String later) {
        String id = campaign.notification().value();
        return campaign.order() == 0
                ? handle.createQuery(sending + " WHERE id = ?").bind(0, id)
                : handle.createQuery(later + " WHERE notification_id = ? AND number = ?")
                        .bind(0, id)
                        .bind(1, campaign.order());
    }
}
