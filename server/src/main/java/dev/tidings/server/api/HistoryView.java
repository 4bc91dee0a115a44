package dev.tidings.server.api;

import dev.tidings.delivery.audience.Approach;
import dev.tidings.delivery.fact.Footprint;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Response;
import dev.tidings.server.api.NotificationViews.DeliveryView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One delivery with the steps that were taken to reach its recipient, as callers see them.
@Schema(name = "DeliveryHistory")
record HistoryView(
        DeliveryView delivery,

        @Schema(description = "The steps, the oldest first; none where a conversation was known and nothing overruled.")
        List<StepView> steps) {

    /// A step on the way to a recipient, recorded before it was taken.
    @Schema(name = "DeliveryStep")
    record StepView(
            Instant at,

            @Schema(description = "A stable word.", example = "install")
            String step,

            @Schema(description = "The same as a sentence.") String detail,

            @Schema(description = "Why the step before did not lead there.") @Nullable
            String after) {

        static StepView of(Footprint footprint) {
            return new StepView(
                    footprint.at(),
                    footprint.step(),
                    Approach.ofWord(footprint.step()).map(Approach::sentence).orElse(""),
                    footprint.after());
        }
    }

    static HistoryView of(Delivery delivery, List<Response> responses, List<Footprint> steps) {
        return new HistoryView(
                DeliveryView.of(delivery, responses),
                steps.stream().map(StepView::of).toList());
    }
}
