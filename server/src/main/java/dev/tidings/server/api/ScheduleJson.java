package dev.tidings.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What `POST /schedules` takes.
@Schema(name = "ScheduleRequest")
record ScheduleJson(
        @Schema(
                description = "What people call it, unlike all others of the tenant.",
                example = "canteen-menu",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name,

        @Schema(
                description = "Minute, hour, day of the month, month, day of the week; also @daily and the like.",
                example = "0 9 * * MON-FRI",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String cron,

        @Schema(
                description = "By whose clocks.",
                example = "Europe/Berlin",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String zone,

        @Schema(
                description = "What is sent at each run, without notBefore and expiresAt.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        NotificationJson notification,

        @Schema(description = "How long after its time a run is still sent; left out: no end.", example = "4h")
        @Nullable
        String expiresAfter) {

    /// When something would run.
    @Schema(name = "SchedulePreviewRequest")
    record Preview(
            @Schema(example = "0 9 * * MON-FRI", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String cron,

            @Schema(example = "Europe/Berlin", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String zone) {}
}
