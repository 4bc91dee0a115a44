package dev.tidings.delivery.host;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// What is under way, and what may be started beside it: bounded in all and per lane, one delivery per
/// recipient.
///
/// Not thread-safe: it belongs to the engine's loop.
final class Berths {
    private final EngineSettings settings;
    private final LongSupplier nanos;
    private final Map<Tenancy, Lane> lanes = new HashMap<>();
    private final Set<DeliveryId> underWay = new HashSet<>();
    private final Set<Recipient> served = new HashSet<>();

    /// The same recipient named in the same way; the courier knows better once it has the conversation.
    record Recipient(Tenancy tenancy, String id) {
        static Recipient of(Delivery delivery) {
            String id = delivery.person() == null ? delivery.target().id() : delivery.person();
            int thread = id.indexOf(";messageid=");
            return new Recipient(delivery.tenancy(), thread < 0 ? id : id.substring(0, thread));
        }
    }

    Berths(EngineSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
    }

    /// Takes a place for a delivery; empty if it has to wait.
    Optional<Lane> take(Delivery delivery) {
        Lane lane = lanes.computeIfAbsent(delivery.tenancy(), _ -> opened());
        Recipient recipient = Recipient.of(delivery);
        if (full() || lane.full() || served.contains(recipient) || !underWay.add(delivery.id())) {
            return Optional.empty();
        }
        served.add(recipient);
        lane.started();
        return Optional.of(lane);
    }

    private Lane opened() {
        return new Lane(new Slots(settings.requestsPerWindow(), settings.window(), nanos), settings.inFlightPerLane());
    }

    /// A delivery that had a place has ended.
    void leave(Delivery delivery) {
        if (underWay.remove(delivery.id())) {
            served.remove(Recipient.of(delivery));
            Lane lane = lanes.get(delivery.tenancy());
            if (lane != null) {
                lane.ended();
            }
        }
    }

    boolean full() {
        return underWay.size() >= settings.inFlight();
    }

    boolean empty() {
        return underWay.isEmpty();
    }

    boolean holds(Delivery delivery) {
        return underWay.contains(delivery.id());
    }
}
