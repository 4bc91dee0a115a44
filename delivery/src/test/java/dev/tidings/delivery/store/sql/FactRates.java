package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.SomeNotifications;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Prints what a full segment of work costs: bytes for each recipient, and how many recipients per second are
/// written and read.
final class FactRates {
    private FactRates() {}

    public static void main(String[] arguments) {
        Random random = new Random(1);
        Segment segment = SomeWork.segment(SomeNotifications.aNotification(), 0, SomeWork.people(Segment.MOST, random));
        List<Done.End> ends = IntStream.range(0, Segment.MOST)
                .mapToObj(number -> SomeWork.delivered(random, number * 20))
                .toList();
        Done done = new Done(segment, ends);
        byte[] work = FactJson.write(segment);
        byte[] outcome = FactJson.write(done);
        FactChanges planned = SomeWork.planned(segment);
        int[] people = {0};
        planned.forEach((key, value) -> people[0] += key.startsWith("q/") ? 0 : key.length() + value.length, key -> {});
        System.out.printf(
                "work %.1f, outcome %.1f, to find people %.1f bytes per recipient%n",
                per(work.length), per(outcome.length), per(people[0]));
        rate("work written", () -> FactJson.write(segment));
        rate("work read", () -> FactJson.segment(work));
        rate("outcomes written", () -> FactJson.write(done));
        rate("outcomes read", () -> FactJson.done(outcome));
        Done.End end = ends.getFirst();
        byte[] step = FactJson.write(end.step());
        System.out.println("step " + step.length + " bytes");
        rate("500 steps written", () -> repeated(() -> FactJson.write(end.step())));
        rate("500 steps read", () -> repeated(() -> FactJson.step(step)));
    }

    private static Object repeated(Supplier<Object> action) {
        Object last = action.get();
        for (int count = 1; count < Segment.MOST; count++) {
            last = action.get();
        }
        return last;
    }

    private static double per(int bytes) {
        return (double) bytes / Segment.MOST;
    }

    private static void rate(String what, Supplier<Object> action) {
        double best = 0;
        for (int round = 0; round < 4; round++) {
            long begin = Rate.cpuNanos();
            int times = 0;
            while (Rate.cpuNanos() - begin < 700_000_000L) {
                if (action.get() == null) {
                    throw new IllegalStateException();
                }
                times++;
            }
            best = Math.max(best, 1e9 * times * Segment.MOST / (Rate.cpuNanos() - begin));
        }
        System.out.printf("%s: %,.0f recipients per CPU-second%n", what, best);
    }
}
