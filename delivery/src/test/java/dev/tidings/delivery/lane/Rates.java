package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.HERE;

import dev.tidings.delivery.lane.Limits.Window;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.Random;

/// Prints which share of the permitted rate one lane reaches, in virtual time.
final class Rates {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long MILLI = 1_000_000;

    private Rates() {}

    public static void main(String[] args) {
        long minutes = 10;
        report("constant 50 ms", steady(50, 0), 50, minutes);
        report("50 +- 20 ms", steady(50, 20), 50, minutes);
        report("0 to 40 ms there, 10 to 50 ms back", far(), 50, minutes);
        report("200 +- 100 ms", steady(200, 100), 50, minutes);
        report("lowered to 40/s, 1 % faults, 50 ms", lowered(50, 0), 40, minutes);
        report("lowered to 40/s, 1 % faults, 50 +- 20 ms", lowered(50, 20), 40, minutes);
    }

    private static void report(String name, Teams teams, int permitted, long minutes) {
        Simulation simulation = new Simulation(Limits.defaults(), teams);
        SomeWork.aBroadcast(HERE, Priority.BULK, 1, 60_000).forEach(simulation::accept);
        long began = System.nanoTime();
        simulation.runUntil(minutes * MINUTE);
        long all = permitted * 60L * minutes;
        System.out.printf(
                "%-42s %d of %d = %.2f %%, most in a second %d, over %d, 429s %d, in %d ms%n",
                name,
                simulation.taken(),
                all,
                100.0 * simulation.taken() / all,
                simulation.lanes.most(),
                simulation.lanes.excesses(),
                simulation.throttled(),
                (System.nanoTime() - began) / MILLI);
    }

    static Teams steady(long middle, long spread) {
        Random random = new Random(5);
        return new Teams() {
            @Override
            public long back() {
                return millis(random, middle, spread);
            }

            @Override
            public Answer answer(Simulation.Arrival arrival) {
                return new Answer.Taken();
            }
        };
    }

    /// Requests are on their way there for a while, and so are the answers back.
    static Teams far() {
        Random random = new Random(7);
        return new Teams() {
            @Override
            public long there() {
                return millis(random, 20, 20);
            }

            @Override
            public long back() {
                return millis(random, 30, 20);
            }

            @Override
            public Answer answer(Simulation.Arrival arrival) {
                return new Answer.Taken();
            }
        };
    }

    static Teams lowered(long middle, long spread) {
        Random random = new Random(6);
        WindowReferee referee = new WindowReferee(new Window(40, Duration.ofSeconds(1)));
        return new Teams() {
            private final java.util.ArrayDeque<Long> admitted = new java.util.ArrayDeque<>();

            @Override
            public long back() {
                return millis(random, middle, spread);
            }

            @Override
            public Answer answer(Simulation.Arrival arrival) {
                while (!admitted.isEmpty() && admitted.getFirst() <= arrival.now() - 1_000 * MILLI) {
                    admitted.removeFirst();
                }
                if (admitted.size() >= 40) {
                    return new Answer.TooMany(Duration.ofSeconds(1));
                }
                admitted.addLast(arrival.now());
                referee.arrives("x", arrival.now());
                return random.nextInt(100) == 0 ? new Answer.Failed() : new Answer.Taken();
            }
        };
    }

    private static long millis(Random random, long middle, long spread) {
        return (long) ((middle + spread * (2 * random.nextDouble() - 1)) * MILLI);
    }
}
