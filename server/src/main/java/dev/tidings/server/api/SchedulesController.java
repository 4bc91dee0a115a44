package dev.tidings.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.schedule.Schedules;
import dev.tidings.delivery.store.Schedule;
import dev.tidings.delivery.store.ScheduleId;
import dev.tidings.server.access.Caller;
import dev.tidings.server.api.ScheduleViews.LastView;
import dev.tidings.server.api.ScheduleViews.RunsView;
import dev.tidings.server.api.ScheduleViews.ScheduleView;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// What is sent again and again.
@RestController
@RequestMapping("/api/v1/schedules")
@Tag(name = "schedules", description = "Send at times of day, again and again.")
class SchedulesController {
    private static final int SHOWN = 3;
    private static final int RUNS = 10;

    private final Schedules schedules;
    private final JsonMapper json;
    private final JsonMapper brief;

    SchedulesController(Schedules schedules, JsonMapper json) {
        this.schedules = schedules;
        this.json = json;
        this.brief = json.rebuild()
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    @PostMapping
    @Operation(
            summary = "Send a notification at times of day, again and again",
            description = "Each run is a notification of its own. The same schedule again is the one that is there;"
                    + " another one of that name is refused (409). Needs the scopes that sending the notification"
                    + " needs; it goes on when the key is revoked.")
    ResponseEntity<ScheduleView> add(@RequestBody ScheduleJson body, Caller caller) {
        Rights.requireSendingAtAll(caller);
        NotificationJson notification = required("notification", body.notification());
        Rights.requireSending(caller, NotificationReader.read(notification).audience());
        Schedules.Wish wish = new Schedules.Wish(
                required("name", body.name()),
                required("cron", body.cron()).strip(),
                required("zone", body.zone()),
                brief.writeValueAsString(notification),
                expiresAfter(body.expiresAfter()));
        Schedules.Kept kept = schedules.add(wish, caller.reach());
        return ResponseEntity.created(
                        URI.create("/api/v1/schedules/" + kept.schedule().id().value()))
                .body(view(kept.schedule(), kept.warnings()));
    }

    @GetMapping
    @Operation(
            summary = "List the schedules, the latest first",
            description = "Those of the bots and tenants of the key. Needs the scope read, send or broadcast.")
    Items<ScheduleView> latest(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        Rights.requireReading(caller);
        return Items.of(schedules.latest(caller.reach(), Paging.of(cursor, limit)), schedule -> view(schedule, null));
    }

    @PostMapping("/preview")
    @Operation(
            summary = "See when something would run",
            description = "Nothing is kept. Needs the scope read, send or broadcast.")
    RunsView preview(
            @RequestBody ScheduleJson.Preview body,
            @RequestParam(required = false) @Nullable String count,
            Caller caller) {
        Rights.requireReading(caller);
        String zone = required("zone", body.zone());
        List<Instant> runs = schedules.preview(required("cron", body.cron()), zone, count(count));
        return new RunsView(ScheduleViews.at(runs, ZoneId.of(zone)));
    }

    @GetMapping("/{id}")
    @Operation(summary = "See a schedule", description = "Needs the scope read, send or broadcast.")
    ScheduleView find(@PathVariable String id, Caller caller) {
        Rights.requireReading(caller);
        return view(known(id, caller), null);
    }

    @GetMapping("/{id}/runs")
    @Operation(
            summary = "See when a schedule runs next",
            description = "Not at all while it is paused. Needs the scope read, send or broadcast.")
    RunsView runs(
            @PathVariable String id,
            @Parameter(description = "How many, 1 to 100; 10 if left out.") @RequestParam(required = false) @Nullable
                    String count,
            Caller caller) {
        Rights.requireReading(caller);
        Schedule schedule = known(id, caller);
        return new RunsView(ScheduleViews.at(
                schedules.runs(schedule, count(count)), schedule.plan().zone()));
    }

    @PostMapping("/{id}/pause")
    @Operation(summary = "Run nothing more until it is resumed", description = "Needs the scopes that sending needs.")
    ScheduleView pause(@PathVariable String id, Caller caller) {
        return shown(schedules.pause(ordering(id, caller)));
    }

    @PostMapping("/{id}/resume")
    @Operation(
            summary = "Run again from now on",
            description = "What was due in between is not made up for. Needs the scopes that sending needs.")
    ScheduleView resume(@PathVariable String id, Caller caller) {
        return shown(schedules.resume(ordering(id, caller)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a schedule", description = "What it has sent stays. Needs the scopes that sending needs.")
    void delete(@PathVariable String id, Caller caller) {
        var _ = schedules.delete(ordering(id, caller));
    }

    private Schedule known(String id, Caller caller) {
        return schedules.find(new ScheduleId(id), caller.reach()).orElseThrow(SchedulesController::unknown);
    }

    /// Whoever might send what it sends.
    private Schedule ordering(String id, Caller caller) {
        Rights.requireSendingAtAll(caller);
        Schedule schedule = known(id, caller);
        NotificationRequest request = schedules.request(schedule);
        Rights.requireSending(caller, request.audience());
        return schedule;
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("schedule with this id");
    }

    private ScheduleView shown(Optional<Schedule> schedule) {
        return view(schedule.orElseThrow(SchedulesController::unknown), null);
    }

    private ScheduleView view(Schedule schedule, @Nullable List<String> warnings) {
        Schedule.Plan plan = schedule.plan();
        return new ScheduleView(
                schedule.id().value(),
                plan.name(),
                schedule.progress().paused() ? "paused" : "active",
                plan.cron(),
                plan.zone().getId(),
                schedule.tenancy().bot(),
                schedule.tenancy().tenant(),
                json.readTree(plan.notification()),
                plan.expiresAfter() == null ? null : plan.expiresAfter().toString(),
                ScheduleViews.at(schedules.runs(schedule, SHOWN), plan.zone()),
                LastView.of(schedule),
                schedule.createdAt(),
                warnings);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "it is missing", "A schedule needs it.");
        }
        return value;
    }

    private static @Nullable Duration expiresAfter(@Nullable String text) {
        try {
            return text == null ? null : DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid("expiresAfter", "it is no time span", "Write one like 4h or 30m.");
        }
    }

    private static int count(@Nullable String count) {
        if (count == null) {
            return RUNS;
        }
        if (!count.matches("[1-9][0-9]?|100")) {
            throw ProblemException.at(
                    "count",
                    ProblemType.INVALID_PARAMETER,
                    "the value is not a whole number from 1 to " + Schedules.MOST_RUNS,
                    "Correct it, or leave it out for " + RUNS + ".");
        }
        return Integer.parseInt(count);
    }
}
