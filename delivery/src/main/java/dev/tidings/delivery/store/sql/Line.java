package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a delivery stands after its steps.
///
/// @param last the latest step, or null if there is none
/// @param attempts how many attempts have begun
record Line(@Nullable Step last, int attempts) {
    static final Line NOTHING_YET = new Line(null, 0);

    Line then(Step step) {
        return new Line(step, step instanceof Step.Begun ? attempts + 1 : attempts);
    }

    DeliveryState state() {
        return switch (last) {
            case null -> DeliveryState.QUEUED;
            case Step.Begun _ -> DeliveryState.IN_FLIGHT;
            case Step.Deferred _ -> DeliveryState.DEFERRED;
            case Step.Requeued _ -> DeliveryState.QUEUED;
            case Step.Ended ended -> ended.state();
        };
    }

    @Nullable
    String reason() {
        return switch (last) {
            case Step.Deferred deferred -> deferred.reason();
            case Step.Ended ended -> ended.reason();
            case null -> null;
            case Step.Begun _, Step.Requeued _ -> null;
        };
    }

    /// The delivery at a place in a segment.
    Delivery delivery(Segment segment, int position) {
        CampaignId campaign = segment.id().campaign();
        Recipient recipient = segment.recipients().get(position);
        return new Delivery(
                new DeliveryId(campaign.notification(), new ItemId(segment.id(), position).ordinal()),
                segment.lane(),
                recipient.target(),
                recipient.person(),
                state(),
                reason(),
                last instanceof Step.Ended ended ? ended.detail() : null,
                attempts,
                dueAt(segment),
                last instanceof Step.Ended ended ? ended.sent() : null,
                segment.createdAt(),
                last == null ? segment.createdAt() : last.at());
    }

    private @Nullable Instant dueAt(Segment segment) {
        return switch (last) {
            case null -> segment.notBefore() == null ? segment.createdAt() : segment.notBefore();
            case Step.Deferred deferred -> deferred.until();
            case Step.Requeued requeued -> requeued.at();
            case Step.Begun _, Step.Ended _ -> null;
        };
    }
}
