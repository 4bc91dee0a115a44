package dev.tidings.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.OnUncertain;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A crash cuts the changes that close a segment at every place; none of the deliveries is open
/// afterwards.
class MendingTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final FactsInMemory facts = new FactsInMemory();
    private final Segment segment = SomeWork.segment("t", OnUncertain.HOLD, List.of("29:ann", "29:bob"));
    private final Step.Ended delivered = new Step.Ended(NOW, DeliveryState.DELIVERED, null, null, null);

    @Test
    void work_of_which_it_is_known_what_became_is_not_left_open() {
        List<String> steps = List.of(step(0, 0), step(0, 1), step(1, 0), step(1, 1));
        for (int removed = 0; removed <= steps.size(); removed++) {
            facts.all.clear();
            open(steps);
            facts.all.put(Keys.done(segment.id()), FactJson.write(done()));
            steps.subList(0, removed).forEach(facts.all::remove);

            Mending.mend(facts);

            assertThat(facts.all.keySet()).containsExactly(Keys.done(segment.id()), Keys.tally(segment.id()));
        }
    }

    @Test
    void work_that_is_open_stays_so() {
        open(List.of(step(0, 0), step(0, 1)));

        Mending.mend(facts);

        assertThat(facts.all.keySet()).containsExactly(step(0, 0), step(0, 1), Keys.work(segment));
    }

    private void open(List<String> steps) {
        facts.all.put(Keys.work(segment), FactJson.write(segment));
        steps.forEach(step -> facts.all.put(step, FactJson.write(delivered)));
    }

    private String step(int position, int number) {
        return Keys.step(new ItemId(segment.id(), position), number);
    }

    private Done done() {
        return new Done(segment, List.of(new Done.End(delivered, 1), new Done.End(delivered, 1)));
    }
}
