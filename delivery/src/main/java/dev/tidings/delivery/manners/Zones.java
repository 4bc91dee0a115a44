package dev.tidings.delivery.manners;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// By whose clock it is day or night for people: their own, as far as it is known.
///
/// @param usual of those of whom nothing better is known
/// @param tenants of those in a tenant whose own is not known, by the tenant's id
public record Zones(ZoneId usual, Map<String, ZoneId> tenants) {
    /// Keeps its own copy.
    public Zones {
        tenants = Map.copyOf(tenants);
    }

    /// The same zone for everybody whose own is not known.
    public static Zones everywhere(ZoneId zone) {
        return new Zones(zone, Map.of());
    }

    /// The zone of somebody, or of a place, in a tenant.
    public ZoneId of(Tenancy tenancy, @Nullable Person person) {
        String own = person == null ? null : person.timeZone();
        ZoneId otherwise = tenants.getOrDefault(tenancy.tenant(), usual);
        try {
            return own == null ? otherwise : ZoneId.of(own);
        } catch (DateTimeException unknown) {
            return otherwise;
        }
    }
}
