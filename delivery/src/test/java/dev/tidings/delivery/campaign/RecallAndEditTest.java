package dev.tidings.delivery.campaign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.campaign.NotPossibleException.Problem;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.store.NotificationStore.Text;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Message;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecallAndEditTest extends OnEveryDatabase {
    private static final Message OTHER = Message.text("Hello again");

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    RecallAndEditTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        desk = new Desk(stores);
    }

    @Test
    void a_recall_deletes_what_was_delivered_and_nothing_else() {
        var id = desk.tell(new Audience.Users(desk.people(5)));
        Segment sent = sent(id);
        desk.sending.finish(sent, position -> switch (position) {
            case 0 -> desk.sending.ended(DeliveryState.REFUSED, "not-installed", null);
            case 1 ->
                desk.sending.ended(
                        DeliveryState.DELIVERED, null, new Delivery.Sent("a:x", null, "http://127.0.0.1:1/"));
            default -> desk.sending.delivered(sent, position);
        });
        desk.campaigns.recall(id, Reach.EVERYTHING);
        desk.plan();
        Segment recall = errand(id, Segment.Errand.RECALL);
        assertThat(recall.id().campaign()).isEqualTo(new CampaignId(id, 1));
        assertThat(recall.recipients()).extracting(Recipient::original).containsExactly(2L, 3L, 4L);
        assertThat(recall.recipients())
                .extracting(Recipient::sent)
                .containsExactly(sentTo(sent, 2), sentTo(sent, 3), sentTo(sent, 4));
        desk.sending.deliver(recall);
        assertThat(desk.standing(id).errands()).singleElement().satisfies(errand -> {
            assertThat(errand.kind()).isEqualTo(Segment.Errand.RECALL);
            assertThat(errand.status()).isEqualTo(NotificationStatus.COMPLETED);
            assertThat(errand.progress().counts()).containsExactly(Map.entry(DeliveryState.DELIVERED, 3L));
            assertThat(errand.progress().planned()).isEqualTo(3);
        });
    }

    @Test
    void neither_an_opt_out_nor_lateness_stops_a_recall() {
        var request = NotificationRequest.of(new Audience.Users(desk.people(1)), Message.text("Hello"))
                .about("prices")
                .within(Desk.NOW.plusSeconds(1), Desk.NOW.plusSeconds(60));
        var id = desk.accept(request).notification().id();
        desk.deliver(id);
        desk.campaigns.recall(id, Reach.EVERYTHING);
        desk.plan();
        Segment recall = errand(id, Segment.Errand.RECALL);
        assertThat(recall.topic()).isNull();
        assertThat(recall.expiresAt()).isNull();
        assertThat(recall.notBefore()).isNull();
        assertThat(recall.onUncertain()).isEqualTo(OnUncertain.RESEND);
    }

    @Test
    void a_recall_while_sending_cancels_the_rest_and_waits_for_what_is_under_way() {
        var id = desk.tell(new Audience.Users(desk.people(3)));
        Segment sent = sent(id);
        desk.sending.step(sent, 0, 0, new Step.Begun(Desk.NOW, 1));
        desk.sending.step(sent, 0, 1, desk.sending.delivered(sent, 0));
        desk.sending.step(sent, 1, 0, new Step.Begun(Desk.NOW, 1));
        Standing standing = desk.campaigns.recall(id, Reach.EVERYTHING).orElseThrow();
        assertThat(standing.status()).isEqualTo(NotificationStatus.CANCELLED);
        assertThat(desk.sending.orders()).containsExactly(Map.entry(CampaignId.sending(id), Order.CANCEL));
        desk.plan();
        assertThat(errand(id, Segment.Errand.RECALL).recipients())
                .extracting(Recipient::original)
                .containsExactly(0L);
        assertThat(desk.planSome()).isEqualTo(Planning.Found.WAITING);
        assertThat(desk.standing(id).errands().getFirst().status()).isEqualTo(NotificationStatus.PLANNING);
        desk.sending.finish(
                sent,
                position -> position == 2
                        ? desk.sending.ended(DeliveryState.CANCELLED, null, null)
                        : desk.sending.delivered(sent, position));
        desk.plan();
        assertThat(desk.segments(id, Segment.Errand.RECALL))
                .flatExtracting(Segment::recipients)
                .extracting(Recipient::original)
                .containsExactly(0L, 1L);
        assertThat(desk.standing(id).errands().getFirst().status()).isEqualTo(NotificationStatus.ACCEPTED);
    }

    @Test
    void an_edit_goes_on_until_the_notification_itself_is_planned() {
        desk.people(Parts.SIZE + 10);
        var id = desk.tell(new Audience.Everyone());
        desk.planSome();
        desk.deliver(id);
        desk.campaigns.edit(id, OTHER, Reach.EVERYTHING);
        desk.plan();
        List<Segment> sent = desk.segments(id, Segment.Errand.SEND);
        assertThat(desk.standing(id).errands().getFirst().status()).isEqualTo(NotificationStatus.PLANNING);
        desk.sending.deliver(sent.getLast());
        desk.plan();
        assertThat(desk.segments(id, Segment.Errand.EDIT))
                .flatExtracting(Segment::recipients)
                .hasSize(Parts.SIZE + 10)
                .extracting(Recipient::original)
                .doesNotHaveDuplicates();
    }

    @Test
    void recalling_twice_is_recalling_once() {
        var id = delivered();
        desk.campaigns.recall(id, Reach.EVERYTHING);
        desk.campaigns.recall(id, Reach.EVERYTHING);
        desk.plan();
        desk.sending.deliver(errand(id, Segment.Errand.RECALL));
        Standing standing = desk.campaigns.recall(id, Reach.EVERYTHING).orElseThrow();
        assertThat(standing.errands()).hasSize(1);
    }

    @Test
    void what_could_not_be_deleted_can_be_recalled_again() {
        var id = delivered();
        desk.campaigns.recall(id, Reach.EVERYTHING);
        desk.plan();
        desk.sending.finish(
                errand(id, Segment.Errand.RECALL),
                position -> desk.sending.ended(DeliveryState.REFUSED, "not-permitted", null));
        Standing standing = desk.campaigns.recall(id, Reach.EVERYTHING).orElseThrow();
        assertThat(standing.errands()).hasSize(2);
    }

    @Test
    void an_edit_gives_its_own_message_to_its_campaign() {
        var id = delivered();
        desk.campaigns.edit(id, OTHER, Reach.EVERYTHING);
        desk.plan();
        Segment edit = errand(id, Segment.Errand.EDIT);
        assertThat(stores.notifications().message(edit.id().campaign())).contains(OTHER.toJson());
        assertThat(desk.standing(id).status()).isEqualTo(NotificationStatus.COMPLETED);
    }

    @Test
    void what_is_sent_after_an_edit_says_the_new_text_at_once_and_is_not_edited_once_more() {
        var id = desk.tell(new Audience.Users(desk.people(3)));
        Segment sent = sent(id);
        assertThat(said(id)).isEqualTo(new Text(Message.text("Hello").toJson(), 0));
        desk.campaigns.edit(id, OTHER, Reach.EVERYTHING);
        assertThat(said(id)).isEqualTo(new Text(OTHER.toJson(), 1));
        assertThat(desk.sending.edited()).containsExactly(id);

        desk.sending.finish(
                sent,
                position -> desk.sending.ended(
                        DeliveryState.DELIVERED,
                        null,
                        new Delivery.Sent("a:" + position, "1", "http://127.0.0.1:1/", position % 2)));
        desk.plan();
        assertThat(errand(id, Segment.Errand.EDIT).recipients())
                .extracting(Recipient::original)
                .containsExactly(0L, 2L);
        desk.campaigns.edit(id, Message.text("Once more"), Reach.EVERYTHING);
        desk.plan();
        assertThat(desk.segments(id, Segment.Errand.EDIT).getLast().recipients())
                .extracting(Recipient::original)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void an_edit_that_is_cancelled_says_nothing_any_more() {
        var id = delivered();
        desk.campaigns.edit(id, OTHER, Reach.EVERYTHING);
        desk.campaigns.cancel(id, Reach.EVERYTHING);
        assertThat(said(id).edit()).isZero();
        assertThat(stores.notifications().text(new CampaignId(id, 1))).contains(new Text(OTHER.toJson(), 1));
    }

    private Text said(NotificationId id) {
        return stores.notifications().text(CampaignId.sending(id)).orElseThrow();
    }

    @Test
    void a_further_edit_takes_the_place_of_one_that_is_under_way() {
        var id = delivered();
        desk.campaigns.edit(id, OTHER, Reach.EVERYTHING);
        desk.campaigns.edit(id, OTHER, Reach.EVERYTHING);
        assertThat(desk.standing(id).errands()).hasSize(1);
        desk.campaigns.edit(id, Message.text("Once more"), Reach.EVERYTHING);
        desk.plan();
        assertThat(desk.standing(id).errands())
                .extracting(Standing.Errand::status)
                .containsExactly(NotificationStatus.CANCELLED, NotificationStatus.ACCEPTED);
        assertThat(errand(id, Segment.Errand.EDIT).id().campaign().order()).isEqualTo(2);
        assertThat(desk.sending.orders()).containsExactly(Map.entry(new CampaignId(id, 1), Order.CANCEL));
    }

    @Test
    void a_recall_can_be_paused_resumed_and_cancelled_though_sending_is_over() {
        var id = delivered();
        CampaignId recall = new CampaignId(id, 1);
        desk.campaigns.recall(id, Reach.EVERYTHING);
        desk.campaigns.pause(id, Reach.EVERYTHING);
        assertThat(desk.planSome()).isEqualTo(Planning.Found.NOTHING);
        assertThat(errandStatus(id)).isEqualTo(NotificationStatus.PAUSED);
        assertThat(desk.standing(id).status()).isEqualTo(NotificationStatus.COMPLETED);
        desk.campaigns.resume(id, Reach.EVERYTHING);
        desk.plan();
        assertThat(errandStatus(id)).isEqualTo(NotificationStatus.ACCEPTED);
        desk.campaigns.cancel(id, Reach.EVERYTHING);
        assertThat(errandStatus(id)).isEqualTo(NotificationStatus.CANCELLED);
        assertThat(desk.sending.orders())
                .containsExactly(
                        Map.entry(recall, Order.PAUSE),
                        Map.entry(recall, Order.RESUME),
                        Map.entry(recall, Order.CANCEL));
    }

    @Test
    void a_cancelled_recall_is_not_planned_any_further() {
        var id = delivered();
        desk.campaigns.recall(id, Reach.EVERYTHING);
        desk.campaigns.cancel(id, Reach.EVERYTHING);
        desk.plan();
        assertThat(desk.segments(id, Segment.Errand.RECALL)).isEmpty();
        assertThat(stores.notifications().plans(10)).isEmpty();
    }

    @Test
    void what_is_recalled_cannot_be_edited_and_what_never_arrived_cannot_be_recalled() {
        var id = delivered();
        desk.campaigns.recall(id, Reach.EVERYTHING);
        assertThat(problem(() -> desk.campaigns.edit(id, OTHER, Reach.EVERYTHING)))
                .isEqualTo(Problem.RECALLED);
        var refused = desk.tell(new Audience.Users(desk.people(1)));
        desk.sending.finish(
                sent(refused), position -> desk.sending.ended(DeliveryState.REFUSED, "not-installed", null));
        assertThat(problem(() -> desk.campaigns.recall(refused, Reach.EVERYTHING)))
                .isEqualTo(Problem.NOTHING_DELIVERED);
    }

    @Test
    void a_message_that_is_too_big_is_no_edit() {
        var id = delivered();
        Message big = Message.text("x".repeat(60_000));
        NotAcceptedException refused =
                catchThrowableOfType(NotAcceptedException.class, () -> desk.campaigns.edit(id, big, Reach.EVERYTHING));
        assertThat(refused.problem()).isEqualTo(NotAcceptedException.Problem.MESSAGE_TOO_BIG);
    }

    private NotificationId delivered() {
        var id = desk.tell(new Audience.Users(desk.people(2)));
        desk.deliver(id);
        return id;
    }

    private Segment sent(NotificationId id) {
        return desk.segments(id, Segment.Errand.SEND).getFirst();
    }

    private Segment errand(NotificationId id, Segment.Errand errand) {
        List<Segment> segments = desk.segments(id, errand);
        assertThat(segments).hasSize(1);
        return segments.getFirst();
    }

    private NotificationStatus errandStatus(NotificationId id) {
        return desk.standing(id).errands().getFirst().status();
    }

    private Delivery.Sent sentTo(Segment segment, int position) {
        return requireNonNull(desk.sending.delivered(segment, position).sent());
    }

    private static Problem problem(ThrowingCallable call) {
        NotPossibleException refused = catchThrowableOfType(NotPossibleException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused).message().endsWith(".");
        return refused.problem();
    }
}
