package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.DeposedException;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.Post;
import dev.tidings.delivery.store.Post.Kind;
import dev.tidings.delivery.store.Reach;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes on one database: what one that has been deposed can still write, and what the one that
/// sends is told.
final class NodeStoreTest {
    private static final FactChanges SOMETHING = new FactChanges().put("i/step", new byte[] {1});

    @TempDir
    Path folder;

    private DatabaseUrl url;
    private Stores leader;
    private Stores standby;

    @BeforeEach
    void open() {
        url = TestDatabase.POSTGRES.fresh(folder);
        leader = Stores.open(url);
        standby = Stores.open(url);
    }

    @AfterEach
    void close() {
        leader.close();
        standby.close();
        TestDatabase.POSTGRES.drop(url);
    }

    @Test
    void whoever_was_deposed_writes_nothing_of_its_engine_any_more() {
        DispatchStore earlier = leader.dispatch(leader.nodes().begin());
        earlier.commit(SOMETHING);
        DispatchStore later = standby.dispatch(standby.nodes().begin());

        assertThatThrownBy(() -> earlier.commit(new FactChanges().delete("i/step")))
                .isInstanceOf(DeposedException.class);
        assertThatThrownBy(() -> earlier.dispatch(new FactChanges().delete("i/step"), List.of()))
                .isInstanceOf(DeposedException.class);
        assertThat(later.get("i/step")).isNotNull();
        later.dispatch(new FactChanges().delete("i/step"), List.of());
        assertThat(later.get("i/step")).isNull();
    }

    @Test
    void the_one_that_sends_is_told_of_the_work_and_the_orders_of_others_and_not_of_its_own() {
        leader.nodes().leads(leader.nodes().begin());
        Notification ours = accepted(leader);
        assertThat(leader.nodes().posts(10)).isEmpty();

        Notification theirs = accepted(standby);
        order(standby, theirs);
        List<Post> posts = leader.nodes().posts(10);
        assertThat(posts).extracting(Post::kind).containsExactly(Kind.WORK, Kind.ORDER);
        assertThat(posts.getFirst().about()).isEqualTo(work(theirs));
        assertThat(posts.getLast().about())
                .isEqualTo(CampaignId.sending(theirs.id()).text());

        leader.nodes().heard(posts);
        assertThat(leader.nodes().posts(10)).isEmpty();
        order(leader, ours);
        assertThat(leader.nodes().posts(10)).isEmpty();
    }

    @Test
    void one_that_does_not_know_yet_that_it_was_deposed_tells_the_other() {
        leader.nodes().leads(leader.nodes().begin());
        standby.nodes().leads(standby.nodes().begin());
        Notification accepted = accepted(leader);
        assertThat(standby.nodes().posts(10)).extracting(Post::about).containsExactly(work(accepted));
    }

    @Test
    void whoever_begins_finds_the_work_itself_and_is_asked_again_what_nobody_has_answered() {
        accepted(standby);
        long question = standby.nodes().ask(Kind.REQUEUE, "somebody", "1,2");
        leader.nodes().begin();
        assertThat(leader.nodes().posts(10)).extracting(Post::number).containsExactly(question);
    }

    @Test
    void a_question_is_answered_once_and_is_over_then() {
        long question = standby.nodes().ask(Kind.SETTLE, "somebody", "1,DELIVERED");
        assertThat(standby.nodes().answered(question)).isEmpty();
        leader.nodes().answer(question, 1);
        assertThat(leader.nodes().posts(10)).isEmpty();
        assertThat(standby.nodes().answered(question)).hasValue(1);
        assertThat(standby.nodes().answered(question)).isEmpty();
    }

    @Test
    void two_processes_accept_once_what_comes_to_both_with_one_key() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Acceptance>> answers = new ArrayList<>();
            for (int key = 0; key < 200; key++) {
                var claim = new IdempotencyClaim("somebody", "key " + key, "body");
                answers.add(callers.submit(() -> accept(leader, claim)));
                answers.add(callers.submit(() -> accept(standby, claim)));
            }
            int first = 0;
            for (Future<Acceptance> answer : answers) {
                Acceptance got = answer.get();
                assertThat(got).isNotInstanceOf(Acceptance.Conflict.class);
                first += got instanceof Acceptance.Accepted ? 1 : 0;
            }
            assertThat(first).isEqualTo(200);
        }
    }

    @Test
    void what_two_processes_order_at_once_leaves_what_was_cancelled_so() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 50; round++) {
                Notification notification = accepted(leader);
                Future<Boolean> pause = callers.submit(() -> give(leader, notification, NotificationStatus.PAUSED));
                Future<Boolean> cancel =
                        callers.submit(() -> give(standby, notification, NotificationStatus.CANCELLED));
                assertThat(cancel.get()).isTrue();
                boolean _ = pause.get();
                assertThat(leader.notifications()
                                .find(notification.id(), Reach.EVERYTHING)
                                .orElseThrow()
                                .status())
                        .isEqualTo(NotificationStatus.CANCELLED);
            }
        }
    }

    private static boolean give(Stores by, Notification notification, NotificationStatus status) {
        return by.notifications().order(notification.id(), status, new FactChanges(), notification.createdAt());
    }

    private static Acceptance accept(Stores by, IdempotencyClaim claim) {
        return by.notifications().accept(aNotification(), new FactChanges(), claim);
    }

    private static Notification accepted(Stores by) {
        Notification notification = aNotification();
        by.notifications().accept(notification, new FactChanges().put(work(notification), new byte[] {1}), null);
        return notification;
    }

    private static void order(Stores by, Notification notification) {
        FactChanges order =
                new FactChanges().put(Keys.order(CampaignId.sending(notification.id()), 0), Order.PAUSE.bytes());
        by.notifications().order(notification.id(), NotificationStatus.PAUSED, order, notification.createdAt());
    }

    private static String work(Notification notification) {
        return Keys.work(
                notification.tenancy(),
                notification.priority(),
                new SegmentId(CampaignId.sending(notification.id()), 0));
    }
}
