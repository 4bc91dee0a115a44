package dev.tidings.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.notification.NotificationId;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SetbacksTest {
    private static final ItemId ONE =
            ItemId.of(CampaignId.sending(new NotificationId("00000000-0000-7000-8000-000000000001")), 7);

    @Test
    void the_bound_doubles_up_to_five_minutes_and_the_wait_lies_anywhere_below() {
        var rounds = IntStream.range(0, 300)
                .mapToObj(seed -> waits(new Random(seed), 12))
                .toList();
        for (int attempt = 0; attempt < 12; attempt++) {
            int index = attempt;
            long bound = Math.min(300_000, 2_000L << attempt);
            assertThat(rounds).allSatisfy(waits -> assertThat(waits[index]).isBetween(100L, bound));
            assertThat(rounds).anySatisfy(waits -> assertThat(waits[index]).isGreaterThan(bound * 9 / 10));
            assertThat(rounds).anySatisfy(waits -> assertThat(waits[index]).isLessThan(bound / 5));
        }
    }

    @Test
    void a_delivery_that_has_ended_begins_with_short_waits_again() {
        Setbacks setbacks = new Setbacks(new Random(1));
        IntStream.range(0, 20).forEach(_ -> setbacks.next(ONE));
        setbacks.forget(ONE);
        assertThat(setbacks.next(ONE)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    private static long[] waits(Random random, int attempts) {
        Setbacks setbacks = new Setbacks(random);
        return IntStream.range(0, attempts)
                .mapToLong(_ -> setbacks.next(ONE).toMillis())
                .toArray();
    }
}
