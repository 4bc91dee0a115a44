package dev.tidings.delivery.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflatedTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 511, 512, 513, 70_000})
    void whatever_is_packed_is_unpacked_as_it_was(int length) {
        byte[] plain = "{\"i\":\"29:ann\"},"
                .repeat(length / 15 + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Deflated.unpack(Deflated.pack(plain))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 70_000})
    void the_ids_of_many_recipients_become_smaller(int length) {
        byte[] plain = "{\"i\":\"29:ann\"},".repeat(length / 15).getBytes(StandardCharsets.UTF_8);

        assertThat(Deflated.pack(plain).length).isLessThan(plain.length / 2);
    }
}
