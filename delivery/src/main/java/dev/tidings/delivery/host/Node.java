package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.SpareRights;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.lane.Alarm;
import dev.tidings.delivery.lane.CoreFigures;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Moment;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.LedgerStore;
import dev.tidings.delivery.store.NodeStore;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.SessionLock;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A process among those that could send from a database: it sends while it leads, and otherwise stands by
/// and hands on what it is asked for. Of several on one database one leads; one that is alone always does.
/// Thread-safe.
public final class Node implements Sending, SpareRights, AutoCloseable {
    private final @Nullable Office office;
    private final @Nullable Engine alone;
    private final Rates elsewhere;

    private Node(@Nullable Office office, @Nullable Engine alone, LongSupplier nanos) {
        this.office = office;
        this.alone = alone;
        this.elsewhere = new Rates(nanos);
    }

    /// The only process on its database.
    public static Node alone(Engine engine) {
        return new Node(null, engine, () -> 0);
    }

    /// One of several.
    ///
    /// @param lock by which they agree on who leads
    /// @param lease on which the engines of this process send
    /// @param nanos a clock that only goes forward, such as [System#nanoTime()]
    public static Node among(Parts parts, SessionLock lock, Lease lease, InstantSource clock, LongSupplier nanos) {
        return new Node(
                new Office(parts, lock, lease, () -> new Moment(nanos.getAsLong(), clock.instant())), null, nanos);
    }

    /// What one of several works with.
    ///
    /// @param engines makes the engine of a term, whose store writes in that term only
    public record Parts(
            NodeStore nodes, NotificationStore notifications, LedgerStore ledger, LongFunction<Engine> engines) {}

    /// Begins to stand by, or to lead.
    public void start() {
        if (alone != null) {
            alone.start();
        }
        if (office != null) {
            office.start();
        }
    }

    /// Whether this process may send now.
    public boolean leads() {
        return phase() == Lease.Phase.LEADING;
    }

    /// How it stands, for those who look after it.
    public Lease.Phase phase() {
        return office == null ? Lease.Phase.LEADING : office.phase();
    }

    /// Whether other processes may be at work on the same database.
    public boolean isOneOfSeveral() {
        return office != null;
    }

    /// Has somebody told, from now on, when another process has accepted something for this one to send.
    public void whenTold(Runnable told) {
        if (office != null) {
            office.whenTold(told);
        }
    }

    private @Nullable Engine engine() {
        return office == null ? alone : office.engine();
    }

    private Questions questions() {
        if (office == null) {
            throw new IllegalStateException("there is nobody to be asked");
        }
        return office.questions();
    }

    /// Whoever stands by told it with the work.
    @Override
    public void accepted(Segment segment) {
        Engine engine = engine();
        if (engine != null) {
            engine.accepted(segment);
        }
    }

    /// Another process may have ordered something else meanwhile, so the facts say what holds.
    @Override
    public void ordered(CampaignId campaign, Order order) {
        Engine engine = engine();
        if (alone != null) {
            alone.ordered(campaign, order);
        } else if (engine != null) {
            engine.ordered(campaign);
        }
    }

    @Override
    public void edited(NotificationId id) {
        Engine engine = engine();
        if (engine != null) {
            engine.edited(id);
        }
    }

    @Override
    public int requeue(Notification notification, List<Delivery> deliveries) {
        Engine engine = engine();
        return engine == null
                ? (int) questions().requeue(notification, deliveries)
                : engine.requeue(notification, deliveries);
    }

    @Override
    public boolean settle(Notification notification, Delivery delivery, DeliveryState as) {
        Engine engine = engine();
        return engine == null
                ? questions().settle(notification, delivery, as) > 0
                : engine.settle(notification, delivery, as);
    }

    @Override
    public double rate(CampaignId campaign) {
        Engine engine = engine();
        return engine == null ? elsewhere.of(campaign) : engine.rate(campaign);
    }

    /// Something happened on another node.
    public void heard(Happening happening) {
        if (happening instanceof Happening.DeliveryEnded ended) {
            elsewhere.ended(CampaignId.sending(ended.delivery().notification()));
        }
    }

    @Override
    public <T> T ask(Tenancy lane, String place, Supplier<T> question) {
        return spare().ask(lane, place, question);
    }

    @Override
    public void throttled(Tenancy lane, String place, Duration retryAfter) {
        spare().throttled(lane, place, retryAfter);
    }

    private SpareRights spare() {
        Engine engine = engine();
        if (engine == null) {
            throw new StoreUnavailableException("This process does not send just now.", null);
        }
        return engine.spare();
    }

    /// The bots, tenants and regions that are not sent to for now; nothing while it stands by.
    public List<Alarm> alarms() {
        Engine engine = engine();
        return engine == null ? List.of() : engine.alarms();
    }

    /// Other limits hold from now on, also when it leads again.
    public void limits(Limits limits) {
        if (alone != null) {
            alone.limits(limits);
        }
        if (office != null) {
            office.limits(limits);
        }
    }

    /// How the lanes stand; empty while it stands by.
    public CoreFigures figures() {
        Engine engine = engine();
        return engine == null ? new CoreFigures(List.of(), 0, 0) : engine.figures();
    }

    /// How many deliveries are under way.
    public int inFlight() {
        Engine engine = engine();
        return engine == null ? 0 : engine.inFlight();
    }

    /// Starts nothing more, waits for what is under way, then lets another process take over.
    @Override
    public void close() {
        if (alone != null) {
            alone.close();
        }
        if (office != null) {
            office.close();
        }
    }
}
