package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationStoreTest extends OnEveryDatabase {
    private static final Tenancy ELSEWHERE = new Tenancy("default", "tenant-b");
    private static final NotificationStatus PLANNING = NotificationStatus.PLANNING;

    NotificationStoreTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void what_was_accepted_is_there_after_a_restart_exactly_as_it_was_with_its_work_and_its_topic() {
        Notification notification = aNotification();
        Segment segment = SomeWork.segment(notification, 0, List.of("29:ann"));

        Acceptance answer = store().accept(notification, SomeWork.planned(segment), null);
        reopen();

        assertThat(answer).isEqualTo(new Acceptance.Accepted(notification));
        assertThat(find(notification)).isEqualTo(notification);
        assertThat(stores.dispatch().get(Keys.work(segment))).isNotNull();
        assertThat(stores.topics().topic(HERE, "prices")).contains(new Topic("prices", false, 0, 0));
        assertThat(store().plans(10)).isEmpty();
    }

    @Test
    void every_kind_of_audience_is_kept() {
        for (Audience audience : List.of(
                new Audience.One(new Target.Channel("19:c", null)),
                new Audience.One(new Target.Channel("19:c", "17\u0000")),
                new Audience.One(new Target.Chat("19:g")),
                new Audience.One(new Target.Conversation("a:1")),
                new Audience.Users(List.of("29:ann", "ben@contoso.example")),
                new Audience.Members("19:team"),
                new Audience.Subscribers("weather \"today\""),
                new Audience.Everyone())) {
            Notification notification = aNotification(HERE, Priority.BULK, NOON, audience, PLANNING);
            accept(notification, null);
            assertThat(find(notification)).isEqualTo(notification);
        }
        assertThat(stores.topics().topic(HERE, "weather \"today\"")).isPresent();
    }

    @Test
    void nothing_is_found_outside_of_reach() {
        Notification notification = aNotification();
        accept(notification, null);

        assertThat(store().find(notification.id(), new Reach(null, Set.of("tenant-b"))))
                .isEmpty();
        assertThat(store().find(notification.id(), new Reach(Set.of("other-bot"), null)))
                .isEmpty();
        assertThat(store().find(notification.id(), new Reach(Set.of("default"), Set.of("tenant-a"))))
                .isPresent();
    }

    @Test
    void the_latest_come_first_page_by_page_and_only_those_within_reach() {
        List<Notification> made = new ArrayList<>();
        for (int count = 0; count < 12; count++) {
            Tenancy tenancy =
                    List.of(HERE, ELSEWHERE, new Tenancy("other", "tenant-c")).get(count % 3);
            Notification notification = aNotification(tenancy, Priority.NORMAL, NOON);
            accept(notification, null);
            made.addFirst(notification);
        }

        assertThat(latest(Reach.EVERYTHING, 5)).isEqualTo(made);
        assertThat(latest(new Reach(null, Set.of("tenant-a", "tenant-c")), 3))
                .isEqualTo(made.stream()
                        .filter(each -> !each.tenancy().equals(ELSEWHERE))
                        .toList());
        assertThat(latest(new Reach(Set.of("other"), null), 3)).hasSize(4);
        assertThat(latest(new Reach(Set.of("other"), Set.of("tenant-a")), 3)).isEmpty();
        assertThat(latest(new Reach(Set.of(), null), 3)).isEmpty();
        assertThat(latest(new Reach(null, Set.of()), 3)).isEmpty();
    }

    @Test
    void the_same_idempotency_key_gives_the_first_answer_again_and_stores_nothing_twice() {
        Notification first = aNotification();
        Notification second = aNotification();
        IdempotencyClaim claim = new IdempotencyClaim("key-1", "order-42", "hash");

        assertThat(store().earlier(claim, NOON)).isEmpty();
        Acceptance once = accept(first, claim);
        Acceptance twice = accept(second, claim);

        assertThat(once).isEqualTo(new Acceptance.Accepted(first));
        assertThat(twice).isEqualTo(new Acceptance.Repeated(first));
        assertThat(store().earlier(claim, NOON)).contains(twice);
        assertThat(works()).hasSize(1);
        assertThat(store().find(second.id(), Reach.EVERYTHING)).isEmpty();
    }

    @Test
    void the_same_idempotency_key_with_another_body_is_a_conflict() {
        accept(aNotification(), new IdempotencyClaim("key-1", "order-42", "hash"));

        assertThat(accept(aNotification(), new IdempotencyClaim("key-1", "order-42", "other")))
                .isEqualTo(new Acceptance.Conflict());
        assertThat(works()).hasSize(1);
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
    void planning_goes_on_where_it_stopped_until_it_is_complete() {
        Notification notification = aBroadcast();
        Plan beginning =
                new Plan(CampaignId.sending(notification.id()), notification, Segment.Errand.SEND, null, "", 0);
        assertThat(store().plans(10)).containsExactly(beginning);

        assertThat(plan(beginning, "29:m")).isTrue();
        reopen();
        Plan next = store().plans(10).getFirst();
        assertThat(next.cursor()).isEqualTo("29:m");
        assertThat(next.segments()).isEqualTo(1);
        assertThat(next.notification().planned()).isEqualTo(2);
        assertThat(next.notification().status()).isEqualTo(PLANNING);

        assertThat(plan(next, null)).isTrue();
        assertThat(store().plans(10)).isEmpty();
        assertThat(find(notification).planned()).isEqualTo(4);
        assertThat(find(notification).status()).isEqualTo(NotificationStatus.ACCEPTED);
        assertThat(works()).hasSize(2);
    }

    @Test
    void a_part_that_is_planned_twice_is_counted_once() {
        Notification notification = aBroadcast();
        Plan plan = store().plans(10).getFirst();

        assertThat(plan(plan, "29:m")).isTrue();
        assertThat(plan(plan, "29:m")).isFalse();

        assertThat(find(notification).planned()).isEqualTo(2);
        assertThat(works()).hasSize(1);
    }

    @Test
    void plans_are_worked_on_the_oldest_first() {
        Notification late = aNotification(HERE, Priority.HIGH, NOON.plusSeconds(9), new Audience.Everyone(), PLANNING);
        Notification early = aNotification(HERE, Priority.BULK, NOON, new Audience.Everyone(), PLANNING);
        accept(late, null);
        accept(early, null);

        assertThat(store().plans(10)).extracting(Plan::notification).containsExactly(early, late);
        assertThat(store().plans(1)).hasSize(1);
    }

    @Test
    void what_is_paused_is_resumed_to_where_its_planning_is() {
        Notification notification = aBroadcast();
        assertThat(order(notification, NotificationStatus.PAUSED)).isTrue();
        assertThat(order(notification, NotificationStatus.PAUSED)).isFalse();
        assertThat(find(notification).status()).isEqualTo(NotificationStatus.PAUSED);
        assertThat(order(notification, NotificationStatus.ACCEPTED)).isTrue();
        assertThat(find(notification).status()).isEqualTo(PLANNING);

        order(notification, NotificationStatus.PAUSED);
        plan(store().plans(1).getFirst(), null);
        assertThat(find(notification).status()).isEqualTo(NotificationStatus.PAUSED);
        order(notification, NotificationStatus.ACCEPTED);
        assertThat(find(notification).status()).isEqualTo(NotificationStatus.ACCEPTED);
        assertThat(order(notification, NotificationStatus.ACCEPTED)).isFalse();
    }

    @Test
    void cancelling_lasts_ends_the_planning_and_is_told_to_the_engine_once() {
        Notification notification = aBroadcast();
        Plan plan = store().plans(1).getFirst();
        assertThat(order(notification, NotificationStatus.CANCELLED)).isTrue();

        assertThat(store().plans(1)).isEmpty();
        assertThat(plan(plan, "29:m")).isFalse();
        assertThat(works()).isEmpty();
        String key = Keys.order(CampaignId.sending(notification.id()), 0);
        assertThat(stores.dispatch().get(key)).isEqualTo(new byte[] {7});
        stores.dispatch().commit(new FactChanges().delete(key));
        for (NotificationStatus status :
                List.of(NotificationStatus.CANCELLED, NotificationStatus.PAUSED, NotificationStatus.ACCEPTED)) {
            assertThat(order(notification, status)).as(status.word()).isFalse();
        }
        assertThat(stores.dispatch().get(key)).isNull();
    }

    @Test
    void what_has_nothing_left_to_do_can_be_neither_paused_nor_cancelled() {
        Notification notification = aNotification();
        Segment segment = SomeWork.segment(notification, 0, List.of("29:ann"));
        store().accept(notification, SomeWork.planned(segment), null);
        stores.dispatch().commit(SomeWork.done(segment, List.of(SomeWork.refused("not-installed"))));

        assertThat(order(notification, NotificationStatus.PAUSED)).isFalse();
        assertThat(order(notification, NotificationStatus.CANCELLED)).isFalse();
        assertThat(order(aNotification(), NotificationStatus.PAUSED))
                .as("unknown")
                .isFalse();
        assertThatThrownBy(() -> order(notification, NotificationStatus.COMPLETED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("completed");
    }

    @Test
    void edits_and_recalls_are_numbered_planned_and_listed_apart_from_the_sending() {
        Notification notification = aNotification();
        accept(notification, null);

        CampaignId edit = store().begin(notification.id(), Segment.Errand.EDIT, "{\"text\":\"new\"}", NOON);
        CampaignId recall = store().begin(notification.id(), Segment.Errand.RECALL, null, NOON.plusSeconds(1));

        assertThat(edit).isEqualTo(new CampaignId(notification.id(), 1));
        assertThat(recall).isEqualTo(new CampaignId(notification.id(), 2));
        assertThat(store().errands(notification.id()))
                .containsExactly(
                        new Plan(edit, notification, Segment.Errand.EDIT, "{\"text\":\"new\"}", "", 0),
                        new Plan(recall, notification, Segment.Errand.RECALL, null, "", 0));
        assertThat(store().plans(10)).extracting(Plan::campaign).containsExactly(edit, recall);
        assertThat(store().message(CampaignId.sending(notification.id()))).contains(notification.message());
        assertThat(store().message(edit)).contains("{\"text\":\"new\"}");
        assertThat(store().message(recall)).isEmpty();

        plan(store().plans(1).getFirst(), null);
        assertThat(find(notification).planned())
                .as("an edit has no new recipients")
                .isEqualTo(1);
        assertThat(store().plans(10)).extracting(Plan::campaign).containsExactly(recall);
        assertThatThrownBy(() -> store().begin(aNotification().id(), Segment.Errand.RECALL, null, NOON))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void what_is_old_and_has_nothing_left_to_do_is_forgotten_with_its_ledger_and_nothing_else() {
        Notification old = aNotification(HERE, Priority.NORMAL, NOON.minusSeconds(10));
        IdempotencyClaim claim = new IdempotencyClaim("key-1", "order-42", "hash");
        FactChanges work = new FactChanges();
        List<Segment> segments = new ArrayList<>();
        for (int number = 0; number < 130; number++) {
            Segment segment = SomeWork.segment(old, number, List.of("29:ann"));
            SomeWork.planned(segment).forEach(work::put, key -> {});
            segments.add(segment);
        }
        work.put(Keys.order(CampaignId.sending(old.id()), 0), new byte[] {7});
        store().accept(old, work, claim);
        Notification waiting = aNotification(HERE, Priority.HIGH, NOON.minusSeconds(20));
        accept(waiting, null);
        Notification planning =
                aNotification(HERE, Priority.HIGH, NOON.minusSeconds(30), new Audience.Everyone(), PLANNING);
        accept(planning, null);
        Notification fresh = aNotification();
        accept(fresh, null);
        assertThat(store().purge(NOON, 10)).as("everything is open").isZero();

        segments.forEach(segment ->
                stores.dispatch().commit(SomeWork.done(segment, List.of(SomeWork.refused("not-installed")))));
        CampaignId recall = store().begin(old.id(), Segment.Errand.RECALL, null, NOON);
        assertThat(store().purge(NOON, 10)).as("a recall is being planned").isZero();
        store().planned(store().errands(old.id()).getFirst(), new FactChanges(), 0, null, NOON);

        assertThat(store().purge(NOON, 10)).isEqualTo(1);
        assertThat(store().find(old.id(), Reach.EVERYTHING)).isEmpty();
        assertThat(store().earlier(claim, NOON)).isEmpty();
        assertThat(store().message(recall)).isEmpty();
        assertThat(facts()).noneMatch(key -> key.contains(old.id().value()));
        assertThat(facts()).anyMatch(key -> key.contains(waiting.id().value()));
        assertThat(latest(Reach.EVERYTHING, 10)).containsExactlyInAnyOrder(waiting, planning, fresh);
        assertThat(store().purge(NOON, 10)).isZero();
    }

    @Test
    void no_more_is_forgotten_at_once_than_was_asked_for() {
        for (int count = 0; count < 5; count++) {
            store().accept(aNotification(HERE, Priority.NORMAL, NOON.minusSeconds(1)), new FactChanges(), null);
        }

        assertThat(store().purge(NOON, 2)).isEqualTo(2);
        assertThat(store().purge(NOON, 10)).isEqualTo(3);
    }

    private boolean plan(Plan plan, @Nullable String cursor) {
        Segment segment = SomeWork.segment(
                new SegmentId(plan.campaign(), plan.segments()), plan.notification(), List.of("29:ann", "29:ben"));
        return store().planned(plan, SomeWork.planned(segment), 2, cursor, NOON);
    }

    private Notification aBroadcast() {
        Notification notification = aNotification(HERE, Priority.BULK, NOON, new Audience.Everyone(), PLANNING);
        store().accept(notification, new FactChanges(), null);
        return notification;
    }

    private boolean order(Notification notification, NotificationStatus status) {
        FactChanges facts = new FactChanges().put(Keys.order(CampaignId.sending(notification.id()), 0), new byte[] {7});
        return store().order(notification.id(), status, facts, NOON);
    }

    private List<String> works() {
        return facts().stream().filter(key -> key.startsWith("q/")).toList();
    }

    private List<String> facts() {
        List<String> keys = new ArrayList<>();
        stores.dispatch().scan("", "~", (key, value) -> keys.add(key));
        return keys;
    }

    private List<Notification> latest(Reach reach, int limit) {
        List<Notification> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Notification> page = store().latest(reach, PageRequest.of(cursor, limit));
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private NotificationStore store() {
        return stores.notifications();
    }

    private Acceptance accept(Notification notification, @Nullable IdempotencyClaim claim) {
        FactChanges work = notification.status() == PLANNING
                ? new FactChanges()
                : SomeWork.planned(SomeWork.segment(notification, 0, List.of("29:ann")));
        return store().accept(notification, work, claim);
    }

    private Notification find(Notification notification) {
        return store().find(notification.id(), Reach.EVERYTHING).orElseThrow();
    }
}
