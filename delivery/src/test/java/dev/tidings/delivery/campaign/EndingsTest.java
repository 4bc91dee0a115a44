package dev.tidings.delivery.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.lane.Rest;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndingsTest extends OnEveryDatabase {
    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @SuppressWarnings("NullAway.Init")
    private Events.Listening listening;

    EndingsTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        desk = new Desk(stores);
        listening = desk.events.listen(Reach.EVERYTHING, null);
    }

    @Test
    void what_is_all_in_one_segment_is_told_by_how_its_deliveries_ended() throws InterruptedException {
        var id = desk.tell(new Audience.Users(desk.people(2)));
        assertThat(desk.segments(id, Segment.Errand.SEND))
                .singleElement()
                .satisfies(segment -> assertThat(segment.whole()).isTrue());
        rests(CampaignId.sending(id), Segment.Errand.SEND, DeliveryState.DELIVERED);
        rests(CampaignId.sending(id), Segment.Errand.SEND, DeliveryState.EXPIRED);
        assertThat(told())
                .containsExactly(
                        new Happening.NotificationChanged(id, NotificationStatus.COMPLETED),
                        new Happening.NotificationChanged(id, NotificationStatus.EXPIRED));
    }

    @Test
    void what_has_several_is_told_once_when_all_are_planned_and_over() throws Exception {
        desk.people(Parts.SIZE + 10);
        var id = desk.tell(new Audience.Everyone());
        desk.planSome();
        desk.deliver(id);
        rests(CampaignId.sending(id), Segment.Errand.SEND, null);
        desk.plan();
        desk.deliver(id);
        rests(CampaignId.sending(id), Segment.Errand.SEND, null);
        rests(CampaignId.sending(id), Segment.Errand.SEND, null);
        assertThat(told()).containsExactly(completed(id));
    }

    @Test
    void what_goes_on_after_its_end_is_told_once_more() throws Exception {
        desk.people(2);
        var id = desk.tell(new Audience.Everyone());
        desk.plan();
        desk.deliver(id);
        rests(CampaignId.sending(id), Segment.Errand.SEND, null);
        Heard first = listening.next(Duration.ofSeconds(20));
        assertThat(first)
                .isInstanceOfSatisfying(
                        Heard.Told.class,
                        heard -> assertThat(heard.event().happening()).isEqualTo(completed(id)));
        desk.endings.goesOn(CampaignId.sending(id));
        rests(CampaignId.sending(id), Segment.Errand.SEND, null);
        assertThat(told()).containsExactly(completed(id));
    }

    @Test
    void an_audience_of_nobody_and_an_edit_of_nothing_have_ended_when_they_are_planned() throws Exception {
        var id = desk.tell(new Audience.Everyone());
        desk.plan();
        assertThat(told()).containsExactly(completed(id));
    }

    @Test
    void an_edit_is_told_by_its_own_end() throws Exception {
        var id = desk.tell(new Audience.Users(desk.people(2)));
        desk.deliver(id);
        desk.campaigns.edit(id, Message.text("Other"), Reach.EVERYTHING);
        desk.plan();
        desk.sending.deliver(desk.segments(id, Segment.Errand.EDIT).getFirst());
        rests(new CampaignId(id, 1), Segment.Errand.EDIT, null);
        assertThat(told())
                .last()
                .isEqualTo(new Happening.ErrandChanged(id, 1, Segment.Errand.EDIT, NotificationStatus.COMPLETED));
    }

    @Test
    void what_somebody_has_cancelled_is_told_by_that_alone() throws Exception {
        var id = desk.tell(new Audience.Users(desk.people(2)));
        desk.campaigns.cancel(id, Reach.EVERYTHING);
        desk.sending.finish(
                desk.segments(id, Segment.Errand.SEND).getFirst(),
                position -> desk.sending.ended(DeliveryState.CANCELLED, "cancelled", null));
        rests(CampaignId.sending(id), Segment.Errand.SEND, DeliveryState.CANCELLED);
        assertThat(told()).containsExactly(new Happening.NotificationChanged(id, NotificationStatus.CANCELLED));
    }

    private static Happening completed(NotificationId id) {
        return new Happening.NotificationChanged(id, NotificationStatus.COMPLETED);
    }

    private void rests(CampaignId campaign, Segment.Errand errand, @Nullable DeliveryState all) {
        Tally tally = all == null ? null : new Tally(List.of(new Tally.Count(all, "", 2)));
        desk.endings.rests(new Rest(campaign, Desk.HERE, errand, tally));
    }

    /// All that was told, once every look has been taken.
    private List<Happening> told() throws InterruptedException {
        desk.endings.close();
        List<Happening> all = new ArrayList<>();
        while (listening.next(Duration.ZERO) instanceof Heard.Told(var event)) {
            all.add(event.happening());
        }
        return all;
    }
}
