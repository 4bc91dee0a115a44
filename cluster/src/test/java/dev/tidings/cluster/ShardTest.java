package dev.tidings.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.host.Dispatcher;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shard with facts that are acknowledged when the test says so.
class ShardTest {
    @TempDir
    Path folder;

    private final FakeTeams teams = FakeTeams.builder().start();
    private final FactsInMemory facts = new FactsInMemory();
    private final AtomicInteger troubles = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean leased = true;
    private Sender sender;
    private Shard shard;
    private Segment work;

    @BeforeEach
    void open() {
        String tenant = teams.scenery().tenant(0);
        sender = Sender.open(
                folder.resolve("directory.db"),
                teams.serviceUrl().toString(),
                teams.bot().appId(),
                new AskedFacts());
        Person ann = teams.scenery().person(0);
        String id = Acquainted.with(ann, tenant, teams, sender.stores().directory());
        work = SomeWork.segment(tenant, OnUncertain.HOLD, List.of(id));
        LastLook directory = departures -> {
            looks.incrementAndGet();
            if (troubles.getAndDecrement() > 0) {
                throw new StoreUnavailableException("away", null);
            }
            return LastLook.into(sender.stores().dispatch()).look(departures);
        };
        var means = new Shard.Means(
                facts,
                facts.acknowledged,
                () -> leased,
                new LookUps(directory),
                Sender.settings().limits());
        shard = new Shard(
                means,
                self -> new Dispatcher(
                        new Dispatcher.Parts(
                                facts,
                                Sender::text,
                                sender.courier(),
                                send -> self.begin(send, directory),
                                new InTheNameOf(self, Observer.NONE)),
                        Sender.settings(),
                        Sender.CLOCK,
                        System::nanoTime));
        shard.open(Duration.ZERO);
    }

    @AfterEach
    void close() throws Exception {
        shard.close(System::nanoTime);
        sender.close();
        teams.close();
    }

    private void handIn() {
        shard.handedIn(Keys.work(work), FactJson.write(work));
    }

    private boolean arrived() {
        return teams.scenery().messages().stream()
                .anyMatch(message -> message.author().bot());
    }

    private boolean done() {
        return facts.get(Keys.done(work.id())) != null;
    }

    private boolean begun() {
        boolean[] found = {false};
        facts.scan(Keys.steps(), Keys.steps() + Keys.END, (_, value) -> {
            found[0] = FactJson.step(value) instanceof Step.Begun;
            return !found[0];
        });
        return found[0];
    }

    private void turnUntil(String what, BooleanSupplier so) {
        Waiting.until(what, () -> {
            shard.turn();
            return so.getAsBoolean();
        });
    }

    private void turnOnUntil(String what, BooleanSupplier so) {
        turnUntil(what, () -> {
            facts.acknowledge();
            return so.getAsBoolean();
        });
    }

    @Test
    void what_is_handed_in_is_sent_and_done() {
        handIn();
        turnOnUntil("it is done", this::done);

        assertThat(arrived()).isTrue();
        assertThat(facts.get(Keys.work(work))).isNull();
    }

    @Test
    void nothing_leaves_before_it_is_known_for_good_that_it_begins() {
        handIn();
        turnUntil("the attempt is recorded", () -> {
            if (!begun()) {
                // All but the beginning itself.
                facts.acknowledge();
            }
            return begun();
        });
        shard.turn();
        assertThat(shard.inFlight()).isZero();

        turnOnUntil("it arrives", this::arrived);
    }

    @Test
    void whoever_has_lost_the_lease_decides_nothing() {
        handIn();
        turnOnUntil("it is done", this::done);
        leased = false;
        int before = looks.get();
        work = SomeWork.segment(
                work.lane().tenant(),
                OnUncertain.HOLD,
                List.of(work.recipients().getFirst().conversation()));
        handIn();
        for (int turn = 0; turn < 50; turn++) {
            shard.turn();
            facts.acknowledge();
            Waiting.moment();
        }
        assertThat(looks).hasValue(before);

        leased = true;
        turnOnUntil("it is done, too", this::done);
    }

