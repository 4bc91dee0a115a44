package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.SpareRights;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Alarm;
import dev.tidings.delivery.lane.Decisions;
import dev.tidings.delivery.lane.Errand;
import dev.tidings.delivery.lane.LaneCore;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Moment;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.manners.Discretion;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.send.Attempt;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.Collected;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lanes of a shard and the deliveries under way, without a thread: hears what happened,
/// decides what is next, and lets it leave once whoever drives it has made that durable.
///
/// What is told may be told from any thread, everything else belongs to the one that drives it.
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final FactStore facts;
    private final LaneCore core;
    private final Inbox inbox = new Inbox();
    private final Departures departures;
    private final UnderWay underWay;
    private final Messages messages;
    private final Asides asides;
    private final Rates rates;
    private final Observer observer;
    private final Discretion discretion;
    private final UnderWay.Clocks clocks;
    private List<Answer> answers = new ArrayList<>();

    /// What it works with.
    ///
    /// @param facts what the lanes read; writing is done by whoever drives the dispatcher
    /// @param texts what the recipients of a campaign get
    /// @param start records, durably, that an attempt begins; called by the attempt
    /// @param observer hears what is done
    public record Parts(
            FactStore facts,
            Function<CampaignId, Optional<NotificationStore.Text>> texts,
            Courier courier,
            Attempt.Start start,
            Observer observer) {}

    /// What is to be made durable, and is let go then.
    ///
    /// @param collected deliveries that end with the changes, and are told in a digest instead
    /// @param departures what the directory is asked: those that leave are recorded together with
    ///     the changes
    /// @param at when it was decided
    public record Round(Decisions decisions, List<Collected> collected, List<Departure> departures, Instant at) {

        /// Whether nothing has to be made durable and nothing was asked.
        public boolean isSilent() {
            return decisions.changes().isEmpty() && collected.isEmpty() && departures.isEmpty();
        }
    }

    /// What somebody who asked is told once it is durable.
    private record Answer(CompletableFuture<Integer> to, int changed) {}

    /// @param nanos a clock that only goes forward, such as [System#nanoTime()], for the limits
    public Dispatcher(Parts parts, EngineSettings settings, InstantSource clock, LongSupplier nanos) {
        this.facts = parts.facts();
        this.clocks = new UnderWay.Clocks(clock, nanos);
        this.core = new LaneCore(parts.facts(), settings.limits(), now());
        this.observer = parts.observer();
        this.messages = new Messages(parts.texts());
        this.rates = new Rates(nanos);
        this.asides = new Asides(inbox::tell, nanos);
        this.discretion = new Discretion(settings.manners());
        this.underWay = new UnderWay(parts.courier(), messages, parts.start(), inbox::result, observer, clocks);
        this.departures = new Departures(parts.courier(), core, underWay, observer, discretion, clocks);
    }

    private Moment now() {
        return new Moment(clocks.nanos().getAsLong(), clocks.wall().instant());
    }

    /// Settles what whoever was at work here before has left behind. To be called once, first.
    ///
    /// @param guard how long nothing is sent at least, if somebody was at work here before
    public void open(Duration guard) {
        core.open(now(), guard);
    }

    // What is told, from any thread.

    /// New work, which is durable. Each segment is told once.
    public void accepted(Segment segment) {
        inbox.tell(new Signal.Accepted(segment));
    }

    /// What people want of a campaign; the order is durable.
    public void ordered(CampaignId campaign, Order order) {
        inbox.tell(new Signal.Ordered(campaign, order));
    }

    /// The message of a notification is another one from now on.
    public void edited(NotificationId id) {
        messages.changed(CampaignId.sending(id));
    }

    /// Other limits hold from now on.
    public void limits(Limits limits) {
        inbox.tell(new Signal.Limited(limits));
    }

    void tell(Signal signal) {
        inbox.tell(signal);
    }

    /// Rights to requests that serve no delivery.
    SpareRights spare() {
        return asides;
    }

    /// How many deliveries of a campaign ended per second lately.
    double rate(CampaignId campaign) {
        return rates.of(campaign);
    }

    // What is done, by whoever drives it.

    /// Waits until something may have to be done, but not longer than a time, and hears what was told.
    public void hear(Duration longest) throws InterruptedException {
        inbox.await(Math.min(longest.toNanos(), core.nextWake(now()))).forEach(this::heed);
    }

    /// Hears what was told, without waiting.
    ///
    /// @return whether there may be something to decide
    public boolean hear() {
        inbox.all().forEach(this::heed);
        return core.nextWake(now()) == 0;
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
            case Signal.Counted counted -> counted.figures().complete(core.figures());
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
        byte[] work = facts.get(key);
        if (work != null) {
            core.accept(FactJson.segment(work));
        }
    }

    private void order(CampaignId campaign) {
        String orders = Keys.orders(campaign);
        List<Order> given = new ArrayList<>();
        facts.scan(orders, orders + Keys.END, (_, order) -> given.add(Order.ofBytes(order)));
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

    /// Decides what is done now. The changes are made readable before the next round is decided.
    public Round decide() {
        Decisions decisions = core.tick(now());
        Instant at = clocks.wall().instant();
        return new Round(decisions, departures.takeCollected(), departures.of(decisions.sends(), at), at);
    }

    /// Lets go what was decided, now that it is durable.
    ///
    /// @param found where each recipient is, in the order of the departures
    public void leave(Round round, List<Whereabouts> found) {
        departures.leave(round, found);
        round.decisions().rests().forEach(observer::rests);
        round.decisions().grants().forEach(underWay::grant);
        round.decisions().errands().forEach(asides::grant);
    }

    /// Takes back what was decided and recorded, and is not let go after all: nothing of it was sent.
    ///
    /// @param found where each recipient is, in the order of the departures
    public void keep(Round round, List<Whereabouts> found) {
        departures.keep(round, found, inbox::result);
    }

    /// Tells those who asked for changes that these are durable.
    void answer() {
        List<Answer> due = answers;
        answers = new ArrayList<>();
        due.forEach(answer -> answer.to().complete(answer.changed()));
    }

    /// Nobody makes anything durable here any more: what is under way is stopped, and who asked for
    /// changes is told.
    void abandon(RuntimeException why) {
        underWay.abandon();
        answers.forEach(answer -> answer.to().completeExceptionally(why));
    }

    /// Nobody hears any more: who asks for changes is told.
    void refuse(RuntimeException why) {
        for (Signal signal : inbox.all()) {
            if (signal instanceof Signal.Asked asked) {
                asked.done().completeExceptionally(why);
            }
        }
    }

    /// What the directory is asked, and recorded, about an attempt that was not recorded when it
    /// was decided.
    public Departure beginning(Send send) {
        Instant now = clocks.wall().instant();
        return new Departure(
                send.segment().lane(),
                send.recipient(),
                send.segment().topic(),
                discretion.tab(send, now),
                Departures.replaces(send),
                send.step(),
                FactJson.write(new Step.Begun(now, send.attempt())),
                at -> !at.optedOut());
    }

    /// The bots, tenants and regions that are not sent to for now.
    public List<Alarm> alarms() {
        return core.alarms();
    }

    /// From now on nothing begins; what is under way goes on.
    public void rest() {
        core.rest();
    }

    /// Whether nothing is under way; may be asked from any thread.
    boolean isIdle() {
        return underWay.isEmpty();
    }

    /// How many deliveries are under way; may be asked from any thread.
    public int inFlight() {
        return underWay.size();
    }

    /// Waits for all that is under way, but not longer than a time; then stops the rest. Nothing
    /// more may leave.
    ///
    /// @return whether everything came to its end
    public boolean drain(Duration longest) throws InterruptedException {
        return underWay.drain(longest);
    }
}
