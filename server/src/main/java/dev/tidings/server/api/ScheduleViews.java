package dev.tidings.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.delivery.store.Schedule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Schedules, as the API shows them.
final class ScheduleViews {
    private ScheduleViews() {}

    /// A schedule as it stands.
    @Schema(name = "Schedule")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScheduleView(
            String id,
            String name,

            @Schema(allowableValues = {"active", "paused"}) String status,

            String cron,
            String zone,
            String bot,
            String tenant,

            @Schema(description = "What is sent.", type = "object")
            JsonNode notification,

            @Schema(example = "PT4H") @Nullable String expiresAfter,

            @Schema(description = "The next runs; none while it is paused.")
            List<OffsetDateTime> next,

            @Nullable LastView last,
            Instant createdAt,

            @Schema(
                    description = "What may go wrong although it was accepted; only in the answer to that.",
                    requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            @Nullable
            List<String> warnings) {}

    /// What became of the latest run.
    @Schema(name = "LastRun")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LastView(
            @Schema(description = "The time that was meant.")
            OffsetDateTime at,

            @Schema(description = "What was sent: the notification's id.") @Nullable
            String notification,

            @Schema(description = "Why nothing was sent.") @Nullable
            String problem) {

        static @Nullable LastView of(Schedule schedule) {
            Schedule.Last last = schedule.progress().last();
            return last == null
                    ? null
                    : new LastView(
                            ScheduleViews.at(last.at(), schedule.plan().zone()),
                            last.notification() == null
                                    ? null
                                    : last.notification().value(),
                            last.problem());
        }
    }

    /// When something runs next.
    @Schema(name = "Runs")
    record RunsView(List<OffsetDateTime> runs) {}

    static List<OffsetDateTime> at(List<Instant> instants, ZoneId zone) {
        return instants.stream().map(instant -> at(instant, zone)).toList();
    }

    private static OffsetDateTime at(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toOffsetDateTime();
    }
}
