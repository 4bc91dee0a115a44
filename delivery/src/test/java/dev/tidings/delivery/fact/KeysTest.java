package dev.tidings.delivery.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class KeysTest {
    private static final CampaignId CAMPAIGN =
            new CampaignId(new NotificationId("01900000-0000-7000-8000-000000000001"), 3);
    private static final SegmentId SEGMENT = new SegmentId(CAMPAIGN, 12);
    private static final Tenancy LANE = new Tenancy("a/b,c~d", "tenant 1");

    @ParameterizedTest
    @EnumSource(Priority.class)
    void a_key_of_work_says_whose_it_is(Priority priority) {
        String key = Keys.work(LANE, priority, SEGMENT);

        assertThat(Keys.laneOf(key)).isEqualTo(LANE);
        assertThat(Keys.priorityOf(key)).isEqualTo(priority);
        assertThat(Keys.campaignOf(key)).isEqualTo(CAMPAIGN);
        assertThat(Keys.numberOf(key)).isEqualTo(12);
        assertThat(key).startsWith(Keys.work()).startsWith(Keys.work(LANE, priority, CAMPAIGN));
    }

    @Test
    void a_key_of_a_step_says_which_it_is() {
        String key = Keys.step(new ItemId(SEGMENT, 7), 4);

        assertThat(Keys.segmentOf(key)).isEqualTo(SEGMENT);
        assertThat(Keys.positionOf(key)).isEqualTo(7);
        assertThat(Keys.numberOf(key)).isEqualTo(4);
        assertThat(Keys.step(Keys.steps(SEGMENT), 7, 4)).isEqualTo(key);
        assertThat(key).startsWith(Keys.steps());
    }

    @Test
    void a_key_of_a_request_says_where_it_went() {
        String key = Keys.request(LANE, "19:x/y~z@thread.v2", 1_795_435_200_123L);

        assertThat(Keys.laneOf(key)).isEqualTo(LANE);
        assertThat(Keys.conversationOf(key)).isEqualTo("19:x/y~z@thread.v2");
        assertThat(Keys.numberOf(key)).isEqualTo(1_795_435_200_123L);
        assertThat(key).startsWith(Keys.requests());
    }

    @Test
    void urgent_work_sorts_before_patient_work() {
        assertThat(Keys.work(LANE, Priority.HIGH, SEGMENT)).isLessThan(Keys.work(LANE, Priority.NORMAL, SEGMENT));
        assertThat(Keys.work(LANE, Priority.NORMAL, SEGMENT)).isLessThan(Keys.work(LANE, Priority.BULK, SEGMENT));
    }

    @ParameterizedTest
    @CsvSource({"~", "a~b", "ü", "/", "' '"})
    void whatever_a_name_holds_comes_before_the_end(String name) {
        assertThat(Keys.escaped(name)).isLessThan(String.valueOf(Keys.END));
        assertThat(Keys.unescaped(Keys.escaped(name))).isEqualTo(name);
    }
}
