package dev.tidings.server.api;

import dev.tidings.delivery.campaign.Progress;
import dev.tidings.delivery.campaign.Standing;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.server.api.NotificationViews.Links;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How notifications stand, as the API shows it.
final class StandingViews {
    private static final double TENTHS = 10;

    private StandingViews() {}

    /// A notification that was accepted, and how it stands.
    @Schema(name = "Notification")
    record NotificationView(
            String id,

            @Schema(
                    allowableValues = {"accepted", "planning", "running", "paused", "completed", "cancelled", "expired"
                    })
            String status,

            @Schema(description = "How many recipients are known so far; grows while the status is planning.")
            long planned,

            @Schema(description = "How many deliveries are in each state.", example = "{\"delivered\": 1}")
            Map<String, Long> counts,

            @Schema(description = "How many deliveries have each reason.", example = "{\"not-installed\": 1}")
            Map<String, Long> reasons,

            @Schema(description = "How many deliveries ended per second lately.")
            double rate,

            @Schema(description = "How long the rest will take at that rate; absent if nothing is left or moves.")
            @Nullable
            Long secondsLeft,

            @Schema(description = "Its edits and recalls, the earliest first.")
            List<ErrandView> errands,

            NotificationJson.To to,
            String bot,
            String tenant,
            @Nullable String topic,
            String priority,
            String onUncertain,
            @Nullable Instant notBefore,
            @Nullable Instant expiresAt,
            Instant createdAt,
            Links links) {
        static NotificationView of(Standing standing) {
            Notification notification = standing.notification();
            Progress progress = standing.progress();
            return new NotificationView(
                    notification.id().value(),
                    standing.status().word(),
                    progress.planned(),
                    byState(progress),
                    byReason(progress),
                    lately(progress),
                    left(progress),
                    standing.errands().stream().map(ErrandView::of).toList(),
                    AudienceJson.shown(notification.audience()),
                    notification.tenancy().bot(),
                    notification.tenancy().tenant(),
                    notification.topic(),
                    notification.priority().word(),
                    notification.onUncertain().word(),
                    notification.notBefore(),
                    notification.expiresAt(),
                    notification.createdAt(),
                    Links.of(notification));
        }
    }

    /// An edit or recall of what was delivered.
    @Schema(name = "Errand")
    record ErrandView(
            @Schema(allowableValues = {"edit", "recall"}) String kind,

            @Schema(allowableValues = {"accepted", "planning", "running", "paused", "completed", "cancelled"})
            String status,

            @Schema(description = "How many messages are to be changed, as far as that is known.")
            long planned,

            @Schema(
                    description = "How many are in each state; what is delivered is edited or deleted.",
                    example = "{\"delivered\": 1}")
            Map<String, Long> counts,

            Map<String, Long> reasons,
            double rate,
            @Nullable Long secondsLeft) {
        static ErrandView of(Standing.Errand errand) {
            Progress progress = errand.progress();
            return new ErrandView(
                    errand.kind() == Segment.Errand.RECALL ? "recall" : "edit",
                    errand.status().word(),
                    progress.planned(),
                    byState(progress),
                    byReason(progress),
                    lately(progress),
                    left(progress));
        }
    }

    private static Map<String, Long> byState(Progress progress) {
        Map<String, Long> counts = new TreeMap<>();
        progress.counts().forEach((state, number) -> counts.put(state.word(), number));
        return counts;
    }

    private static Map<String, Long> byReason(Progress progress) {
        Map<String, Long> reasons = new TreeMap<>();
        for (Tally.Count count : progress.tally().counts()) {
            if (!count.reason().isEmpty()) {
                reasons.merge(count.reason(), count.number(), Long::sum);
            }
        }
        return reasons;
    }

    private static double lately(Progress progress) {
        return Math.round(progress.rate() * TENTHS) / TENTHS;
    }

    private static @Nullable Long left(Progress progress) {
        Duration left = progress.timeLeft();
        return left == null ? null : left.toSeconds();
    }
}
