package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static dev.tidings.delivery.notification.SomeNotifications.aDelivery;
import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.DueDelivery;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationStoreTest extends OnEveryDatabase {
    NotificationStoreTest(TestDatabase kind) {
        super(kind);
    }

    private static final Tenancy ELSEWHERE = new Tenancy("default", "tenant-b");

    @Test
    void what_was_accepted_is_there_after_a_restart_exactly_as_it_was() {
        Notification notification = aNotification();
        Delivery delivery = accepted(notification);

        reopen();

        assertThat(store().find(notification.id(), Reach.EVERYTHING)).contains(notification);
        assertThat(store().delivery(HERE, notification.id(), delivery.id())).contains(delivery);
        assertThat(store().due(NOON, 10)).containsExactly(new DueDelivery(delivery, notification));
    }

    @Test
    void nothing_is_found_outside_of_reach_or_through_another_tenant() {
        Notification notification = aNotification();
        Delivery delivery = accepted(notification);

        Reach other = new Reach(null, Set.of("tenant-b"));
        assertThat(store().find(notification.id(), other)).isEmpty();
        assertThat(store().find(notification.id(), new Reach(Set.of("other-bot"), null)))
                .isEmpty();
        assertThat(store().delivery(ELSEWHERE, notification.id(), delivery.id()))
                .isEmpty();
        assertThat(store().counts(ELSEWHERE, notification.id())).isEmpty();
        assertThat(store().deliveries(ELSEWHERE, notification.id(), DeliveryFilter.ALL, PageRequest.first(10))
                        .items())
                .isEmpty();
        assertThat(store().deliveriesTo(ELSEWHERE, List.of("29:ann"), PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void the_same_idempotency_key_gives_the_first_answer_again_and_stores_nothing_twice() {
        Notification first = aNotification();
        Notification second = aNotification();
        IdempotencyClaim claim = new IdempotencyClaim("key-1", "order-42", "hash");

        Acceptance once = store().accept(first, List.of(aDelivery(first)), claim);
        Acceptance twice = store().accept(second, List.of(aDelivery(second)), claim);

        assertThat(once).isEqualTo(new Acceptance.Accepted(first));
        assertThat(twice).isEqualTo(new Acceptance.Repeated(first));
        assertThat(store().due(NOON, 10)).hasSize(1);
        assertThat(store().find(second.id(), Reach.EVERYTHING)).isEmpty();
    }

    @Test
    void the_same_idempotency_key_with_another_body_is_a_conflict() {
        accept(aNotification(), new IdempotencyClaim("key-1", "order-42", "hash"));

        assertThat(accept(aNotification(), new IdempotencyClaim("key-1", "order-42", "other")))
                .isEqualTo(new Acceptance.Conflict());
        assertThat(store().due(NOON, 10)).hasSize(1);
    }

    @Test
    void an_idempotency_key_belongs_to_the_api_key_that_used_it() {
        accept(aNotification(), new IdempotencyClaim("key-1", "order-42", "hash"));

        assertThat(accept(aNotification(), new IdempotencyClaim("key-2", "order-42", "other")))
                .isInstanceOf(Acceptance.Accepted.class);
    }

    @Test
    void an_idempotency_key_is_honoured_for_a_day_and_forgotten_some_time_later() {
        IdempotencyClaim claim = new IdempotencyClaim("key-1", "order-42", "hash");
        accept(aNotification(), claim);

        assertThat(accept(aNotification(HERE, Priority.NORMAL, NOON.plus(Duration.ofHours(25))), claim))
                .isInstanceOf(Acceptance.Repeated.class);
        assertThat(accept(aNotification(HERE, Priority.NORMAL, NOON.plus(Duration.ofHours(49))), claim))
                .isInstanceOf(Acceptance.Accepted.class);
    }

    @Test
    void what_is_urgent_comes_first_and_then_what_is_due_longest() {
        Notification bulk = aNotification(HERE, Priority.BULK, NOON.minusSeconds(60));
        Notification late = aNotification(HERE, Priority.NORMAL, NOON);
        Notification early = aNotification(HERE, Priority.NORMAL, NOON.minusSeconds(30));
        Notification high = aNotification(HERE, Priority.HIGH, NOON);
        Notification future = aNotification(HERE, Priority.HIGH, NOON.plusSeconds(1));
        List.of(bulk, late, early, high, future).forEach(this::accepted);

        assertThat(store().due(NOON, 10))
                .extracting(DueDelivery::notification)
                .containsExactly(high, early, late, bulk);
        assertThat(store().due(NOON, 2)).extracting(DueDelivery::notification).containsExactly(high, early);
        assertThat(store().nextDue(NOON)).contains(NOON.plusSeconds(1));
        assertThat(store().nextDue(NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void an_attempt_is_recorded_before_the_call_and_seen_after_a_crash() {
        Notification notification = aNotification();
        Delivery delivery = accepted(notification);

        List<Delivery> begun = store().begin(List.of(delivery.id()), NOON);
        reopen();

        assertThat(begun).containsExactly(delivery.begun(NOON));
        assertThat(store().due(NOON, 10)).isEmpty();
        assertThat(store().inFlight(10)).extracting(DueDelivery::delivery).containsExactlyElementsOf(begun);
        assertThat(status(notification)).isEqualTo(NotificationStatus.RUNNING);
    }

    @Test
    void an_attempt_begins_once() {
        Delivery delivery = accepted(aNotification());

        store().begin(List.of(delivery.id()), NOON);

        assertThat(store().begin(List.of(delivery.id()), NOON)).isEmpty();
    }

    @Test
    void the_last_outcome_completes_the_notification() {
        Notification notification = aNotification();
        Delivery one = aDelivery(notification);
        Delivery other = aDelivery(notification);
        store().accept(notification, List.of(one, other), null);
        store().begin(List.of(one.id(), other.id()), NOON);

        Delivery.Sent sent = new Delivery.Sent("a:1", "1700", "https://smba.example/");
        assertThat(store().move(one.begun(NOON), one.begun(NOON).delivered(sent, NOON)))
                .isTrue();
        assertThat(status(notification)).isEqualTo(NotificationStatus.RUNNING);
        Delivery refused = other.begun(NOON).ended(DeliveryState.REFUSED, "not-installed", "Install the app.", NOON);
        assertThat(store().move(other.begun(NOON), refused)).isTrue();

        assertThat(status(notification)).isEqualTo(NotificationStatus.COMPLETED);
        assertThat(store().counts(HERE, notification.id()))
                .containsOnly(
                        java.util.Map.entry(DeliveryState.DELIVERED, 1L),
                        java.util.Map.entry(DeliveryState.REFUSED, 1L));
        assertThat(store().delivery(HERE, notification.id(), other.id())).contains(refused);
        assertThat(store().delivery(HERE, notification.id(), one.id())
                        .orElseThrow()
                        .sent())
                .isEqualTo(sent);
    }

    @Test
    void a_notification_of_which_everything_expired_has_expired() {
        Notification notification = aNotification();
        Delivery delivery = accepted(notification);

        store().move(delivery, delivery.ended(DeliveryState.EXPIRED, "expired", "Its time ran out.", NOON));

        assertThat(status(notification)).isEqualTo(NotificationStatus.EXPIRED);
    }

    @Test
    void a_refused_delivery_that_is_queued_again_reopens_its_notification() {
        Notification notification = aNotification();
        Delivery begun = begun(accepted(notification));
        Delivery refused = begun.ended(DeliveryState.REFUSED, "not-installed", "Install the app.", NOON);
        store().move(begun, refused);

        store().move(refused, refused.requeued(NOON));

        assertThat(status(notification)).isEqualTo(NotificationStatus.RUNNING);
        assertThat(store().due(NOON, 10)).hasSize(1);
    }

    @Test
    void an_outcome_that_comes_too_late_changes_nothing() {
        Delivery begun = begun(accepted(aNotification()));
        Delivery deferred = begun.deferred("throttled", "Teams asked to wait.", NOON.plusSeconds(5), NOON);
        store().move(begun, deferred);

        Delivery late = begun.ended(DeliveryState.REFUSED, "late", "Too late.", NOON);

        assertThat(store().move(begun, late)).isFalse();
        assertThat(store().delivery(HERE, begun.notification(), begun.id())).contains(deferred);
        assertThat(store().nextDue(NOON)).contains(NOON.plusSeconds(5));
    }

    @Test
    void the_ledger_is_read_page_by_page_and_by_state_and_reason() {
        Notification notification = aNotification();
        List<Delivery> deliveries = new ArrayList<>();
        for (int count = 0; count < 25; count++) {
            deliveries.add(aDelivery(notification));
        }
        store().accept(notification, deliveries, null);
        Delivery first = begun(deliveries.getFirst());
        store().move(first, first.ended(DeliveryState.REFUSED, "writes-blocked", "Blocked.", NOON));
        Delivery second = begun(deliveries.get(1));
        store().move(second, second.ended(DeliveryState.REFUSED, "not-installed", "Install.", NOON));

        assertThat(pages(notification, DeliveryFilter.ALL)).isEqualTo(ids(deliveries));
        assertThat(pages(notification, new DeliveryFilter(DeliveryState.REFUSED, null)))
                .isEqualTo(ids(deliveries.subList(0, 2)));
        assertThat(pages(notification, new DeliveryFilter(DeliveryState.REFUSED, "not-installed")))
                .isEqualTo(ids(deliveries.subList(1, 2)));
        assertThat(pages(notification, new DeliveryFilter(null, "writes-blocked")))
                .isEqualTo(ids(deliveries.subList(0, 1)));
    }

    @Test
    void what_went_to_a_person_is_found_under_any_of_their_ids_the_latest_first() {
        List<String> made = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            Notification notification = aNotification();
            Delivery delivery = Delivery.queued(
                    aDelivery(notification).id(), notification, count % 2 == 0 ? "29:ann" : "object-id-of-ann");
            store().accept(notification, List.of(delivery), null);
            made.addFirst(delivery.id().value());
        }
        Page<Delivery> first = store().deliveriesTo(HERE, List.of("29:ann", "object-id-of-ann"), PageRequest.first(3));
        Page<Delivery> rest =
                store().deliveriesTo(HERE, List.of("29:ann", "object-id-of-ann"), PageRequest.of(first.next(), 3));

        List<String> found = new ArrayList<>(ids(first.items()));
        found.addAll(ids(rest.items()));
        assertThat(found).isEqualTo(made);
        assertThat(rest.next()).isNull();
    }

    private List<String> pages(Notification notification, DeliveryFilter filter) {
        List<String> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Delivery> page = store().deliveries(HERE, notification.id(), filter, PageRequest.of(cursor, 10));
            found.addAll(ids(page.items()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private static List<String> ids(List<Delivery> deliveries) {
        return deliveries.stream().map(delivery -> delivery.id().value()).toList();
    }

    private NotificationStore store() {
        return stores.notifications();
    }

    private Acceptance accept(Notification notification, @Nullable IdempotencyClaim claim) {
        return store().accept(notification, List.of(aDelivery(notification)), claim);
    }

    private Delivery accepted(Notification notification) {
        Delivery delivery = aDelivery(notification);
        store().accept(notification, List.of(delivery), null);
        return delivery;
    }

    private Delivery begun(Delivery delivery) {
        return store().begin(List.of(delivery.id()), NOON).getFirst();
    }

    private NotificationStatus status(Notification notification) {
        return store().find(notification.id(), Reach.EVERYTHING).orElseThrow().status();
    }
}
