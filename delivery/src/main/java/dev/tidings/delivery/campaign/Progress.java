package dev.tidings.delivery.campaign;

import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.DeliveryState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far the work of a campaign is.
///
/// @param planned how many recipients have been planned so far
/// @param tally how many of them stand how, and why
/// @param rate how many ended per second lately
/// @param timeLeft how long the rest will take at that rate, or null if nothing is left, or nothing moves
public record Progress(
        long planned, Tally tally, double rate, @Nullable Duration timeLeft) {

    /// How many deliveries are in each state; states without any are left out.
    public Map<DeliveryState, Long> counts() {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        for (Tally.Count count : tally.counts()) {
            counts.merge(count.state(), count.number(), Long::sum);
        }
        return counts;
    }

    /// How many deliveries still have something to do.
    public long open() {
        return open(tally);
    }

    static long open(Tally tally) {
        return tally.counts().stream()
                .filter(count -> count.state().open())
                .mapToLong(Tally.Count::number)
                .sum();
    }
}
