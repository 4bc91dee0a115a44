package dev.tidings.cluster;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.store.Attention;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.Whereabouts;
import java.util.List;

/// The last look at the directory before something is sent. Thread-safe; blocks.
@FunctionalInterface
public interface LastLook {

    /// Where each recipient is, in the order of the departures; nothing is recorded.
    ///
    /// @throws dev.tidings.delivery.store.StoreUnavailableException while the directory is away
    List<Whereabouts> look(List<Departure> departures);

    /// Looks into a database that all nodes share.
    static LastLook into(DispatchStore directory) {
        return departures ->
                directory
                        .dispatch(
                                new FactChanges(),
                                departures.stream().map(LastLook::staying).toList())
                        .stream()
                        .map(LastLook::atOnce)
                        .toList();
    }

    private static Departure staying(Departure departure) {
        return new Departure(
                departure.lane(),
                departure.recipient(),
                departure.topic(),
                null,
                null,
                departure.step(),
                departure.begun(),
                _ -> false);
    }

    /// Digests need a database that is written together with the facts; so nothing is put off until
    /// one.
    private static Whereabouts atOnce(Whereabouts at) {
        Attention known = at.attention();
        return new Whereabouts(
                at.person(),
                at.conversation(),
                at.optedOut(),
                at.overruled(),
                at.replaces(),
                new Attention(known.heardAt(), known.busyUntil(), known.mandatory(), known.received()));
    }
}
