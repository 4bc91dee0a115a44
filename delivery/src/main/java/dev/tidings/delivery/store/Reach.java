package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which bots and tenants somebody may see; everything outside does not exist for them.
///
/// @param bots the bots' names, or null for every bot
/// @param tenants the tenants' ids, or null for every tenant
public record Reach(@Nullable Set<String> bots, @Nullable Set<String> tenants) {
    /// Sees everything.
    public static final Reach EVERYTHING = new Reach(null, null);

    /// Keeps its own copies.
    public Reach {
        bots = bots == null ? null : Set.copyOf(bots);
        tenants = tenants == null ? null : Set.copyOf(tenants);
    }

    /// Whether a tenancy is within reach.
    public boolean allows(Tenancy tenancy) {
        return (bots == null || bots.contains(tenancy.bot()))
                && (tenants == null || tenants.contains(tenancy.tenant()));
    }
}
