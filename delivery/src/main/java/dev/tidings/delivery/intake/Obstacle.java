package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.teams.graph.GraphException;
import org.jspecify.annotations.Nullable;

/// Why the app can be installed for nobody in an organisation, as Microsoft Graph says when it is first asked
/// for. Not thread-safe.
final class Obstacle {
    private final Organisations organisations;
    private final Tenancy tenancy;
    private boolean asked;
    private @Nullable String reason;

    Obstacle(Organisations organisations, Tenancy tenancy) {
        this.organisations = organisations;
        this.tenancy = tenancy;
    }

    /// The reason's word, or null if nothing is known to stand in the way.
    @Nullable
    String reason() {
        if (!asked) {
            asked = true;
            reason = ask();
        }
        return reason;
    }

    private @Nullable String ask() {
        try {
            return organisations.catalogApp(tenancy).isPresent() ? null : "app-not-in-catalog";
        } catch (GraphException refused) {
            return switch (refused.kind()) {
                case NO_PERMISSION -> "graph-not-permitted";
                case UNAUTHORIZED -> "graph-not-authorized";
                // It may pass, or be another one when it comes to installing.
                default -> null;
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("The server is stopping.", stopped);
        }
    }
}
