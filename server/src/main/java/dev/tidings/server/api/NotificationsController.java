package dev.tidings.server.api;

import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.server.access.Caller;
import dev.tidings.server.access.KeySecret;
import dev.tidings.server.api.NotificationViews.AcceptedView;
import dev.tidings.server.api.NotificationViews.DeliveryView;
import dev.tidings.server.api.NotificationViews.NotificationView;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Accepts notifications and shows what became of them.
@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "notifications", description = "Send, and see what became of it.")
class NotificationsController {
    private final Notifications notifications;
    private final JsonMapper json;

    NotificationsController(Notifications notifications, JsonMapper json) {
        this.notifications = notifications;
        this.json = json;
    }

    @PostMapping
    @Operation(
            summary = "Send a notification",
            description = "It is durable when this answers 202, and ends in an outcome. Needs the scope send.")
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
        caller.require(ApiScope.SEND);
        NotificationRequest request = NotificationReader.read(body);
        try {
            Accepted accepted = notifications.accept(request, caller.reach(), claim(key, body, caller));
            AcceptedView view = AcceptedView.of(accepted);
            return ResponseEntity.accepted()
                    .location(URI.create(view.links().self()))
                    .body(view);
        } catch (NotAcceptedException refused) {
            throw problem(refused);
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "See how a notification stands", description = "Needs the scope read or send.")
    NotificationView find(@PathVariable String id, Caller caller) {
        requireReading(caller);
        return NotificationId.ofText(id)
                .flatMap(known -> notifications.find(known, caller.reach()))
                .map(NotificationView::of)
                .orElseThrow(() -> ProblemException.notFound("notification with this id"));
    }

    @GetMapping(value = "/{id}/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "See the ledger of a notification",
            description = "One line per place it goes to. With Accept: text/csv the whole ledger is exported. Needs the"
                    + " scope read or send.")
    Items<DeliveryView> deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        requireReading(caller);
        return Items.of(page(id, filter(state, reason), Paging.of(cursor, limit), caller), DeliveryView::of);
    }

    @GetMapping(value = "/{id}/deliveries", produces = "text/csv")
    void export(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        requireReading(caller);
        DeliveryFilter filter = filter(state, reason);
        Page<Delivery> page = page(id, filter, PageRequest.first(PageRequest.MAX_LIMIT), caller);
        response.setContentType("text/csv;charset=UTF-8");
        Writer out = response.getWriter();
        out.write(Csv.HEADER);
        while (true) {
            for (Delivery delivery : page.items()) {
                out.write(Csv.line(DeliveryView.of(delivery)));
            }
            if (page.next() == null) {
                return;
            }
            page = page(id, filter, PageRequest.of(page.next(), PageRequest.MAX_LIMIT), caller);
        }
    }

    private Page<Delivery> page(String id, DeliveryFilter filter, PageRequest request, Caller caller) {
        return NotificationId.ofText(id)
                .flatMap(known -> notifications.deliveries(known, caller.reach(), filter, request))
                .orElseThrow(() -> ProblemException.notFound("notification with this id"));
    }

    private static DeliveryFilter filter(@Nullable String state, @Nullable String reason) {
        DeliveryState wanted = state == null
                ? null
                : DeliveryState.ofWord(state)
                        .orElseThrow(() -> ProblemException.at(
                                "state",
                                ProblemType.INVALID_PARAMETER,
                                "there is no such state",
                                "The states are listed at /openapi.json."));
        return new DeliveryFilter(wanted, reason);
    }

    /// Whoever may send may see what became of it.
    private static void requireReading(Caller caller) {
        if (!caller.scopes().contains(ApiScope.SEND)) {
            caller.require(ApiScope.READ);
        }
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
        return new IdempotencyClaim(caller.id(), key, KeySecret.hash(json.writeValueAsString(body)));
    }

    private static ProblemException problem(NotAcceptedException refused) {
        ProblemType type = switch (refused.problem()) {
            case UNKNOWN_BOT -> ProblemType.UNKNOWN_BOT;
            case UNKNOWN_TARGET -> ProblemType.UNKNOWN_TARGET;
            case BAD_TARGET, BAD_TIME -> ProblemType.INVALID_FIELD;
            case TENANT_NEEDED -> ProblemType.AMBIGUOUS_TENANT;
            case MESSAGE_TOO_BIG -> ProblemType.MESSAGE_TOO_LARGE;
            case KEY_REUSED -> ProblemType.IDEMPOTENCY_CONFLICT;
        };
        return ProblemException.at(refused.field(), type, String.valueOf(refused.getMessage()), action(refused));
    }

    private static @Nullable String action(NotAcceptedException refused) {
        return switch (refused.problem()) {
            case UNKNOWN_BOT -> "GET /api/v1/bots lists the bots.";
            case UNKNOWN_TARGET -> "GET /api/v1/people, /teams and /chats list who and what the bot knows.";
            case BAD_TARGET, BAD_TIME -> "Correct the value; nothing was accepted.";
            case TENANT_NEEDED -> "GET /api/v1/bots lists the tenants of each bot.";
            case MESSAGE_TOO_BIG -> "Shorten the message.";
            case KEY_REUSED -> "Take a new Idempotency-Key for a new request.";
        };
    }
}
