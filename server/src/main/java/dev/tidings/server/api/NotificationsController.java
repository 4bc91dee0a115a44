package dev.tidings.server.api;

import dev.tidings.delivery.campaign.Standings;
import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.server.access.Caller;
import dev.tidings.server.access.KeySecret;
import dev.tidings.server.api.NotificationViews.AcceptedView;
import dev.tidings.server.api.StandingViews.NotificationView;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/// Accepts notifications and shows how they stand.
@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "notifications", description = "Send, and see what became of it.")
class NotificationsController {
    private final Notifications notifications;
    private final Standings standings;
    private final JsonMapper json;

    NotificationsController(Notifications notifications, Standings standings, JsonMapper json) {
        this.notifications = notifications;
        this.standings = standings;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Send a notification",
            description = "It is durable when this answers 202, and ends in an outcome for each recipient. Needs the"
                    + " scope send, and for more than one person the scope broadcast.")
    ResponseEntity<AcceptedView> send(
            @RequestBody NotificationJson body,
            @Parameter(
                            description =
                                    "Repeats with the same key and body get the first answer again and send nothing;"
                                            + " with another body 409. Kept for two days.",
                            example = "order-42-shipped")
                    @RequestHeader(value = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            Caller caller) {
        return accepted(body, key, caller);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Send a notification to the people of a CSV file",
            description = "The part notification is JSON as above, without to; the part people is CSV. Its first line"
                    + " names the columns; one of them is id, objectId, userPrincipalName or mail, and each is a value"
                    + " for ${...} under its name. A file with a line that cannot be used is refused as a whole, with the"
                    + " numbers of such lines. Needs the scope broadcast.")
    ResponseEntity<AcceptedView> sendToFile(
            @RequestPart(PeopleUpload.NOTIFICATION) NotificationJson body,
            @RequestPart(PeopleUpload.PEOPLE) MultipartFile people,
            @Parameter(description = "As above, for the same file.")
                    @RequestHeader(value = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            Caller caller) {
        Rights.requireSendingAtAll(caller);
        return PeopleUpload.read(body, people).send(addressed -> accepted(addressed, key, caller));
    }

    private ResponseEntity<AcceptedView> accepted(NotificationJson body, @Nullable String key, Caller caller) {
        Rights.requireSendingAtAll(caller);
        NotificationRequest request = NotificationReader.read(body);
        Rights.requireSending(caller, request.audience());
        Accepted accepted = notifications.accept(request, caller.reach(), claim(key, body, caller));
        AcceptedView view = AcceptedView.of(accepted);
        return ResponseEntity.accepted()
                .location(URI.create(view.links().self()))
                .body(view);
    }

    @GetMapping
    @Operation(
            summary = "List the notifications, the latest first",
            description = "Those of the bots and tenants of the key. Needs the scope read, send or broadcast.")
    Items<NotificationView> latest(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        Rights.requireReading(caller);
        return Items.of(standings.latest(caller.reach(), Paging.of(cursor, limit)), NotificationView::of);
    }

    @GetMapping(value = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "See how a notification stands",
            description = "With Accept: text/event-stream it is told about once a second until it is over, each time as"
                    + " an event `standing`. Needs the scope read, send or broadcast.")
    NotificationView find(@PathVariable String id, Caller caller) {
        Rights.requireReading(caller);
        return standings
                .find(Rights.id(id), caller.reach())
                .map(NotificationView::of)
                .orElseThrow(Rights::unknown);
    }

    private @Nullable IdempotencyClaim claim(@Nullable String key, NotificationJson body, Caller caller) {
        if (key == null) {
            return null;
        }
        if (!key.matches("[\\x21-\\x7e]{1,200}")) {
            throw ProblemException.at(
                    "Idempotency-Key",
                    ProblemType.INVALID_PARAMETER,
                    "a key has 1 to 200 visible ASCII characters",
                    "A UUID is a good choice.");
        }
        return new IdempotencyClaim(caller.id(), key, KeySecret.hash(out -> json.writeValue(out, body)));
    }
}
