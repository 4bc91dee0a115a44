package dev.tidings.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryStateTest {

    @ParameterizedTest
    @CsvSource({
        "queued,    deferred in-flight refused expired cancelled opted-out digested",
        "deferred,  deferred in-flight refused expired cancelled opted-out digested",
        "in-flight, deferred delivered refused uncertain expired cancelled",
        "uncertain, queued delivered",
        "refused,   queued",
        "delivered, ''",
        "expired,   ''",
        "cancelled, ''",
        "opted-out, ''",
        "digested,  ''"
    })
    void a_state_may_be_followed_by_these_and_no_others(String from, String next) {
        DeliveryState state = DeliveryState.ofWord(from).orElseThrow();
        Set<DeliveryState> expected = Arrays.stream(next.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> DeliveryState.ofWord(word).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeliveryState.class)));

        Set<DeliveryState> allowed = EnumSet.allOf(DeliveryState.class);
        allowed.removeIf(each -> !state.canBecome(each));

        assertThat(allowed).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void a_state_is_known_by_its_word(DeliveryState state) {
        assertThat(DeliveryState.ofWord(state.word())).contains(state);
        assertThat(DeliveryState.ofWord(state.name())).isEmpty();
    }
}
