package dev.tidings.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
    private final TimeOrderedIds ids = new TimeOrderedIds(() -> Instant.ofEpochMilli(millis.get()), new Random(1));

    @Test
    void ids_sort_as_they_were_made_within_a_millisecond_and_over_a_clock_that_steps_back() {
        List<String> made = new ArrayList<>();
        for (int count = 0; count < 10_000; count++) {
            made.add(ids.notification().value());
        }
        millis.addAndGet(-60_000);
        made.add(ids.notification().value());

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void an_id_is_a_uuid_of_version_7_that_tells_when_it_was_made() {
        UUID id = UUID.fromString(ids.notification().value());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis.get());
    }

    @Test
    void a_text_that_is_no_id_is_none() {
        assertThat(DeliveryId.ofText("../../etc/passwd")).isEmpty();
        assertThat(DeliveryId.ofText("0190B3F0-0000-7000-8000-000000000000")).isEmpty();
        assertThat(DeliveryId.ofText("0190b3f0-0000-7000-8000-000000000000")).isEmpty();
        assertThat(DeliveryId.ofText("0190b3f0-0000-7000-8000-000000000000.1000000000000"))
                .isEmpty();
        assertThat(DeliveryId.ofText("0190b3f0-0000-7000-8000-000000000000.42")).isPresent();
    }
}
