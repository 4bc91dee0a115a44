package dev.tidings.server.api;

import dev.tidings.delivery.intake.Forecast;
import dev.tidings.delivery.intake.Forecasts;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.server.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Says what would become of a notification.
@RestController
@RequestMapping("/api/v1/notifications/dry-run")
@Tag(name = "notifications")
class DryRunController {
    private final Forecasts forecasts;
    private final CurrentLimits limits;

    DryRunController(Forecasts forecasts, CurrentLimits limits) {
        this.forecasts = forecasts;
        this.limits = limits;
    }

    /// Somebody who would not get it.
    @Schema(name = "WouldBeRefused")
    record RefusedView(String target, String reason) {}

    /// Those who would wait.
    @Schema(name = "WouldBeHeld")
    record HeldView(
            long recipients,

            @Schema(description = "When the first of them would get it.")
            Instant first,

            @Schema(description = "When all of them would have.")
            Instant last) {
        static HeldView of(Forecast.Held held) {
            return new HeldView(held.recipients(), held.first(), held.last());
        }
    }

    /// What would become of a notification.
    @Schema(name = "DryRun")
    record DryRunView(
            String bot,
            String tenant,
            long recipients,

            @Schema(
                    description =
                            "How many would get it, by the way there: chat, create (of a chat), install (of the app)"
                                    + " or look-up (of a name). All but the first may still be refused.")
            Map<String, Long> reached,

            @Schema(description = "How many would not, by the reason's word.")
            Map<String, Long> refused,

            @Schema(
                    description =
                            "How many of those who would get it would wait by their own clocks, by the reason's word:"
                                    + " quiet-hours, deliver-at, or digested for those who want the topic in digests.")
            Map<String, HeldView> held,

            @Schema(description = "The first hundred of those who would not.")
            List<RefusedView> examples,

            @Schema(description = "Requests to the Bot Connector.")
            long requests,

            @Schema(description = "Of these, creations of chats.")
            long creates,

            @Schema(description = "Requests to Microsoft Graph.")
            long graphRequests,

            @Schema(description = "How long it takes at the permitted rates, if nothing else is sent.")
            long seconds) {

        static DryRunView of(Forecast forecast, Limits limits) {
            return new DryRunView(
                    forecast.tenancy().bot(),
                    forecast.tenancy().tenant(),
                    forecast.recipients(),
                    new TreeMap<>(forecast.reached()),
                    new TreeMap<>(forecast.refused()),
                    held(forecast),
                    forecast.examples().stream()
                            .map(each -> new RefusedView(each.target(), each.reason()))
                            .toList(),
                    forecast.requests().connector(),
                    forecast.requests().creates(),
                    forecast.requests().graph(),
                    forecast.requests().at(limits).toSeconds());
        }

        private static Map<String, HeldView> held(Forecast forecast) {
            Map<String, HeldView> held = new TreeMap<>();
            forecast.held().forEach((reason, those) -> held.put(reason, HeldView.of(those)));
            return held;
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "See who would get a notification, and who would not and why, without sending anything",
            description = "Takes the same body as sending, and refuses what sending would. With an audience of many it"
                    + " answers when all of them were looked at. Needs the scope that sending needs.")
    DryRunView run(@RequestBody NotificationJson body, Caller caller) {
        return forecast(body, caller);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "See the same for the people of a CSV file",
            description = "Takes the same parts as sending. Needs the scope broadcast.")
    DryRunView runWithFile(
            @RequestPart(PeopleUpload.NOTIFICATION) NotificationJson body,
            @RequestPart(PeopleUpload.PEOPLE) MultipartFile people,
            Caller caller) {
        Rights.requireSendingAtAll(caller);
        return PeopleUpload.read(body, people).send(addressed -> forecast(addressed, caller));
    }

    private DryRunView forecast(NotificationJson body, Caller caller) {
        Rights.requireSendingAtAll(caller);
        NotificationRequest request = NotificationReader.read(body);
        Rights.requireSending(caller, request.audience());
        return DryRunView.of(forecasts.of(request, caller.reach()), limits.get().over(Limits.defaults()));
    }
}
