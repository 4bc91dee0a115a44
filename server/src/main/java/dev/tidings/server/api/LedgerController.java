package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.campaign.Deliveries;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Response;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.ResponseStore;
import dev.tidings.server.access.Caller;
import dev.tidings.server.api.NotificationViews.DeliveryView;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows the ledger: what became of each delivery.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "deliveries", description = "What became of each delivery.")
class LedgerController {
    private final Deliveries deliveries;
    private final ResponseStore responses;

    LedgerController(Deliveries deliveries, ResponseStore responses) {
        this.deliveries = deliveries;
        this.responses = responses;
    }

    @GetMapping(value = "/notifications/{id}/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "See the ledger of a notification",
            description = "One line per place it goes to. With Accept: text/csv the whole ledger is exported. Needs the"
                    + " scope read, send or broadcast.")
    Items<DeliveryView> deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        Rights.requireReading(caller);
        return answered(page(id, filter(state, reason), Paging.of(cursor, limit), caller));
    }

    /// One page at a time, so that the memory it takes does not grow with the ledger.
    @GetMapping(value = "/notifications/{id}/deliveries", produces = "text/csv")
    void export(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        Rights.requireReading(caller);
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

    @GetMapping("/notifications/{id}/deliveries/{delivery}")
    @Operation(
            summary = "See one delivery, and how its recipient was reached",
            description = "The steps that were taken to reach somebody of whom no conversation was known, each recorded"
                    + " before it was taken. Needs the scope read, send or broadcast.")
    HistoryView delivery(@PathVariable String id, @PathVariable String delivery, Caller caller) {
        Rights.requireReading(caller);
        DeliveryId wanted = DeliveryId.ofText(delivery)
                .filter(found -> found.notification().equals(Rights.id(id)))
                .orElseThrow(Rights::unknown);
        return deliveries
                .find(wanted, caller.reach())
                .map(found -> HistoryView.of(
                        found, responses.to(List.of(found)).getOrDefault(wanted, List.of()), deliveries.trail(wanted)))
                .orElseThrow(Rights::unknown);
    }

    @GetMapping("/people/{id}/deliveries")
    @Operation(
            summary = "See what was to go to a person, the latest notification first",
            description = "Answers: did Ann get it? Needs the scope read, send or broadcast.")
    Items<DeliveryView> toPerson(
            @Parameter(description = "Entra object id, 29:... id or user principal name.") @PathVariable String id,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        Rights.requireReading(caller);
        Scope scope = new Scope(bot == null ? Bots.DEFAULT : bot, tenant, caller.reach());
        return answered(deliveries.to(scope, id, Paging.of(cursor, limit)));
    }

    private Items<DeliveryView> answered(Page<Delivery> page) {
        Map<DeliveryId, List<Response>> done = responses.to(page.items());
        return Items.of(page, delivery -> DeliveryView.of(delivery, done.getOrDefault(delivery.id(), List.of())));
    }

    private Page<Delivery> page(String id, DeliveryFilter filter, PageRequest request, Caller caller) {
        return deliveries.of(Rights.id(id), caller.reach(), filter, request).orElseThrow(Rights::unknown);
    }

    static DeliveryFilter filter(@Nullable String state, @Nullable String reason) {
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
}
