package dev.tidings.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Limits.Window;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is accepted, ordered and answered, and whatever the wall clock does: no limit is exceeded,
/// nothing is lost, and everything ends.
final class RandomRunsTest {
    private static final Limits TIGHT = new Limits(
            new Window(10, Duration.ofSeconds(1)),
            new Window(3, Duration.ofSeconds(1)),
            List.of(
                    new Window(2, Duration.ofSeconds(1)),
                    new Window(8, Duration.ofSeconds(10)),
                    new Window(300, Duration.ofSeconds(300))),
            List.of(new Window(2, Duration.ofSeconds(1))),
            4,
            12,
            15,
            Duration.ofSeconds(5));

    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    private final List<Segment> accepted = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void no_limit_is_exceeded_nothing_is_lost_and_everything_ends(long seed) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation(TIGHT, teams(random));
        for (int campaign = 0; campaign < 40; campaign++) {
            plan(simulation, random, campaign);
        }
        for (int event = 0; event < 6; event++) {
            later(simulation, random, () -> simulation.step(Duration.ofMinutes(random.nextInt(-70, 70))));
        }
        if (seed % 2 == 0) {
            later(simulation, random, simulation::crash);
            later(simulation, random, simulation::crash);
        }
        simulation.runUntil(Duration.ofHours(6).toNanos());

        assertThat(simulation.lanes.excesses()).as("over a lane's limit").isZero();
        assertThat(simulation.creates.excesses())
                .as("over the guard of creates")
                .isZero();
        assertThat(simulation.conversations.excesses())
                .as("over a conversation's limits")
                .isZero();
        assertThat(accepted).allSatisfy(segment -> ended(simulation, segment));
        assertThat(simulation.facts.under("q/")).isEmpty();
        assertThat(simulation.facts.under("i/")).isEmpty();
        assertThat(simulation.core().figures().lanes())
                .as("what is kept of idle lanes")
                .isEmpty();
    }

    private static void later(Simulation simulation, Random random, Runnable what) {
        simulation.later(Duration.ofMillis(random.nextInt(400_000)), what);
    }

    private void plan(Simulation simulation, Random random, int campaign) {
        Tenancy lane = new Tenancy("default", "t" + random.nextInt(4));
        Priority priority = PRIORITIES.get(random.nextInt(3));
        OnUncertain onUncertain = random.nextBoolean() ? OnUncertain.HOLD : OnUncertain.RESEND;
        int segments = 1 + random.nextInt(2);
        Duration at = Duration.ofMillis(random.nextInt(200_000));
        for (int number = 0; number < segments; number++) {
            Segment plain = SomeWork.aSegment(lane, priority, campaign, number, people(random));
            Segment segment = SomeWork.with(
                    plain,
                    onUncertain,
                    random.nextInt(8) == 0 ? SomeWork.NOON.plusSeconds(random.nextInt(900)) : null,
                    random.nextInt(8) == 0 ? SomeWork.NOON.plusSeconds(random.nextInt(900)) : null);
            accepted.add(segment);
            simulation.later(at.plusMillis(number * 50L), () -> simulation.accept(segment));
        }
        order(simulation, random, campaign, at);
    }

    private static void order(Simulation simulation, Random random, int campaign, Duration at) {
        int choice = random.nextInt(8);
        Duration later = at.plusMillis(random.nextInt(60_000));
        if (choice == 0) {
            simulation.later(later, () -> simulation.order(SomeWork.campaign(campaign), Order.CANCEL));
        } else if (choice == 1) {
            simulation.later(later, () -> simulation.order(SomeWork.campaign(campaign), Order.PAUSE));
            simulation.later(later.plusSeconds(200), () -> simulation.order(SomeWork.campaign(campaign), Order.RESUME));
        }
    }

    private static List<Recipient> people(Random random) {
        List<Recipient> people = new ArrayList<>();
        int number = 1 + random.nextInt(40);
        for (int person = 0; person < number; person++) {
            String id = random.nextInt(6) == 0 ? "busy" : "p" + random.nextInt(2_000);
            people.add(Recipient.of(new Target.User(id), id));
        }
        return people;
    }

    private static Teams teams(Random random) {
        return new Teams() {
            @Override
            public long there() {
                return random.nextInt(3_000_000);
            }

            @Override
            public long back() {
                return 20_000_000L + random.nextInt(60_000_000);
            }

            @Override
            public boolean isNew(String conversation) {
                return conversation.hashCode() % 5 == 0;
            }

            @Override
            public Answer answer(Simulation.Arrival arrival) {
                return switch (random.nextInt(50)) {
                    case 0 -> new Answer.TooMany(Duration.ofSeconds(1 + random.nextInt(3)));
                    case 1, 2 -> new Answer.Failed();
                    case 3 -> new Answer.Silent();
                    default -> new Answer.Taken();
                };
            }
        };
    }

    private static void ended(Simulation simulation, Segment segment) {
        byte[] value = simulation.facts.get(Keys.done(segment.id()));
        assertThat(value).as("segment %s", segment.id()).isNotNull();
        Done done = FactJson.done(Objects.requireNonNull(value));
        for (int position = 0; position < done.ends().size(); position++) {
            DeliveryState state = done.ends().get(position).step().state();
            boolean arrived = simulation.hasArrived(new ItemId(segment.id(), position));
            if (state == DeliveryState.DELIVERED) {
                assertThat(arrived).isTrue();
            }
            if (arrived && segment.onUncertain() == OnUncertain.HOLD) {
                assertThat(state).isIn(DeliveryState.DELIVERED, DeliveryState.UNCERTAIN);
            }
        }
    }
}
