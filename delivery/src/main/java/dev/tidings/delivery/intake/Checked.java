package dev.tidings.delivery.intake;

import dev.tidings.delivery.directory.Tenancy;
import java.util.List;

/// A request that would be accepted now.
///
/// @param tenancy where it acts
/// @param warnings what may go wrong all the same
public record Checked(Tenancy tenancy, List<String> warnings) {
    /// Keeps its own copy.
    public Checked {
        warnings = List.copyOf(warnings);
    }
}
