package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.SpareRights;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.lane.Alarm;
import dev.tidings.delivery.lane.CoreFigures;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.NotificationStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine in one process: one loop decides what is sent when, and each delivery is carried on a
/// virtual thread of its own.
///
/// The loop alone owns the lanes; everything else reaches it as a signal. Thread-safe.
public final class Engine implements Sending, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration LOOP_END = Duration.ofSeconds(10);
    private static final Duration FIGURES_PATIENCE = Duration.ofSeconds(1);

    private final DispatchStore store;
    private final EngineSettings settings;
    private final InstantSource clock;
    private final Observer observer;
    private final Dispatcher dispatcher;
    private final EngineLoop loop;
    private final Thread thread;
    private volatile CoreFigures figures = new CoreFigures(List.of(), 0, 0);

    /// What the engine works with.
    ///
    /// @param observer hears what it does
    public record Parts(DispatchStore store, NotificationStore notifications, Courier courier, Observer observer) {}

    /// @param nanos a clock that only goes forward, such as [System#nanoTime()], for the limits
    public Engine(Parts parts, EngineSettings settings, InstantSource clock, LongSupplier nanos) {
        this(parts, settings, clock, nanos, () -> true);
    }

    /// @param nanos a clock that only goes forward, such as [System#nanoTime()], for the limits
    /// @param permitted whether this process may send just now
    public Engine(
            Parts parts, EngineSettings settings, InstantSource clock, LongSupplier nanos, BooleanSupplier permitted) {
        this.store = parts.store();
        this.settings = settings;
        this.clock = clock;
        this.observer = parts.observer();
        this.dispatcher = new Dispatcher(
                new Dispatcher.Parts(
                        store, parts.notifications()::text, parts.courier(), this::begin, parts.observer()),
                settings,
                clock,
                nanos);
        this.loop = new EngineLoop(dispatcher, store, observer, nanos, permitted);
        this.thread = Thread.ofPlatform().name("engine").daemon().unstarted(loop::run);
    }

    /// Settles what a crash left behind, then begins to send.
    ///
    /// @throws StoreException if the database is away
    public void start() {
        dispatcher.open(Duration.ZERO);
        thread.start();
    }

    /// Tells that time has passed: the engine looks at once. May be called from any thread.
    public void wake() {
        loop.wake();
    }

    @Override
    public void accepted(Segment segment) {
        dispatcher.accepted(segment);
    }

    @Override
    public void ordered(CampaignId campaign, Order order) {
        dispatcher.ordered(campaign, order);
    }

    /// Another process has made work durable.
    ///
    /// @param key under which it is
    void told(String key) {
        dispatcher.tell(new Signal.Told(key));
    }

    /// The orders about a campaign are other ones than before, durably.
    void ordered(CampaignId campaign) {
        dispatcher.tell(new Signal.Reordered(campaign));
    }

    /// Whether another engine has taken over, so that this one is of no use any more.
    boolean isOver() {
        return loop.isOver();
    }

    @Override
    public void edited(NotificationId id) {
        dispatcher.edited(id);
    }

    @Override
    public int requeue(Notification notification, List<Delivery> deliveries) {
        return requeue(
                notification,
                deliveries.stream().map(delivery -> delivery.id().ordinal()).toList());
    }

    int requeue(Notification notification, Collection<Long> ordinals) {
        observer.goesOn(CampaignId.sending(notification.id()));
        var asked = new Signal.Requeue(
                CampaignId.sending(notification.id()),
                notification.tenancy(),
                notification.priority(),
                List.copyOf(ordinals));
        return loop.ask(asked);
    }

    @Override
    public boolean settle(Notification notification, Delivery delivery, DeliveryState as) {
        ItemId item =
                ItemId.of(CampaignId.sending(notification.id()), delivery.id().ordinal());
        var asked = new Signal.Settle(
                item,
                notification.tenancy(),
                notification.priority(),
                new Step.Ended(clock.instant(), as, null, null, delivery.sent()));
        return loop.ask(asked) > 0;
    }

    @Override
    public double rate(CampaignId campaign) {
        return dispatcher.rate(campaign);
    }

    /// Rights to requests that serve no delivery.
    public SpareRights spare() {
        return dispatcher.spare();
    }

    /// The bots, tenants and regions that are not sent to for now.
    public List<Alarm> alarms() {
        return loop.alarms();
    }

    /// Other limits hold from now on.
    public void limits(Limits limits) {
        dispatcher.limits(limits);
    }

    /// How the lanes stand; as they stood when last asked, if the engine does not answer at once.
    public CoreFigures figures() {
        var asked = new CompletableFuture<CoreFigures>();
        dispatcher.tell(new Signal.Counted(asked));
        try {
            figures = asked.get(FIGURES_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException busy) {
            LOG.debug("The engine is busy", busy);
        }
        return figures;
    }

    private boolean begin(Send send) {
        return !store.dispatch(new FactChanges(), List.of(dispatcher.beginning(send)))
                .getFirst()
                .optedOut();
    }

    /// Starts nothing more and waits for what is under way, but not longer than the drain time.
    @Override
    public void close() {
        loop.stop();
        try {
            if (!dispatcher.drain(settings.drain())) {
                LOG.warn("Some deliveries did not end within {} and were stopped", settings.drain());
            }
            if (thread.isAlive() && !thread.join(LOOP_END)) {
                LOG.warn("The engine's loop did not end in time; the next start settles what is left");
                thread.interrupt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// How many deliveries are under way.
    public int inFlight() {
        return dispatcher.inFlight();
    }
}
