package dev.tidings.delivery.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.campaign.Deliveries.Decision;
import dev.tidings.delivery.campaign.NotPossibleException.Problem;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest extends OnEveryDatabase {
    private static final String OBJECT_ID = "6f1c1d1e-0000-4000-8000-0000000000aa";
    private static final String NAME = "ann@contoso.example";

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    DeliveriesTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void fill() {
        desk = new Desk(stores);
    }

    @Test
    void a_person_is_found_under_every_id_in_whatever_way_they_were_addressed() {
        var early = desk.tell(new Audience.One(new Target.User(OBJECT_ID.toUpperCase(Locale.ROOT))));
        desk.person("29:ann", OBJECT_ID, NAME);
        var late = desk.tell(new Audience.Users(List.of("29:bob", "29:ann")));
        desk.tell(new Audience.One(new Target.User("29:bob")));
        assertThat(Stream.of("29:ann", OBJECT_ID, NAME, "Ann@Contoso.example"))
                .allSatisfy(id -> assertThat(to(Desk.SCOPE, id)).containsExactly(late, early));
    }

    @Test
    void what_went_to_a_person_is_told_only_within_reach() {
        desk.tell(new Audience.One(new Target.User("29:ann")));
        Scope fenced = new Scope("default", Desk.TENANT, Desk.ELSEWHERE);
        NotAcceptedException refused = catchThrowableOfType(NotAcceptedException.class, () -> to(fenced, "29:ann"));
        assertThat(refused.problem()).isEqualTo(NotAcceptedException.Problem.UNKNOWN_TARGET);
        assertThat(to(new Scope("default", "two", Desk.ELSEWHERE), "29:ann")).isEmpty();
    }

    @Test
    void what_arrived_after_all_is_settled_and_settling_again_does_no_harm() {
        DeliveryId id = uncertain();
        assertThat(desk.deliveries.resolve(id, Decision.DELIVERED, Desk.ELSEWHERE))
                .isEmpty();
        assertThat(desk.deliveries.resolve(id, Decision.DELIVERED, Reach.EVERYTHING))
                .map(Delivery::state)
                .contains(DeliveryState.DELIVERED);
        assertThat(desk.deliveries.resolve(id, Decision.DELIVERED, Reach.EVERYTHING))
                .isPresent();
        assertThat(problem(() -> desk.deliveries.resolve(id, Decision.RESEND, Reach.EVERYTHING)))
                .isEqualTo(Problem.NOT_UNCERTAIN);
    }

    @Test
    void what_did_not_arrive_is_queued_again() {
        DeliveryId id = uncertain();
        assertThat(desk.deliveries.resolve(id, Decision.RESEND, Reach.EVERYTHING))
                .isPresent();
        assertThat(desk.sending.requeued()).extracting(Delivery::id).containsExactly(id);
    }

    @Test
    void a_delivery_that_is_not_there_cannot_be_settled() {
        DeliveryId beyond = new DeliveryId(uncertain().notification(), 77);
        assertThat(desk.deliveries.resolve(beyond, Decision.DELIVERED, Reach.EVERYTHING))
                .isEmpty();
        assertThat(desk.deliveries.find(beyond, Reach.EVERYTHING)).isEmpty();
    }

    @Test
    void what_was_refused_is_retried_as_a_whole_or_by_reason() {
        var id = refused(1200);
        assertThat(desk.deliveries.retry(id, DeliveryFilter.ALL, Reach.EVERYTHING))
                .hasValue(1199);
        assertThat(desk.sending.requeued()).extracting(Delivery::state).containsOnly(DeliveryState.REFUSED);
        desk.sending.requeued().clear();
        var blocked = new DeliveryFilter(null, "writes-blocked");
        assertThat(desk.deliveries.retry(id, blocked, Reach.EVERYTHING)).hasValue(600);
        assertThat(desk.deliveries.retry(id, blocked, Desk.ELSEWHERE)).isEmpty();
    }

    @Test
    void what_arrived_or_would_not_be_sent_is_not_retried() {
        var id = refused(4);
        var delivered = new DeliveryFilter(DeliveryState.DELIVERED, null);
        assertThat(problem(() -> desk.deliveries.retry(id, delivered, Reach.EVERYTHING)))
                .isEqualTo(Problem.NOT_RETRYABLE);
        Desk later = new Desk(stores, Desk.TENANT, Desk.NOW.plusSeconds(61));
        assertThat(problem(() -> later.deliveries.retry(id, DeliveryFilter.ALL, Reach.EVERYTHING)))
                .isEqualTo(Problem.EXPIRED);
        desk.campaigns.recall(id, Reach.EVERYTHING);
        assertThat(problem(() -> desk.deliveries.retry(id, DeliveryFilter.ALL, Reach.EVERYTHING)))
                .isEqualTo(Problem.RECALLED);
        assertThat(desk.sending.requeued()).isEmpty();
    }

    /// A notification whose first delivery arrived and whose others were refused, for two reasons in turn.
    private NotificationId refused(int number) {
        var request = NotificationRequest.of(new Audience.Users(desk.people(number)), Message.text("Hello"))
                .within(null, Desk.NOW.plusSeconds(60));
        var id = desk.accept(request).notification().id();
        desk.segments(id, Segment.Errand.SEND)
                .forEach(segment -> desk.sending.finish(
                        segment,
                        position -> segment.id().number() == 0 && position == 0
                                ? desk.sending.delivered(segment, 0)
                                : desk.sending.ended(
                                        DeliveryState.REFUSED,
                                        position % 2 == 0 ? "not-installed" : "writes-blocked",
                                        null)));
        return id;
    }

    private DeliveryId uncertain() {
        var id = desk.tell(new Audience.Users(desk.people(2)));
        Segment segment = desk.segments(id, Segment.Errand.SEND).getFirst();
        desk.sending.finish(
                segment,
                position -> position == 0
                        ? desk.sending.delivered(segment, 0)
                        : desk.sending.ended(DeliveryState.UNCERTAIN, "no-answer", null));
        return new DeliveryId(id, 1);
    }

    private List<NotificationId> to(Scope scope, String user) {
        return desk.deliveries.to(scope, user, PageRequest.first(10)).items().stream()
                .map(Delivery::notification)
                .toList();
    }

    private static Problem problem(ThrowingCallable call) {
        NotPossibleException refused = catchThrowableOfType(NotPossibleException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused).message().endsWith(".");
        return refused.problem();
    }
}
