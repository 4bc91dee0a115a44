package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.InvalidCursorException;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerStoreTest extends OnEveryDatabase {
    private static final Delivery.Sent SENT = new Delivery.Sent("a:1", "1700", "https://smba.example/");

    private final Random random = new Random(1);
    private final Notification notification =
            aNotification(HERE, Priority.NORMAL, NOON, new Audience.Everyone(), NotificationStatus.PLANNING);

    LedgerStoreTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void each_step_of_a_delivery_is_told_as_it_is_taken() {
        Segment segment = planned(0, 1);
        ItemId item = new ItemId(segment.id(), 0);
        assertThat(line(0))
                .extracting(Delivery::state, Delivery::attempts, Delivery::dueAt, Delivery::updatedAt)
                .containsExactly(DeliveryState.QUEUED, 0, NOON, NOON);

        step(item, 0, new Step.Begun(NOON.plusSeconds(1), 1));
        assertThat(line(0))
                .extracting(Delivery::state, Delivery::attempts, Delivery::dueAt, Delivery::updatedAt)
                .containsExactly(DeliveryState.IN_FLIGHT, 1, null, NOON.plusSeconds(1));

        step(item, 1, new Step.Deferred(NOON.plusSeconds(2), "throttled", NOON.plusSeconds(60)));
        assertThat(line(0))
                .extracting(Delivery::state, Delivery::reason, Delivery::attempts, Delivery::dueAt)
                .containsExactly(DeliveryState.DEFERRED, "throttled", 1, NOON.plusSeconds(60));

        step(item, 2, new Step.Begun(NOON.plusSeconds(60), 2));
        step(item, 3, new Step.Ended(NOON.plusSeconds(61), DeliveryState.UNCERTAIN, "no-answer", null, null));
        assertThat(line(0))
                .extracting(Delivery::state, Delivery::reason, Delivery::detail, Delivery::attempts)
                .containsExactly(DeliveryState.UNCERTAIN, "no-answer", null, 2);

        step(item, 4, new Step.Requeued(NOON.plusSeconds(70)));
        assertThat(line(0))
                .extracting(Delivery::state, Delivery::reason, Delivery::attempts, Delivery::dueAt)
                .containsExactly(DeliveryState.QUEUED, null, 2, NOON.plusSeconds(70));

        step(item, 5, new Step.Ended(NOON.plusSeconds(80), DeliveryState.DELIVERED, null, "At last.", SENT));
        Delivery ended = line(0);
        assertThat(ended.sent()).isEqualTo(SENT);
        assertThat(ended.detail()).isEqualTo("At last.");
        assertThat(ended.id()).isEqualTo(new DeliveryId(notification.id(), 0));
        assertThat(ended.tenancy()).isEqualTo(HERE);

        Done.End end =
                new Done.End(new Step.Ended(NOON.plusSeconds(80), DeliveryState.DELIVERED, null, "At last.", SENT), 2);
        commit(SomeWork.done(segment, List.of(end)));
        assertThat(line(0)).as("the same once its segment is done").isEqualTo(ended);
    }

    @Test
    void the_ledger_is_one_list_of_what_is_done_and_what_is_not_in_the_order_of_planning() {
        Segment open = planned(0, 3);
        Segment done = planned(1, 500);
        planned(2, 2);
        Segment last = planned(4, 1);
        commit(SomeWork.done(done, ends(500, 100)));
        commit(SomeWork.done(last, ends(1, 0)));
        step(new ItemId(open.id(), 1), 0, new Step.Begun(NOON, 1));

        List<Delivery> all = pages(DeliveryFilter.ALL, 7);

        assertThat(all)
                .extracting(line -> line.id().ordinal())
                .containsExactlyElementsOf(LongStream.concat(
                                LongStream.concat(LongStream.range(0, 3), LongStream.range(500, 1000)),
                                LongStream.of(1000, 1001, 2000))
                        .boxed()
                        .toList());
        assertThat(all.get(1).state()).isEqualTo(DeliveryState.IN_FLIGHT);
        assertThat(all).isEqualTo(pages(DeliveryFilter.ALL, 500));
        assertThat(all).isEqualTo(pages(DeliveryFilter.ALL, 3));
    }

    @Test
    void lines_are_found_by_state_and_reason_wherever_they_are() {
        for (int number = 0; number < 3; number++) {
            commit(SomeWork.done(planned(number, 50), ends(50, number == 1 ? 0 : 5)));
        }
        Segment open = planned(3, 50);
        step(new ItemId(open.id(), 7), 0, new Step.Ended(NOON, DeliveryState.REFUSED, "writes-blocked", null, null));

        assertThat(ordinals(new DeliveryFilter(DeliveryState.REFUSED, null)))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 1000L, 1001L, 1002L, 1003L, 1004L, 1507L);
        assertThat(ordinals(new DeliveryFilter(DeliveryState.REFUSED, "writes-blocked")))
                .containsExactly(1507L);
        assertThat(ordinals(new DeliveryFilter(null, "not-installed"))).hasSize(10);
        assertThat(ordinals(new DeliveryFilter(DeliveryState.QUEUED, null))).hasSize(49);
        assertThat(ordinals(new DeliveryFilter(DeliveryState.EXPIRED, null))).isEmpty();
    }

    @Test
    void a_page_that_takes_the_last_line_says_that_it_is_the_last() {
        commit(SomeWork.done(planned(0, 10), ends(10, 3)));

        assertThat(page(DeliveryFilter.ALL, null, 10).next()).isNull();
        assertThat(page(DeliveryFilter.ALL, null, 9).next()).isNotNull();
        assertThat(page(new DeliveryFilter(DeliveryState.REFUSED, null), null, 3)
                        .next())
                .isNull();
        assertThat(page(new DeliveryFilter(DeliveryState.REFUSED, null), null, 2)
                        .next())
                .isNotNull();
        assertThatThrownBy(() ->
                        stores.ledger().deliveries(notification, DeliveryFilter.ALL, new PageRequest("no number", 10)))
                .isInstanceOf(InvalidCursorException.class);
    }

    @Test
    void counts_are_of_what_is_done_what_has_begun_and_what_waits() {
        accept();
        Segment done = plan(0, 500);
        Segment open = plan(1, 500);
        plan(2, 20);
        commit(SomeWork.done(done, ends(500, 120)));
        step(new ItemId(open.id(), 3), 0, new Step.Begun(NOON, 1));
        step(new ItemId(open.id(), 4), 0, new Step.Begun(NOON, 1));
        step(new ItemId(open.id(), 4), 1, new Step.Deferred(NOON, "throttled", NOON.plusSeconds(9)));
        step(new ItemId(open.id(), 5), 0, new Step.Ended(NOON, DeliveryState.REFUSED, "not-installed", null, null));

        assertThat(stores.ledger()
                        .tally(notification, CampaignId.sending(notification.id()))
                        .counts())
                .containsExactlyInAnyOrder(
                        new Tally.Count(DeliveryState.DELIVERED, "", 380),
                        new Tally.Count(DeliveryState.REFUSED, "not-installed", 121),
                        new Tally.Count(DeliveryState.IN_FLIGHT, "", 1),
                        new Tally.Count(DeliveryState.DEFERRED, "throttled", 1),
                        new Tally.Count(DeliveryState.QUEUED, "", 517));
    }

    @Test
    void an_edit_is_counted_apart_from_the_sending() {
        accept();
        commit(SomeWork.done(plan(0, 2), ends(2, 0)));
        CampaignId edit = stores.notifications().begin(notification.id(), Segment.Errand.EDIT, "{}", NOON);
        Plan plan = stores.notifications().errands(notification.id()).getFirst();
        Segment segment = SomeWork.segment(new SegmentId(edit, 0), notification, SomeWork.people(2, random));
        stores.notifications().planned(plan, SomeWork.planned(segment), 2, null, NOON);
        step(new ItemId(segment.id(), 0), 0, new Step.Begun(NOON, 1));

        assertThat(stores.ledger().tally(notification, edit).counts())
                .containsExactlyInAnyOrder(
                        new Tally.Count(DeliveryState.QUEUED, "", 1), new Tally.Count(DeliveryState.IN_FLIGHT, "", 1));
        assertThat(stores.ledger()
                        .tally(notification, CampaignId.sending(notification.id()))
                        .counts())
                .containsExactly(new Tally.Count(DeliveryState.DELIVERED, "", 2));
        assertThat(pages(DeliveryFilter.ALL, 10)).hasSize(2);
    }

    @Test
    void a_line_that_is_not_there_is_not_found() {
        planned(0, 3);

        assertThat(stores.ledger().delivery(notification, new DeliveryId(notification.id(), 3)))
                .isEmpty();
        assertThat(stores.ledger().delivery(notification, new DeliveryId(notification.id(), 999_999_999_999L)))
                .isEmpty();
        assertThat(stores.ledger()
                        .delivery(notification, new DeliveryId(aNotification().id(), 0)))
                .isEmpty();
    }

    @Test
    void what_was_to_go_to_a_person_is_found_under_any_id_the_latest_first_open_or_done() {
        List<DeliveryId> wanted = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            Notification each = aNotification(
                    HERE, List.of(Priority.HIGH, Priority.NORMAL, Priority.BULK).get(count % 3), NOON);
            List<String> people = new ArrayList<>(SomeWork.people(20, random));
            people.set(count, count % 2 == 0 ? "29:ann" : "object-id-of-ann");
            Segment segment = SomeWork.segment(each, 0, people);
            commit(SomeWork.planned(segment));
            if (count < 3) {
                commit(SomeWork.done(segment, ends(20, 0)));
            }
            wanted.addFirst(new DeliveryId(each.id(), count));
        }

        assertThat(toAnn(HERE, Reach.EVERYTHING, 50)).isEqualTo(wanted);
        assertThat(toAnn(HERE, Reach.EVERYTHING, 2)).isEqualTo(wanted);
        assertThat(toAnn(HERE, Reach.EVERYTHING, 5)).isEqualTo(wanted);
        assertThat(toAnn(HERE, new Reach(null, Set.of("tenant-b")), 50)).isEmpty();
        assertThat(toAnn(new Tenancy("default", "tenant-b"), Reach.EVERYTHING, 50))
                .isEmpty();
        assertThat(stores.ledger()
                        .deliveriesTo(HERE, List.of("29:nobody"), Reach.EVERYTHING, PageRequest.first(5))
                        .items())
                .isEmpty();
    }

    @Test
    void a_person_is_found_among_more_segments_than_are_looked_at_at_once() {
        Notification old = aNotification();
        commit(SomeWork.planned(SomeWork.segment(old, 0, List.of("29:ann"))));
        FactChanges others = new FactChanges();
        for (int count = 0; count < 450; count++) {
            Segment other = SomeWork.segment(aNotification(), 0, List.of("29:" + count));
            SomeWork.planned(other).forEach(others::put, key -> {});
        }
        commit(others);

        assertThat(toAnn(HERE, Reach.EVERYTHING, 3)).containsExactly(new DeliveryId(old.id(), 0));
    }

    @Test
    void a_target_that_is_no_person_is_told_as_what_it_is() {
        Segment segment = new Segment(
                new SegmentId(CampaignId.sending(notification.id()), 0),
                HERE,
                Segment.Errand.SEND,
                notification.priority(),
                notification.onUncertain(),
                null,
                NOON,
                NOON.plusSeconds(30),
                null,
                List.of(Recipient.of(new Target.Channel("19:c", "7"), null)));
        commit(SomeWork.planned(segment));

        assertThat(line(0))
                .extracting(Delivery::target, Delivery::person, Delivery::dueAt)
                .containsExactly(new Target.Channel("19:c", "7"), null, NOON.plusSeconds(30));
    }

    private Delivery line(long ordinal) {
        Delivery line = stores.ledger()
                .delivery(notification, new DeliveryId(notification.id(), ordinal))
                .orElseThrow();
        assertThat(pages(DeliveryFilter.ALL, 500)).contains(line);
        return line;
    }

    private void step(ItemId item, int number, Step step) {
        commit(new FactChanges().put(Keys.step(item, number), FactJson.write(step)));
    }

    private void commit(FactChanges changes) {
        stores.dispatch().commit(changes);
    }

    private Segment planned(int number, int people) {
        Segment segment = SomeWork.segment(notification, number, SomeWork.people(people, random));
        commit(SomeWork.planned(segment));
        return segment;
    }

    private void accept() {
        stores.notifications().accept(notification, new FactChanges(), null);
    }

    private Segment plan(int number, int people) {
        Segment segment = SomeWork.segment(notification, number, SomeWork.people(people, random));
        Plan plan = stores.notifications().plans(1).getFirst();
        stores.notifications().planned(plan, SomeWork.planned(segment), people, "after " + number, NOON);
        return segment;
    }

    private List<Done.End> ends(int count, int refused) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        number < refused ? SomeWork.refused("not-installed") : SomeWork.delivered(random, number))
                .toList();
    }

    private Page<Delivery> page(DeliveryFilter filter, @Nullable String cursor, int limit) {
        return stores.ledger().deliveries(notification, filter, PageRequest.of(cursor, limit));
    }

    private List<Long> ordinals(DeliveryFilter filter) {
        return pages(filter, 2).stream().map(line -> line.id().ordinal()).toList();
    }

    private List<Delivery> pages(DeliveryFilter filter, int limit) {
        List<Delivery> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Delivery> page = page(filter, cursor, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            assertThat(cursor == null || !page.items().isEmpty())
                    .as("a further page has something")
                    .isTrue();
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private List<DeliveryId> toAnn(Tenancy tenancy, Reach reach, int limit) {
        List<DeliveryId> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Delivery> page = stores.ledger()
                    .deliveriesTo(tenancy, List.of("29:ann", "object-id-of-ann"), reach, PageRequest.of(cursor, limit));
            page.items().forEach(line -> found.add(line.id()));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
