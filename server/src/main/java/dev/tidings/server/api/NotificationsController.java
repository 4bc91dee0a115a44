package dev.tidings.server.api;

import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
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
@Tag(name = "notifications", description = "What is to be told to whom, and what became of it.")
class NotificationsController {
    private static final int LONGEST_KEY = 255;

    private final Notifications notifications;
    private final JsonMapper json;

    NotificationsController(Notifications notifications, JsonMapper json) {
        this.notifications = notifications;
        this.json = json;
    }

    @PostMapping
    @Operation(
            summary = "Send a notification",
            description = "Answers when it is durable; delivery follows. With the header Idempotency-Key the same"
                    + " request is accepted once, however often it is made. Needs the scope send.")
    ResponseEntity<NotificationViews.AcceptedView> accept(
            @RequestBody NotificationJson body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        caller.require(ApiScope.SEND);
        try {
            Accepted accepted =
                    notifications.accept(NotificationReader.read(body), caller.reach(), claim(key, body, caller));
            return ResponseEntity.accepted().body(NotificationViews.AcceptedView.of(accepted));
        } catch (NotAcceptedException refused) {
            throw problem(refused);
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show how a notification stands", description = "Needs the scope read.")
    NotificationViews.NotificationView show(@PathVariable String id, Caller caller) {
        caller.require(ApiScope.READ);
        return notifications
                .find(new NotificationId(id), caller.reach())
                .map(NotificationViews.NotificationView::of)
                .orElseThrow(() -> ProblemException.notFound("notification with this id"));
    }

    @GetMapping("/{id}/deliveries")
    @Operation(summary = "List a notification's deliveries", description = "The ledger. Needs the scope read.")
    Items<NotificationViews.DeliveryView> deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        caller.require(ApiScope.READ);
        var filter = new DeliveryFilter(state == null ? null : state(state), reason);
        return notifications
                .deliveries(new NotificationId(id), caller.reach(), filter, Paging.of(cursor, limit))
                .map(page -> Items.of(page, NotificationViews.DeliveryView::of))
                .orElseThrow(() -> ProblemException.notFound("notification with this id"));
    }

    private static DeliveryState state(String word) {
        return DeliveryState.ofWord(word)
                .orElseThrow(() -> ProblemException.at(
                        "state",
                        ProblemType.INVALID_PARAMETER,
                        "there is no such state",
                        "Use one of queued, deferred, in-flight, delivered, refused, uncertain, expired, cancelled,"
                                + " opted-out and digested."));
    }

    /// The body is compared as it was understood: other white space or another order of fields is the same
    /// request.
    private @Nullable IdempotencyClaim claim(@Nullable String key, NotificationJson body, Caller caller) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw ProblemException.invalid(
                    "Idempotency-Key", "it is empty or too long", "Use 1 to " + LONGEST_KEY + " characters.");
        }
        return new IdempotencyClaim(caller.id(), key, hash(json.writeValueAsString(body)));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static ProblemException problem(NotAcceptedException refused) {
        ProblemType type = switch (refused.problem()) {
            case UNKNOWN_TARGET -> ProblemType.UNKNOWN_TARGET;
            case TENANT_NEEDED -> ProblemType.AMBIGUOUS_TENANT;
            case MESSAGE_TOO_BIG -> ProblemType.MESSAGE_TOO_LARGE;
            case KEY_REUSED -> ProblemType.IDEMPOTENCY_CONFLICT;
            case UNKNOWN_BOT, BAD_TARGET, BAD_TIME -> ProblemType.INVALID_FIELD;
        };
        return ProblemException.at(refused.field(), type, String.valueOf(refused.getMessage()), null);
    }
}
