package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.campaign.Deliveries;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.intake.Tenancies;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.DossierStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.server.access.Caller;
import dev.tidings.server.api.NotificationViews.DeliveryView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows and erases what is held about a person.
@RestController
@RequestMapping("/api/v1/people/{id}")
@Tag(name = "privacy", description = "What is held about a person. Needs the scope admin.")
class PrivacyController {
    private final DossierStore dossiers;
    private final Deliveries deliveries;
    private final Tenancies tenancies;

    PrivacyController(DossierStore dossiers, Deliveries deliveries, Tenancies tenancies) {
        this.dossiers = dossiers;
        this.deliveries = deliveries;
        this.tenancies = tenancies;
    }

    /// What is held about a person.
    @Schema(name = "Dossier")
    record DossierView(
            String bot,
            String tenant,

            @Schema(description = "All ids that are known to be this person's.")
            List<String> ids,

            @Schema(description = "What is kept, by kind, as it is kept; times are milliseconds since 1970.")
            Map<String, List<Map<String, @Nullable Object>>> held,

            @Schema(description = "What was to go to the person, the latest first.")
            List<DeliveryView> deliveries) {}

    /// What was erased.
    @Schema(name = "Erased")
    record ErasedView(
            @Schema(description = "How much of each kind.") Map<String, Integer> rows,

            @Schema(description = "Lines of the ledger that no longer say whom they were for.")
            int deliveries,

            @Schema(description = "Lines of work that is not done; erase again when it is.")
            int underWay) {}

    @GetMapping("/export")
    @Operation(
            summary = "Export everything that is held about a person",
            description = "Also of somebody of whom nothing is held.")
    DossierView export(
            @Parameter(description = "Entra object id, 29:... id or user principal name.") @PathVariable String id,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        caller.require(ApiScope.ADMIN);
        Scope scope = scope(bot, tenant, caller);
        Tenancy tenancy = tenancies.meant(scope);
        return new DossierView(
                tenancy.bot(),
                tenancy.tenant(),
                dossiers.ids(tenancy, id),
                dossiers.held(tenancy, id),
                lines(scope, id));
    }

    private List<DeliveryView> lines(Scope scope, String id) {
        List<DeliveryView> lines = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        while (true) {
            Page<Delivery> page = deliveries.to(scope, id, request);
            page.items().forEach(delivery -> lines.add(DeliveryView.of(delivery)));
            if (page.next() == null) {
                return lines;
            }
            request = PageRequest.of(page.next(), PageRequest.MAX_LIMIT);
        }
    }

    @DeleteMapping
    @Operation(
            summary = "Erase everything that is held about a person",
            description = "Lines of the ledger stay, for the counts, without saying whom they were for; such messages"
                    + " can no longer be edited or recalled. That the person has removed the app is forgotten too, so a"
                    + " later broadcast may reach them again unless they are no longer in the organisation.")
    ErasedView erase(
            @Parameter(description = "Entra object id, 29:... id or user principal name.") @PathVariable String id,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            @Parameter(description = "True: what the person does not want to get is still remembered.")
                    @RequestParam(defaultValue = "false")
                    boolean keepOptOuts,
            Caller caller) {
        caller.require(ApiScope.ADMIN);
        DossierStore.Erased erased = dossiers.erase(tenancies.meant(scope(bot, tenant, caller)), id, keepOptOuts);
        return new ErasedView(erased.rows(), erased.deliveries(), erased.underWay());
    }

    private static Scope scope(@Nullable String bot, @Nullable String tenant, Caller caller) {
        return new Scope(bot == null ? Bots.DEFAULT : bot, tenant, caller.reach());
    }
}
