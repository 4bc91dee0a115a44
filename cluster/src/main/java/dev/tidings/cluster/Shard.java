package dev.tidings.cluster;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.host.Dispatcher;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.Whereabouts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The lanes of one shard on the node that owns them.
///
/// A round goes through three hands: the shard's thread decides it and writes what changes; a
/// thread of its own asks the directory; and what leaves is recorded, and leaves once Kafka has
/// acknowledged that record and all before it. Other rounds are decided meanwhile. Nothing is
/// decided and nothing leaves while the lease does not hold.
final class Shard {
    /// In whose name the current thread carries a delivery.
    static final ScopedValue<Shard> CURRENT = ScopedValue.newInstance();

    private static final Duration LAST_RESULTS = Duration.ofMillis(1_500);
    private static final Duration STOPPED_RESULTS = Duration.ofMillis(200);
    /// In a turn, so that other shards of the thread have theirs, and Kafka hears that it lives.
    private static final int MOST_ROUNDS = 16;
    private static final Duration MOMENT = Duration.ofMillis(5);

    private final FactStore facts;
    private final Acknowledged acknowledged;
    private final BooleanSupplier lease;
    private final LookUps lookUps;
    private final Dispatcher dispatcher;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Limits limits;
    private int sharers = 1;
    private volatile boolean closed;

    /// @param lease whether the shard's owner may send
    /// @param limits what holds unless others are handed in
    record Means(FactStore facts, Acknowledged acknowledged, BooleanSupplier lease, LookUps lookUps, Limits limits) {}

    /// What the shard's thread is asked by the threads that carry deliveries.
    private record Asked(Function<FactStore, Object> question, CompletableFuture<Object> answer, boolean durable) {}

    /// What happens once Kafka keeps everything up to a mark.
    private sealed interface Waiting {
        long mark();

        record Leaves(long mark, Dispatcher.Round round, List<Whereabouts> found) implements Waiting {}

        record Answers(long mark, CompletableFuture<Object> answer, Object found) implements Waiting {}
    }

    /// @param dispatchers makes the dispatcher over the shard's facts, with what records that
    ///     attempts begin
    Shard(Means means, Function<Shard, Dispatcher> dispatchers) {
        this.facts = means.facts();
        this.acknowledged = means.acknowledged();
        this.lease = means.lease();
        this.lookUps = means.lookUps();
        this.limits = means.limits();
        this.dispatcher = dispatchers.apply(this);
    }

    /// Whether a request may leave now. May be asked from any thread.
    boolean maySend() {
        return !closed && lease.getAsBoolean();
    }

    /// Settles what was left behind, before anything else.
    ///
    /// @param guard how long nothing is sent, unless nobody was at work here before
    void open(Duration guard) {
        dispatcher.open(guard);
        permitted();
    }

    /// How many deliveries are under way; may be asked from any thread.
    int inFlight() {
        return dispatcher.inFlight();
    }

    // What comes from the topic of work.

    /// A fact was handed in, perhaps not for the first time.
    void handedIn(String key, byte[] value) {
        switch (Handed.of(key)) {
            case WORK -> work(key, value);
            case ORDER -> order(key, value);
            case LIMITS -> {
                facts.commit(new FactChanges().put(key, value));
                permitted();
            }
            case EDIT -> dispatcher.edited(new NotificationId(new String(value, StandardCharsets.US_ASCII)));
        }
    }

    private void work(String key, byte[] value) {
        Segment segment = FactJson.segment(value);
        if (facts.get(key) == null && facts.get(Keys.done(segment.id())) == null) {
            facts.commit(new FactChanges().put(key, value));
            dispatcher.accepted(segment);
        }
    }

    private void order(String key, byte[] value) {
        if (facts.get(key) == null) {
            Order order = Order.ofBytes(value);
            facts.commit(new FactChanges().put(key, value));
            String campaign = key.substring(key.indexOf('/') + 1, key.lastIndexOf('/'));
            dispatcher.ordered(CampaignId.parse(campaign), order);
        }
    }

    /// The limits are those that were handed in last, if any were, with this shard's share of what may
    /// be under way.
    private void permitted() {
        byte[] handedIn = facts.get(Handed.LIMITS_KEY);
        Limits latest = handedIn == null ? limits : LimitsJson.read(handedIn);
        int share = Math.max(latest.inFlightPerLane(), latest.inFlight() / sharers);
        dispatcher.limits(latest.withInFlight(share));
    }

    /// So many shards share what may be under way at once in this process.
    void share(int among) {
        if (sharers != among) {
            sharers = among;
            permitted();
        }
    }

    // What the shard's thread does.

    /// Does what is due; never waits.
    void turn() {
        boolean more = true;
        for (int rounds = 0; more && rounds < MOST_ROUNDS; rounds++) {
            serve();
            more = dispatcher.hear() && maySend();
            if (more) {
                decide();
            }
        }
    }

    private void serve() {
        answer();
        for (LookUps.Found looked = lookUps.poll(); looked != null; looked = lookUps.poll()) {
            record(looked);
        }
        leave();
    }

