package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.Random;

/// Sends to very many recipients of very many tenants in virtual time, with the latency, refusals and
/// faults of a bad day, and prints what a referee counted.
final class MillionRecipients {
    private static final long MILLI = 1_000_000;

    private MillionRecipients() {}

    /// What came of it.
    record Outcome(Simulation simulation, int recipients, Duration virtual, Duration real) {}

    public static void main(String[] args) {
        int tenants = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int each = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        Outcome outcome = run(tenants, each);
        Simulation simulation = outcome.simulation();
        System.out.printf(
                "%,d recipients of %,d tenants: %,d delivered, %d facts of work left, %,d answers 429, %d over a lane's limit,"
                        + " %d over a conversation's, %d doubles, at most %d under way, %.1f s virtual, %.1f s real%n",
                outcome.recipients(),
                tenants,
                simulation.delivered(),
                simulation.facts.under("q/").size(),
                simulation.throttled(),
                simulation.lanes.excesses(),
                simulation.conversations.excesses(),
                simulation.doubles(),
                simulation.mostUnderWay(),
                outcome.virtual().toMillis() / 1_000.0,
                outcome.real().toMillis() / 1_000.0);
    }

    static Outcome run(int tenants, int each) {
        Limits usual = Limits.defaults();
        Limits limits = new Limits(
                usual.lane(),
                usual.creates(),
                usual.conversation(),
                usual.roster(),
                usual.inFlightPerLane(),
                usual.mostInFlightPerLane(),
                8 * tenants,
                usual.requestTimeout());
        long began = System.nanoTime();
        Simulation simulation = new Simulation(limits, badDay());
        for (int tenant = 0; tenant < tenants; tenant++) {
            SomeWork.aBroadcast(new Tenancy("default", "t" + tenant), Priority.BULK, tenant, each)
                    .forEach(simulation::accept);
        }
        simulation.runUntil(Duration.ofHours(3).toNanos());
        Duration real = Duration.ofNanos(System.nanoTime() - began);
        return new Outcome(simulation, tenants * each, Duration.ofNanos(simulation.lastArrival()), real);
    }

    /// Answers after 30 to 150 ms, sometimes much later; one in a hundred is a fault, one in a thousand
    /// is refused.
    private static Teams badDay() {
        Random random = new Random(9);
        return new Teams() {
            @Override
            public long back() {
                double spread = Math.exp(0.45 * random.nextGaussian());
                return Math.clamp((long) (60 * spread * MILLI), 30 * MILLI, 2_000 * MILLI);
            }

            @Override
            public Answer answer(Simulation.Arrival arrival) {
                if (!arrival.within()) {
                    return new Answer.TooMany(Duration.ofSeconds(1));
                }
                return switch (random.nextInt(1_000)) {
                    case 0 -> new Answer.TooMany(Duration.ofSeconds(2));
                    case 1, 2, 3, 4, 5, 6, 7, 8 -> new Answer.Failed();
                    case 9 -> new Answer.Silent();
                    default -> new Answer.Taken();
                };
            }
        };
    }
}
