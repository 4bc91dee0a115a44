package dev.tidings.server.api;

import dev.tidings.delivery.campaign.Campaigns;
import dev.tidings.delivery.campaign.Deliveries;
import dev.tidings.delivery.campaign.Deliveries.Decision;
import dev.tidings.delivery.campaign.Standing;
import dev.tidings.delivery.campaign.Standings;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.server.access.Caller;
import dev.tidings.server.api.NotificationViews.DeliveryView;
import dev.tidings.server.api.StandingViews.NotificationView;
import dev.tidings.server.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Takes orders about notifications that were accepted. Each can be given again without harm.
@RestController
@RequestMapping("/api/v1/notifications/{id}")
@Tag(
        name = "orders",
        description = "Pause, resume, cancel, edit, recall, settle and send again. Needs the scope that"
                + " sending the notification takes.")
class OrdersController {
    private final Campaigns campaigns;
    private final Deliveries deliveries;
    private final Rights rights;

    OrdersController(Campaigns campaigns, Deliveries deliveries, Standings standings) {
        this.campaigns = campaigns;
        this.deliveries = deliveries;
        this.rights = new Rights(standings);
    }

    /// What a person has found out about an uncertain delivery.
    @Schema(name = "Decision")
    record DecisionJson(
            @Schema(
                    description = "It has arrived, or it is to be sent again.",
                    allowableValues = {"delivered", "resend"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String as) {}

    /// How many deliveries were queued again.
    @Schema(name = "Retried")
    record RetriedView(long queued) {}

    @PostMapping("/pause")
    @Operation(
            summary = "Begin nothing more until it is resumed",
            description = "Its edits and recalls pause too. What is under way comes to its end.")
    NotificationView pause(@PathVariable String id, Caller caller) {
        return shown(campaigns.pause(ordering(id, caller), caller.reach()));
    }

    @PostMapping("/resume")
    @Operation(summary = "Go on with what was paused")
    NotificationView resume(@PathVariable String id, Caller caller) {
        return shown(campaigns.resume(ordering(id, caller), caller.reach()));
    }

    @PostMapping("/cancel")
    @Operation(summary = "End what has not begun", description = "This cannot be taken back.")
    NotificationView cancel(@PathVariable String id, Caller caller) {
        return shown(campaigns.cancel(ordering(id, caller), caller.reach()));
    }

    @PostMapping("/recall")
    @Operation(
            summary = "Delete what was delivered, and cancel the rest",
            description = "The messages are deleted at the pace at which they were sent; `errands` says how far it is.")
    NotificationView recall(@PathVariable String id, Caller caller) {
        return shown(campaigns.recall(ordering(id, caller), caller.reach()));
    }

    @PutMapping("/message")
    @Operation(
            summary = "Replace the message, also where it was delivered",
            description =
                    "What was delivered is edited at the pace at which it was sent; `errands` says how far it is.")
    NotificationView edit(@PathVariable String id, @RequestBody NotificationJson.Content body, Caller caller) {
        NotificationId known = ordering(id, caller);
        return shown(campaigns.edit(known, MessageReader.words(body), caller.reach()));
    }

    @PutMapping("/notification")
    @Operation(
            summary = "Replace the message by a notification, also where it was delivered",
            description =
                    "As PUT .../message. Its buttons, and the one to opt out, go on to tell of this notification.")
    NotificationView editNotification(@PathVariable String id, @RequestBody NoticeJson body, Caller caller) {
        Notification known = rights.requireOrdering(caller, Rights.id(id)).notification();
        return shown(campaigns.edit(known.id(), NoticeReader.words(body, known.topic()), caller.reach()));
    }

    @PutMapping("/welcome")
    @Operation(
            summary = "Replace the message by a welcome, also where it was delivered",
            description = "As PUT .../message.")
    NotificationView editWelcome(@PathVariable String id, @RequestBody WelcomeJson body, Caller caller) {
        return shown(campaigns.edit(ordering(id, caller), NoticeReader.words(body), caller.reach()));
    }

    @PostMapping("/deliveries/{delivery}/resolve")
    @Operation(
            summary = "Settle a delivery of which nobody knows what became of it",
            description = "Look into the chat, then say that it was delivered, or have it sent again.")
    DeliveryView resolve(
            @PathVariable String id, @PathVariable String delivery, @RequestBody DecisionJson body, Caller caller) {
        NotificationId known = ordering(id, caller);
        Decision decision = decision(body.as());
        return DeliveryId.ofText(delivery)
                .filter(named -> named.notification().equals(known))
                .flatMap(named -> deliveries.resolve(named, decision, caller.reach()))
                .map(DeliveryView::of)
                .orElseThrow(() -> ProblemException.notFound("delivery with this id"));
    }

    @PostMapping("/retry")
    @Operation(
            summary = "Send again what was refused",
            description = "Or what is uncertain, if `state` says so; `reason` narrows it down.")
    RetriedView retry(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            Caller caller) {
        NotificationId known = ordering(id, caller);
        return new RetriedView(deliveries
                .retry(known, LedgerController.filter(state, reason), caller.reach())
                .orElseThrow(Rights::unknown));
    }

    private NotificationId ordering(String id, Caller caller) {
        return rights.requireOrdering(caller, Rights.id(id)).notification().id();
    }

    private static Decision decision(@Nullable String word) {
        return switch (word) {
            case "delivered" -> Decision.DELIVERED;
            case "resend" -> Decision.RESEND;
            case null, default ->
                throw ProblemException.invalid("as", "there is no such decision", "Use delivered or resend.");
        };
    }

    private static NotificationView shown(Optional<Standing> standing) {
        return standing.map(NotificationView::of).orElseThrow(Rights::unknown);
    }
}
