package dev.tidings.delivery.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stores stores;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void open() {
        stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")));
        desk = new Desk(stores);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED,  false, ACCEPTED,  QUEUED",
        "ACCEPTED,  false, RUNNING,   QUEUED IN_FLIGHT",
        "ACCEPTED,  false, RUNNING,   DEFERRED",
        "ACCEPTED,  false, RUNNING,   QUEUED DELIVERED",
        "ACCEPTED,  false, COMPLETED, DELIVERED REFUSED UNCERTAIN EXPIRED",
        "ACCEPTED,  false, EXPIRED,   EXPIRED",
        "ACCEPTED,  false, CANCELLED, CANCELLED",
        "ACCEPTED,  false, COMPLETED, ''",
        "PLANNING,  true,  PLANNING,  QUEUED DELIVERED",
        "PLANNING,  true,  PLANNING,  ''",
        "PAUSED,    false, PAUSED,    QUEUED",
        "PAUSED,    true,  PAUSED,    ''",
        "PAUSED,    false, COMPLETED, DELIVERED",
        "CANCELLED, false, CANCELLED, DELIVERED CANCELLED",
        "CANCELLED, false, CANCELLED, IN_FLIGHT"
    })
    void the_status_is_what_orders_planning_and_deliveries_amount_to(
            NotificationStatus ordered, boolean planning, NotificationStatus expected, String states) {
        Tally tally = new Tally(Arrays.stream(states.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> new Tally.Count(DeliveryState.valueOf(word), "", 1))
                .toList());
        assertThat(Statuses.of(ordered, planning, tally)).isEqualTo(expected);
    }

    @Test
    void counts_are_told_per_state_and_with_their_reasons() {
        var id = desk.tell(new Audience.Users(desk.people(4)));
        Segment segment = desk.segments(id, Segment.Errand.SEND).getFirst();
        desk.sending.finish(segment, position -> switch (position) {
            case 0 -> desk.sending.ended(DeliveryState.REFUSED, "not-installed", null);
            case 1 -> desk.sending.ended(DeliveryState.REFUSED, "writes-blocked", null);
            default -> desk.sending.delivered(segment, position);
        });
        Standing standing = desk.standing(id);
        assertThat(standing.counts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(DeliveryState.REFUSED, 2L, DeliveryState.DELIVERED, 2L));
        assertThat(standing.progress().tally().counts())
                .contains(new Tally.Count(DeliveryState.REFUSED, "writes-blocked", 1));
        assertThat(standing.status()).isEqualTo(NotificationStatus.COMPLETED);
    }

    @Test
    void the_time_left_is_what_is_open_at_the_present_rate_or_at_the_rate_of_a_lane() {
        var id = desk.tell(new Audience.Users(desk.people(501)));
        assertThat(desk.standing(id).progress().timeLeft()).isNull();
        Segment segment = desk.segments(id, Segment.Errand.SEND).getFirst();
        desk.sending.step(segment, 0, 0, new Step.Begun(Desk.NOW, 1));
        assertThat(desk.standing(id).status()).isEqualTo(NotificationStatus.RUNNING);
        assertThat(desk.standing(id).progress().timeLeft()).isEqualTo(Duration.ofSeconds(11));
        desk.sending.goesAt(5);
        assertThat(desk.standing(id).progress().rate()).isEqualTo(5);
        assertThat(desk.standing(id).progress().timeLeft()).isEqualTo(Duration.ofSeconds(101));
        desk.campaigns.pause(id, Reach.EVERYTHING);
        assertThat(desk.standing(id).progress().timeLeft()).isNull();
    }
}