    private void answer() {
        for (Asked next = asked.poll(); next != null; next = asked.poll()) {
            Object found = next.question().apply(facts);
            if (next.durable()) {
                waiting.add(new Waiting.Answers(acknowledged.mark(), next.answer(), found));
            } else {
                next.answer().complete(found);
            }
        }
    }

    private void decide() {
        Dispatcher.Round round = dispatcher.decide();
        facts.commit(round.decisions().changes());
        if (round.departures().isEmpty()) {
            waiting.add(new Waiting.Leaves(acknowledged.mark(), round, List.of()));
        } else {
            lookUps.look(round);
        }
    }

    /// Records what leaves, now that it is known where to.
    private void record(LookUps.Found looked) {
        List<Departure> departures = looked.round().departures();
        List<Whereabouts> found = new ArrayList<>(departures.size());
        FactChanges begun = new FactChanges();
        for (int index = 0; index < departures.size(); index++) {
            Departure departure = departures.get(index);
            Whereabouts at = replacing(departure, looked.at().get(index));
            found.add(at);
            if (departure.leaves().test(at)) {
                begun.put(departure.step(), departure.begun());
            }
        }
        facts.commit(begun);
        waiting.add(new Waiting.Leaves(acknowledged.mark(), looked.round(), found));
    }

    private Whereabouts replacing(Departure departure, Whereabouts at) {
        String key = departure.replaces();
        byte[] earlier = key == null ? null : facts.get(key);
        return earlier == null ? at : at.replacing(FactJson.replaceable(earlier).sent());
    }

    private void leave() {
        Waiting first = waiting.peek();
        while (first != null && acknowledged.reaches(first.mark())) {
            switch (first) {
                case Waiting.Answers(long _, CompletableFuture<Object> answer, Object found) -> answer.complete(found);
                case Waiting.Leaves(long _, Dispatcher.Round round, List<Whereabouts> found) -> {
                    if (!maySend()) {
                        return;
                    }
                    dispatcher.leave(round, found);
                }
            }
            waiting.remove();
            first = waiting.peek();
        }
    }

    // What the threads that carry deliveries ask.

    /// Asks the shard's thread about its facts.
    <T> T ask(Function<FactStore, T> question) {
        return await(question, false);
    }

    /// Has the shard's thread write facts; durable when this returns.
    void commit(FactChanges changes) {
        await(
                store -> {
                    store.commit(changes);
                    return true;
                },
                true);
    }

    @SuppressWarnings("unchecked") // the answer is what the question gave
    private <T> T await(Function<FactStore, T> question, boolean durable) {
        var answer = new CompletableFuture<Object>();
        asked.add(new Asked(question::apply, answer, durable));
        if (closed) {
            throw gone(null);
        }
        try {
            return (T) answer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw gone(stopped);
        } catch (ExecutionException failure) {
            throw gone(failure);
        }
    }

    private static StoreUnavailableException gone(@Nullable Exception cause) {
        return new StoreUnavailableException("The shard is not owned here any more.", cause);
    }

    /// Records that an attempt begins which was not recorded when it was decided.
    ///
    /// @return false if the person has opted out by now
    boolean begin(Send send, LastLook directory) {
        Departure departure = dispatcher.beginning(send);
        if (directory.look(List.of(departure)).getFirst().optedOut()) {
            return false;
        }
        commit(new FactChanges().put(departure.step(), departure.begun()));
        return true;
    }

    // The end.

    /// Gives the shard up: nothing more begins, and results that come soon are still written,
    /// unless the lease is lost; then another may own the shard already, and has seen what is
    /// known.
    ///
    /// @param nanos a clock that only goes forward
    void close(LongSupplier nanos) throws InterruptedException {
        lookUps.close();
        try {
            if (lease.getAsBoolean()) {
                giveBack();
                dispatcher.rest();
                settle(nanos, LAST_RESULTS);
                closed = true;
                boolean _ = dispatcher.drain(Duration.ZERO);
                settle(nanos, STOPPED_RESULTS);
            }
        } finally {
            closed = true;
            boolean _ = dispatcher.drain(Duration.ZERO);
            asked.forEach(question -> question.answer().completeExceptionally(gone(null)));
        }
    }

    /// What is recorded to begin and has not left does not leave any more.
    private void giveBack() {
        for (Waiting left : waiting) {
            if (left instanceof Waiting.Leaves(long _, Dispatcher.Round round, List<Whereabouts> found)) {
                dispatcher.keep(round, found);
            }
        }
        waiting.removeIf(Waiting.Leaves.class::isInstance);
    }

    /// Writes results as they come, until nothing is under way and Kafka keeps what was written.
    private void settle(LongSupplier nanos, Duration longest) throws InterruptedException {
        long until = nanos.getAsLong() + longest.toNanos();
        do {
            dispatcher.hear(MOMENT);
            answer();
            Dispatcher.Round round = dispatcher.decide();
            facts.commit(round.decisions().changes());
            dispatcher.leave(round, List.of());
            leave();
        } while (nanos.getAsLong() < until
                && (dispatcher.inFlight() > 0 || !acknowledged.reaches(acknowledged.mark())));
    }
}
