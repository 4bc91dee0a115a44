package dev.tidings.delivery.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanningTest extends OnEveryDatabase {
    private static final int CROWD = Parts.SIZE + 1200;

    PlanningTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void everyone_is_planned_once_in_segments_that_the_engine_is_told_of() {
        Desk desk = new Desk(stores);
        List<String> people = desk.people(CROWD);
        var id = desk.tell(new Audience.Everyone());
        assertThat(desk.standing(id).status()).isEqualTo(NotificationStatus.PLANNING);
        desk.plan();
        List<Segment> segments = desk.segments(id, Segment.Errand.SEND);
        assertThat(recipients(segments)).containsExactlyElementsOf(people);
        assertThat(segments).extracting(segment -> segment.id().number()).containsExactlyElementsOf(numbers(13));
        assertThat(segments)
                .allSatisfy(segment ->
                        assertThat(stores.dispatch().get(Keys.work(segment))).isNotNull());
        assertThat(desk.standing(id).status()).isEqualTo(NotificationStatus.ACCEPTED);
        assertThat(desk.standing(id).progress().planned()).isEqualTo(CROWD);
        assertThat(desk.standing(id).progress().open()).isEqualTo(CROWD);
    }

    @Test
    void what_was_begun_is_gone_on_with_after_a_restart() {
        Desk before = new Desk(stores);
        List<String> people = before.people(CROWD);
        var id = before.tell(new Audience.Everyone());
        assertThat(before.planSome()).isEqualTo(Planning.Found.WORK);
        assertThat(before.standing(id).progress().planned()).isEqualTo(Parts.SIZE);
        reopen();
        Desk after = new Desk(stores);
        after.plan();
        List<Segment> all = new ArrayList<>(before.segments(id, Segment.Errand.SEND));
        all.addAll(after.segments(id, Segment.Errand.SEND));
        assertThat(recipients(all)).containsExactlyElementsOf(people);
    }

    @Test
    void what_is_paused_is_not_planned_until_it_is_resumed() {
        Desk desk = new Desk(stores);
        desk.people(CROWD);
        var id = desk.tell(new Audience.Everyone());
        desk.planSome();
        desk.campaigns.pause(id, Reach.EVERYTHING);
        assertThat(desk.planSome()).isEqualTo(Planning.Found.NOTHING);
        assertThat(desk.standing(id).status()).isEqualTo(NotificationStatus.PAUSED);
        assertThat(desk.standing(id).progress().planned()).isEqualTo(Parts.SIZE);
        desk.campaigns.resume(id, Reach.EVERYTHING);
        assertThat(desk.standing(id).status()).isEqualTo(NotificationStatus.PLANNING);
        desk.plan();
        assertThat(desk.standing(id).progress().planned()).isEqualTo(CROWD);
    }

    @Test
    void what_is_cancelled_is_not_planned_any_further() {
        Desk desk = new Desk(stores);
        desk.people(CROWD);
        var id = desk.tell(new Audience.Everyone());
        desk.planSome();
        desk.campaigns.cancel(id, Reach.EVERYTHING);
        desk.plan();
        assertThat(desk.standing(id).progress().planned()).isEqualTo(Parts.SIZE);
        assertThat(desk.segments(id, Segment.Errand.SEND)).hasSize(10);
        assertThat(stores.notifications().plans(10)).isEmpty();
    }

    @Test
    void a_large_audience_does_not_keep_a_small_one_waiting() {
        Desk desk = new Desk(stores);
        desk.people(CROWD);
        desk.topics.subscribe(Desk.SCOPE, "prices", "29:ann");
        desk.tell(new Audience.Everyone());
        var small = desk.tell(new Audience.Subscribers("prices"));
        desk.planSome();
        assertThat(desk.standing(small).progress().planned()).isEqualTo(1);
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<String> recipients(List<Segment> segments) {
        return segments.stream()
                .flatMap(segment -> segment.recipients().stream())
                .map(Recipient::person)
                .toList();
    }
}
