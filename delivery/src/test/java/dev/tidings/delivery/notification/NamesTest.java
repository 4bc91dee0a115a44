package dev.tidings.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void a_list_of_any_length_is_the_same_packed() {
        for (int size : new int[] {0, 1, 999, 1000, 1001, 2500}) {
            List<String> plain = IntStream.range(0, size)
                    .mapToObj(number -> number % 7 == 0 ? "ä\n\"," + number : new UUID(4, number).toString())
                    .toList();
            Names packed = Names.of(plain);
            assertThat(packed).as("%d names", size).isEqualTo(plain).hasSize(size);
            assertThat(new ArrayList<>(packed)).isEqualTo(plain);
            assertThat(Names.of(packed)).isSameAs(packed);
        }
    }

    @Test
    void there_is_nothing_outside_of_it() {
        Names packed = Names.of(List.of("a", ""));
        assertThat(packed.get(1)).isEmpty();
        assertThatThrownBy(() -> packed.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
