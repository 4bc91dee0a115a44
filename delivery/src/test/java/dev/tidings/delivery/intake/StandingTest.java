package dev.tidings.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED,  ACCEPTED,  QUEUED",
        "ACCEPTED,  RUNNING,   QUEUED IN_FLIGHT",
        "ACCEPTED,  RUNNING,   DEFERRED",
        "RUNNING,   RUNNING,   QUEUED DELIVERED",
        "COMPLETED, COMPLETED, DELIVERED REFUSED UNCERTAIN EXPIRED",
        "COMPLETED, EXPIRED,   EXPIRED",
        "COMPLETED, CANCELLED, CANCELLED",
        "COMPLETED, COMPLETED, ''",
        "PAUSED,    PAUSED,    QUEUED",
        "CANCELLED, CANCELLED, DELIVERED CANCELLED",
        "PLANNING,  PLANNING,  QUEUED"
    })
    void the_status_is_what_the_deliveries_amount_to(
            NotificationStatus stored, NotificationStatus expected, String states) {
        Map<DeliveryState, Long> counts = Arrays.stream(states.split(" "))
                .filter(word -> !word.isEmpty())
                .map(DeliveryState::valueOf)
                .collect(Collectors.toMap(Function.identity(), _ -> 1L));
        assertThat(new Standing(notification(stored), counts).status()).isEqualTo(expected);
    }

    private static Notification notification(NotificationStatus status) {
        return new Notification(
                new NotificationId("00000000-0000-7000-8000-000000000001"),
                new Tenancy("default", "one"),
                new Target.Chat("19:chat@thread.v2"),
                "{}",
                null,
                Priority.NORMAL,
                null,
                null,
                OnUncertain.HOLD,
                status,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
