package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that is held about a person: to be shown to them, and to be erased.
///
/// Thread-safe; blocks. A person is named by any id; all ids that are known to be the same person's are meant. What a
/// message says about somebody is not looked at: it goes with the notification.
public interface DossierStore {

    /// What is held, by kind, as it is kept; the deliveries are the ledger's to tell.
    Map<String, List<Map<String, @Nullable Object>>> held(Tenancy tenancy, String person);

    /// All ids of the person that are known, the given one included.
    List<String> ids(Tenancy tenancy, String person);

    /// What was erased.
    ///
    /// @param rows how much of each kind
    /// @param deliveries how many lines of the ledger no longer say whom they were for
    /// @param underWay how many lines are of work that is not done, and stay until it is erased again
    record Erased(Map<String, Integer> rows, int deliveries, int underWay) {}

    /// Erases it. Lines of the ledger stay, for the counts, without saying whom they were for; out of long
    /// lists that are still to be planned the person is taken, and gets nothing.
    ///
    /// @param keepOptOuts whether what the person does not want to get is still remembered
    Erased erase(Tenancy tenancy, String person, boolean keepOptOuts);
}
