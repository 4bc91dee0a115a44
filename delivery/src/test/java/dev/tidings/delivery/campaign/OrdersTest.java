package dev.tidings.delivery.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.campaign.NotPossibleException.Problem;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest extends OnEveryDatabase {
    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    OrdersTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        desk = new Desk(stores);
    }

    @Test
    void orders_are_facts_in_the_order_in_which_they_were_given() {
        var id = waiting();
        assertThat(desk.campaigns.pause(id, Reach.EVERYTHING).orElseThrow().status())
                .isEqualTo(NotificationStatus.PAUSED);
        assertThat(desk.campaigns.resume(id, Reach.EVERYTHING).orElseThrow().status())
                .isEqualTo(NotificationStatus.ACCEPTED);
        assertThat(desk.campaigns.cancel(id, Reach.EVERYTHING).orElseThrow().status())
                .isEqualTo(NotificationStatus.CANCELLED);
        assertThat(facts(id)).containsExactly(Order.PAUSE, Order.RESUME, Order.CANCEL);
        CampaignId campaign = CampaignId.sending(id);
        assertThat(desk.sending.orders())
                .containsExactly(
                        Map.entry(campaign, Order.PAUSE),
                        Map.entry(campaign, Order.RESUME),
                        Map.entry(campaign, Order.CANCEL));
    }

    @Test
    void what_is_ordered_again_changes_nothing() {
        var id = waiting();
        desk.campaigns.resume(id, Reach.EVERYTHING);
        desk.campaigns.pause(id, Reach.EVERYTHING);
        desk.campaigns.pause(id, Reach.EVERYTHING);
        desk.campaigns.cancel(id, Reach.EVERYTHING);
        desk.campaigns.cancel(id, Reach.EVERYTHING);
        assertThat(facts(id)).containsExactly(Order.PAUSE, Order.CANCEL);
    }

    @Test
    void what_is_over_takes_no_orders() {
        var id = waiting();
        desk.deliver(id);
        assertThat(problem(() -> desk.campaigns.pause(id, Reach.EVERYTHING))).isEqualTo(Problem.OVER);
        assertThat(problem(() -> desk.campaigns.resume(id, Reach.EVERYTHING))).isEqualTo(Problem.OVER);
        assertThat(problem(() -> desk.campaigns.cancel(id, Reach.EVERYTHING))).isEqualTo(Problem.OVER);
        assertThat(facts(id)).isEmpty();
    }

    @Test
    void what_is_cancelled_or_has_expired_says_so() {
        var cancelled = waiting();
        desk.campaigns.cancel(cancelled, Reach.EVERYTHING);
        assertThat(problem(() -> desk.campaigns.resume(cancelled, Reach.EVERYTHING)))
                .isEqualTo(Problem.CANCELLED);
        var expired = waiting();
        desk.segments(expired, Segment.Errand.SEND)
                .forEach(segment -> desk.sending.finish(
                        segment, position -> desk.sending.ended(DeliveryState.EXPIRED, null, null)));
        assertThat(problem(() -> desk.campaigns.cancel(expired, Reach.EVERYTHING)))
                .isEqualTo(Problem.EXPIRED);
    }

    @Test
    void what_is_out_of_reach_takes_no_orders() {
        var id = waiting();
        assertThat(desk.campaigns.pause(id, Desk.ELSEWHERE)).isEmpty();
        assertThat(desk.campaigns.recall(id, Desk.ELSEWHERE)).isEmpty();
        assertThat(facts(id)).isEmpty();
        assertThat(desk.standing(id).errands()).isEmpty();
    }

    @Test
    void whoever_listens_hears_of_orders() throws InterruptedException {
        var listening = desk.events.listen(Reach.EVERYTHING, null);
        var id = waiting();
        desk.campaigns.pause(id, Reach.EVERYTHING);
        desk.campaigns.recall(id, Reach.EVERYTHING);
        List<String> words = new ArrayList<>();
        while (listening.next(Duration.ZERO) instanceof Heard.Told(var event)) {
            words.add(event.happening().word());
            assertThat(event.tenancy()).isEqualTo(Desk.HERE);
        }
        assertThat(words).containsExactly("notification-paused", "notification-cancelled", "recall-planning");
    }

    private NotificationId waiting() {
        return desk.tell(new Audience.Users(desk.people(2)));
    }

    private List<Order> facts(NotificationId id) {
        List<Order> orders = new ArrayList<>();
        String from = Keys.orders(CampaignId.sending(id));
        stores.dispatch().scan(from, from + Keys.END, (key, value) -> {
            orders.add(Order.ofBytes(value));
            return true;
        });
        return orders;
    }

    private static Problem problem(ThrowingCallable call) {
        NotPossibleException refused = catchThrowableOfType(NotPossibleException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused).message().endsWith(".");
        return refused.problem();
    }
}