    @Test
    void what_is_handed_in_again_after_it_was_done_is_not_sent_again() {
        handIn();
        turnOnUntil("it is done", this::done);
        handIn();

        assertThat(facts.get(Keys.work(work))).isNull();
    }

    @Test
    void an_order_that_is_handed_in_again_after_a_later_one_is_left_out() {
        String pause = Keys.order(work.id().campaign(), 1);
        shard.handedIn(pause, Order.PAUSE.bytes());
        handIn();
        shard.handedIn(Keys.order(work.id().campaign(), 2), Order.RESUME.bytes());
        shard.handedIn(pause, Order.PAUSE.bytes());

        turnOnUntil("it arrives", this::arrived);
    }

    @Test
    void limits_that_are_handed_in_hold_from_then_on() {
        Limits usual = Limits.defaults();
        Limits none = new Limits(
                new Limits.Window(1, Duration.ofHours(1)),
                usual.creates(),
                usual.conversation(),
                usual.roster(),
                usual.graph(),
                1,
                1,
                1,
                usual.requestTimeout());
        shard.handedIn(Handed.LIMITS_KEY, LimitsJson.write(none));

        assertThat(LimitsJson.read(Objects.requireNonNull(facts.get(Handed.LIMITS_KEY))))
                .isEqualTo(none);
        work = SomeWork.segment(
                work.lane().tenant(),
                OnUncertain.HOLD,
                List.of(
                        work.recipients().getFirst().conversation(),
                        Acquainted.with(
                                teams.scenery().person(1),
                                work.lane().tenant(),
                                teams,
                                sender.stores().directory())));
        handIn();
        turnOnUntil("one arrives", this::arrived);
        for (int turn = 0; turn < 50; turn++) {
            shard.turn();
            facts.acknowledge();
            Waiting.moment();
        }
        assertThat(teams.scenery().messages().stream()
                        .filter(message -> message.author().bot()))
                .hasSize(1);
    }

    @Test
    void what_is_no_fact_of_work_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> shard.handedIn("d/x", new byte[0]));
    }

    @Test
    void what_is_paused_waits() {
        shard.handedIn(Keys.order(work.id().campaign(), 1), Order.PAUSE.bytes());
        handIn();
        for (int turn = 0; turn < 50; turn++) {
            shard.turn();
            facts.acknowledge();
            Waiting.moment();
        }

        assertThat(arrived()).isFalse();
    }

    @Test
    void deliveries_wait_for_a_directory_that_is_away() {
        troubles.set(2);
        handIn();
        turnOnUntil("it arrives", this::arrived);

        assertThat(troubles).hasValueLessThanOrEqualTo(0);
    }

    @Test
    void what_was_recorded_and_has_not_left_when_the_shard_is_given_up_is_known_not_to_have_been_sent()
            throws Exception {
        handIn();
        turnUntil("the attempt is recorded", () -> {
            if (!begun()) {
                facts.acknowledge();
            }
            return begun();
        });
        shard.close(System::nanoTime);

        Step[] last = new Step[1];
        facts.scan(Keys.steps(), Keys.steps() + Keys.END, (_, value) -> {
            last[0] = FactJson.step(value);
            return true;
        });
        assertThat(last[0]).isInstanceOf(Step.Deferred.class);
    }

    @Test
    void facts_that_couriers_ask_for_are_read_and_written_by_the_shard() throws Exception {
        Thread courier = Thread.ofVirtual()
                .start(() -> ScopedValue.where(Shard.CURRENT, shard).run(() -> {
                    var asked = new AskedFacts();
                    asked.commit(new FactChanges().put("r/x", new byte[] {1}));
                    asked.commit(new FactChanges().put("r/y", Objects.requireNonNull(asked.get("r/x"))));
                }));
        turnOnUntil("they are written", () -> facts.get("r/y") != null);
        turnOnUntil("the courier knows", () -> !courier.isAlive());

        assertThat(facts.get("r/y")).containsExactly(1);
    }
}
