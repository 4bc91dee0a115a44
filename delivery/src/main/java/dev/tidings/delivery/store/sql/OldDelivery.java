package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of the table of deliveries that earlier versions kept, with what its notification says about it.
///
/// @param topic what the notification is about, or null
record OldDelivery(
        String notification,
        Tenancy lane,
        Recipient recipient,
        Priority priority,
        OnUncertain onUncertain,
        @Nullable String topic,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        Instant acceptedAt,
        DeliveryState state,
        @Nullable String reason,
        @Nullable String detail,
        int attempts,
        Instant dueAt,
        Delivery.@Nullable Sent sent,
        Instant updatedAt) {

    static OldDelivery of(ResultSet row) throws SQLException {
        String onUncertain = row.getString("on_uncertain");
        String state = row.getString("state");
        return new OldDelivery(
                row.getString("notification_id"),
                Columns.tenancy(row),
                Recipient.of(target(row), row.getString("person")),
                Columns.priority(row.getInt("priority")),
                Columns.known(OnUncertain.ofWord(onUncertain), onUncertain),
                row.getString("topic"),
                Columns.optionalInstant(row, "not_before"),
                Columns.optionalInstant(row, "expires_at"),
                Columns.instant(row, "accepted_at"),
                Columns.known(DeliveryState.ofWord(state), state),
                row.getString("reason"),
                row.getString("detail"),
                row.getInt("attempts"),
                Columns.instant(row, "due_at"),
                sent(row),
                Columns.instant(row, "updated_at"));
    }

    private static Target target(ResultSet row) throws SQLException {
        String id = row.getString("target_id");
        String kind = row.getString("target_kind");
        return switch (kind) {
            case "user" -> new Target.User(id);
            case "chat" -> new Target.Chat(id);
            case "channel" -> new Target.Channel(id, row.getString("target_thread"));
            case "conversation" -> new Target.Conversation(id);
            default -> throw new StoreException("The database has a target of the unknown kind " + kind + ".", null);
        };
    }

    private static Delivery.@Nullable Sent sent(ResultSet row) throws SQLException {
        String conversation = row.getString("sent_conversation_id");
        return conversation == null
                ? null
                : new Delivery.Sent(conversation, row.getString("sent_activity_id"), row.getString("sent_service_url"));
    }

    /// The segment of several rows of one notification.
    static Segment segment(int number, List<OldDelivery> rows) {
        OldDelivery one = rows.getFirst();
        return new Segment(
                new SegmentId(CampaignId.sending(new NotificationId(one.notification())), number),
                one.lane(),
                Segment.Errand.SEND,
                one.priority(),
                one.onUncertain(),
                one.topic(),
                one.acceptedAt(),
                one.notBefore(),
                one.expiresAt(),
                rows.stream().map(OldDelivery::recipient).toList());
    }

    boolean open() {
        return state.open();
    }

    /// Each attempt that was counted has begun at some time; only the time of the last is known.
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int attempt = 1; attempt <= attempts; attempt++) {
            steps.add(new Step.Begun(updatedAt, attempt));
        }
        switch (state) {
            case QUEUED -> {
                if (attempts > 0) {
                    steps.add(new Step.Requeued(updatedAt));
                }
            }
            case IN_FLIGHT -> {}
            case DEFERRED -> steps.add(new Step.Deferred(updatedAt, reason == null ? "" : reason, dueAt));
            case DELIVERED, REFUSED, UNCERTAIN, EXPIRED, CANCELLED, OPTED_OUT, DIGESTED -> steps.add(end().step());
        }
        return steps;
    }

    Done.End end() {
        return new Done.End(new Step.Ended(updatedAt, state, reason, detail, sent), attempts);
    }
}
