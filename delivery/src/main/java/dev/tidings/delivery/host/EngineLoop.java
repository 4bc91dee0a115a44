package dev.tidings.delivery.host;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Alarm;
import dev.tidings.delivery.lane.CoreFigures;
import dev.tidings.delivery.lane.Decisions;
import dev.tidings.delivery.lane.Errand;
import dev.tidings.delivery.lane.LaneCore;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Moment;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.store.Collected;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.DeposedException;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine's loop: hears what happened, asks the lanes what is next, makes that durable, and only
/// then lets it happen. It alone touches the lanes.
final class EngineLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);
    private static final long REST_AFTER_TROUBLE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();
    private static final long UNTIL_PERMITTED = Duration.ofMillis(20).toNanos();

    private final LaneCore core;
    private final DispatchStore store;
    private final Departures departures;
    private final UnderWay underWay;
    private final Asides asides;
    private final Inbox inbox;
    private final Rates rates;
    private final Observer observer;
    private final UnderWay.Clocks clocks;
    private final BooleanSupplier permitted;
    private final List<Answer> answers = new ArrayList<>();
    private volatile List<Alarm> alarms = List.of();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean over;

    /// What somebody who asked is told once it is durable.
    private record Answer(CompletableFuture<Integer> to, int changed) {}

    EngineLoop(
            LaneCore core,
            Engine.Parts parts,
            Departures departures,
            UnderWay underWay,
            Asides asides,
            Inbox inbox,
            Rates rates,
            UnderWay.Clocks clocks,
            BooleanSupplier permitted) {
        this.core = core;
        this.store = parts.store();
        this.departures = departures;
        this.underWay = underWay;
        this.asides = asides;
        this.inbox = inbox;
        this.rates = rates;
        this.observer = parts.observer();
        this.clocks = clocks;
        this.permitted = permitted;
    }

    /// Looks at once, because time has passed.
    void wake() {
        inbox.tell(new Signal.Look());
    }

    void tell(Signal signal) {
        inbox.tell(signal);
    }

    /// Tells the loop and waits until what it changed is durable.
    ///
    /// @return how many deliveries were changed
    int ask(Signal.Asked asked) {
        inbox.tell(asked);
        if (over) {
            refuse(inbox.all());
        }
        if (stopping) {
            throw stopped();
        }
        try {
            return asked.done().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /// Begins nothing more, and ends once nothing is under way.
    void stop() {
        stopping = true;
        wake();
    }

    /// The bots, tenants and regions that are not sent to, as of the latest step.
    List<Alarm> alarms() {
        return alarms;
    }

    void run() {
        try {
            while (!stopping || !underWay.isEmpty()) {
                step();
            }
            last();
        } catch (InterruptedException stopped) {
            LOG.warn("The engine's loop was interrupted; the next start settles what is under way");
        } catch (DeposedException deposed) {
            LOG.warn("The engine stops: {}", deposed.getMessage());
            over(deposed);
        }
    }

    /// Another engine has taken over: what is under way belongs to it, as attempts that were cut off.
    private void over(DeposedException deposed) {
        stopping = true;
        underWay.abandon();
        answers.forEach(answer -> answer.to().completeExceptionally(deposed));
        over = true;
        refuse(inbox.all());
    }

    /// Nobody answers any more.
    private static void refuse(List<Signal> signals) {
        for (Signal signal : signals) {
            if (signal instanceof Signal.Asked asked) {
                asked.done().completeExceptionally(stopped());
            }
        }
    }

    private static StoreException stopped() {
        return new StoreException("The server is stopping; nothing was changed.", null);
    }

    /// Whether another engine has taken over.
    boolean isOver() {
        return over;
    }

    /// What came in after everything had ended; nothing may begin with it.
    private void last() throws InterruptedException {
        core.rest();
        inbox.await(0).forEach(this::heed);
        commit(core.tick(now()));
    }

    private void step() throws InterruptedException {
        try {
            inbox.await(Math.min(LONGEST_WAIT, core.nextWake(now()))).forEach(this::heed);
            if (stopping) {
                core.rest();
            } else if (!permitted.getAsBoolean()) {
                boolean _ = closing.await(UNTIL_PERMITTED, TimeUnit.NANOSECONDS);
                return;
            }
            commit(core.tick(now()));
            alarms = core.alarms();
        } catch (DeposedException deposed) {
            throw deposed;
        } catch (RuntimeException fault) {
            LOG.error("The engine's loop failed and goes on", fault);
        }
    }

    private Moment now() {
        return new Moment(clocks.nanos().getAsLong(), clocks.wall().instant());
    }

    private void heed(Signal signal) {
        switch (signal) {
            case Signal.Accepted(Segment segment) -> core.accept(segment);
            case Signal.Told told -> looked(told, () -> accept(told.key()));
            case Signal.Reordered again -> looked(again, () -> order(again.campaign()));
            case Signal.Ordered(CampaignId campaign, Order order) -> core.order(campaign, order);
            case Signal.Came(Result result) -> heed(result);
            case Signal.Wanted(Errand errand) -> core.errand(errand, now());
            case Signal.ErrandOver(Errand errand, Errand.End end) -> core.errand(errand, end, now());
            case Signal.Look() -> {}
            case Signal.Limited(Limits limits) -> core.limits(limits);
            case Signal.Counted(CompletableFuture<CoreFigures> figures) -> figures.complete(core.figures());
            case Signal.Requeue requeue ->
                answers.add(new Answer(
                        requeue.done(),
                        core.requeue(
                                requeue.campaign(), requeue.lane(), requeue.priority(), requeue.ordinals(), now())));
            case Signal.Settle settle ->
                answers.add(new Answer(
                        settle.done(),
                        core.settle(settle.item(), settle.lane(), settle.priority(), settle.end(), now()) ? 1 : 0));
        }
    }

    /// What cannot be looked up for now is told again.
    private void looked(Signal signal, Runnable look) {
        try {
            look.run();
        } catch (StoreException away) {
            LOG.warn("The database does not answer: {}", away.getMessage());
            inbox.tell(signal);
        }
    }

    /// Work that is not there any more was known already, and is done.
    private void accept(String key) {
        byte[] work = store.get(key);
        if (work != null) {
            core.accept(FactJson.segment(work));
        }
    }

    private void order(CampaignId campaign) {
        String orders = Keys.orders(campaign);
        List<Order> given = new ArrayList<>();
        store.scan(orders, orders + Keys.END, (_, order) -> given.add(Order.ofBytes(order)));
        if (!given.isEmpty()) {
            core.order(campaign, given.getLast());
        }
    }

    private void heed(Result result) {
        core.result(result, now());
        if (result instanceof Result.Over(ItemId item, boolean _, Step.Ended _)) {
            rates.ended(item.segment().campaign());
        }
    }

    private void commit(Decisions decisions) throws InterruptedException {
        List<Departure> leaving = departures.of(decisions.sends());
        if (!decisions.changes().isEmpty() || !leaving.isEmpty()) {
            long began = clocks.nanos().getAsLong();
            List<Whereabouts> found = durable(decisions.changes(), departures.takeCollected(), leaving);
            observer.committed(Duration.ofNanos(clocks.nanos().getAsLong() - began), leaving.size());
            departures.leave(decisions.sends(), found);
        }
        decisions.rests().forEach(observer::rests);
        decisions.grants().forEach(underWay::grant);
        decisions.errands().forEach(asides::grant);
        answers.forEach(answer -> answer.to().complete(answer.changed()));
        answers.clear();
    }

    /// Tries until the database takes it: without that nothing may happen.
    private List<Whereabouts> durable(FactChanges changes, List<Collected> collected, List<Departure> leaving)
            throws InterruptedException {
        while (true) {
            try {
                return store.dispatch(changes, collected, leaving);
            } catch (DeposedException deposed) {
                throw deposed;
            } catch (StoreUnavailableException away) {
                LOG.warn("The database does not answer, sending rests: {}", away.getMessage());
                boolean _ = closing.await(REST_AFTER_TROUBLE, TimeUnit.NANOSECONDS);
            } catch (StoreException refused) {
                LOG.error("The database refuses what the engine writes, so nothing is sent", refused);
                boolean _ = closing.await(REST_AFTER_TROUBLE, TimeUnit.NANOSECONDS);
            }
        }
    }
}
