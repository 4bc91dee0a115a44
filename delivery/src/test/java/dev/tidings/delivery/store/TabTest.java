package dev.tidings.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TabTest {
    private static final String BASE64 = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final Tenancy LANE = new Tenancy("default", "8a1f3c5e-0000-4000-8000-000000000001");

    private final Random random = new Random(7);

    @Test
    void people_with_ids_next_to_each_other_have_keys_next_to_each_other() {
        List<String> ids =
                Stream.generate(this::pairwise).limit(20_000).sorted().toList();

        assertThat(ids.stream().map(id -> Tab.key(LANE, id) >>> 30)).isSorted();
        assertThat(ids.stream().map(id -> Tab.key(LANE, id) >>> 30).distinct().count())
                .as("places among which they are spread")
                .isGreaterThan(10_000);
    }

    @Test
    void object_ids_keep_their_order_too() {
        List<String> ids =
                Stream.generate(this::objectId).limit(20_000).sorted().toList();

        assertThat(ids.stream().map(id -> Tab.key(LANE, id) >>> 30)).isSorted();
    }

    @Test
    void a_hundred_thousand_people_share_no_key() {
        assertThat(Stream.generate(this::objectId).limit(100_000).distinct().map(id -> Tab.key(LANE, id)))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_same_id_is_another_person_in_another_tenant_and_for_another_bot() {
        String id = pairwise();

        assertThat(List.of(
                        Tab.key(LANE, id),
                        Tab.key(new Tenancy("default", "another"), id),
                        Tab.key(new Tenancy("alerts", LANE.tenant()), id)))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_id_may_be_short_and_of_any_characters() {
        assertThat(Stream.of("", "29:1", "a", "\u00e9\ud83d\ude00", "19:abc@thread.v2")
                        .map(id -> Tab.key(LANE, id)))
                .doesNotHaveDuplicates();
    }

    private String pairwise() {
        return IntStream.range(0, 30)
                .mapToObj(any -> String.valueOf(BASE64.charAt(random.nextInt(64))))
                .reduce("29:1", String::concat);
    }

    private String objectId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
