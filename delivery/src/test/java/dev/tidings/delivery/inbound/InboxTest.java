package dev.tidings.delivery.inbound;

import static dev.tidings.delivery.inbound.SomeActivities.START;
import static dev.tidings.delivery.inbound.SomeActivities.at;
import static dev.tidings.delivery.inbound.SomeActivities.channel;
import static dev.tidings.delivery.inbound.SomeActivities.personal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.Arrival;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.RecordedActivity;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Activity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboxTest extends OnEveryDatabase {
    private final InstantSource clock = InstantSource.fixed(at(60));
    private final List<String> worked = new ArrayList<>();

    InboxTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void an_activity_that_is_sent_again_is_worked_through_once() {
        Activity activity = personal("ann").message(1);
        Inbox inbox = inbox();
        inbox.record("default", activity);
        inbox.record("default", activity);
        workOff(inbox);
        inbox.record("default", activity);
        workOff(inbox);

        assertThat(worked).hasSize(1);
    }

    @Test
    void the_same_ids_for_another_bot_are_another_activity() {
        Activity activity = personal("ann").message(1);
        Inbox inbox = inbox();
        inbox.record("default", activity);
        inbox.record("second", activity);
        workOff(inbox);

        assertThat(worked).hasSize(2);
    }

    @Test
    void activities_without_an_id_are_told_apart_by_what_they_say() {
        Inbox inbox = inbox();
        Activity one = withoutId("one");
        inbox.record("default", one);
        inbox.record("default", Activity.read(one.raw().toString()));
        inbox.record("default", withoutId("two"));
        workOff(inbox);

        assertThat(worked).hasSize(2);
    }

    @Test
    void a_change_of_a_message_is_not_taken_for_the_message_sent_again() {
        Inbox inbox = inbox();
        for (String type : List.of("message", "messageUpdate", "messageDelete")) {
            inbox.record("default", change(type, 1));
        }
        inbox.record("default", change("messageUpdate", 2));
        inbox.record("default", change("messageUpdate", 2));
        workOff(inbox);

        assertThat(worked).hasSize(4);
    }

    @Test
    void activities_are_worked_through_in_the_order_of_arrival() {
        Inbox inbox = inbox();
        List<String> sent = new ArrayList<>();
        for (int count = 0; count < 1200; count++) {
            Activity activity = (count % 3 == 0 ? personal("ann") : channel()).message(count);
            sent.add(String.valueOf(activity.envelope().id()));
            stores.inbound()
                    .record(Recognition.arrival(
                            "default", activity, activity.raw().toString(), at(60)));
        }
        workOff(inbox);

        assertThat(worked).isEqualTo(sent);
    }

    @Test
    void what_does_not_fit_into_memory_is_worked_through_in_its_turn() {
        Inbox inbox = inbox();
        workOff(inbox);
        List<String> sent = new ArrayList<>();
        for (int count = 0; count < Backlog.IN_MEMORY + 100; count++) {
            Activity activity = personal("ann").message(count);
            sent.add(String.valueOf(activity.envelope().id()));
            inbox.record("default", activity);
        }
        workOff(inbox);
        Activity last = personal("ann").message(sent.size());
        inbox.record("default", last);
        workOff(inbox);

        sent.add(String.valueOf(last.envelope().id()));
        assertThat(worked).isEqualTo(sent);
    }

    @Test
    void what_was_recorded_before_a_restart_is_worked_through_after_it() throws InterruptedException {
        inbox().record("default", personal("ann").message(1));
        reopen();

        CountDownLatch done = new CountDownLatch(1);
        try (Inbox inbox = new Inbox(stores.inbound(), clock, (bot, activity, receivedAt) -> {
            done.countDown();
            return Learn.from(bot, activity, receivedAt);
        })) {
            inbox.start();
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(stores.inbound().pending(10)).isEmpty();
        assertThat(stores.directory().person(new Tenancy("default", "tenant-a"), "29:ann"))
                .isPresent();
    }

    @Test
    void one_that_cannot_be_understood_is_put_aside_and_blocks_nobody() {
        Inbox inbox = new Inbox(stores.inbound(), clock, (bot, activity, receivedAt) -> {
            if (activity.raw().path("text").stringValue("").equals("poison")) {
                throw new IllegalStateException("secret words");
            }
            return Learn.from(bot, activity, receivedAt);
        });
        inbox.record("default", personal("ann").with("message", 1, "\"text\":\"poison\"", ""));
        inbox.record("default", personal("bob").message(2));
        workOff(inbox);

        assertThat(stores.directory().person(new Tenancy("default", "tenant-a"), "29:bob"))
                .isPresent();
        List<RecordedActivity> aside = stores.inbound().setAside(10);
        assertThat(aside).hasSize(1);
        assertThat(aside.getFirst().tries()).isEqualTo(InboxWorker.TRIES);
        assertThat(aside.getFirst().trouble()).isEqualTo("IllegalStateException after 3 tries");
        assertThat(aside.getFirst().body()).contains("poison");
        assertThat(aside.getFirst().toString()).doesNotContain("poison");
    }

    @Test
    void one_that_the_database_refuses_is_parted_from_its_neighbours() {
        Inbox inbox = new Inbox(new Refusing(stores.inbound(), "a:ann"), clock, Learn::from);
        inbox.record("default", personal("ann").message(1));
        inbox.record("default", personal("bob").message(2));
        workOff(inbox);

        assertThat(stores.directory().person(new Tenancy("default", "tenant-a"), "29:bob"))
                .isPresent();
        assertThat(stores.inbound().setAside(10))
                .extracting(RecordedActivity::conversation)
                .containsExactly("a:ann");
    }

    @Test
    void what_was_worked_through_is_recognised_for_days_and_then_forgotten() {
        Inbox inbox = inbox();
        inbox.record("default", personal("ann").message(1));
        workOff(inbox);

        assertThat(stores.inbound().forgetBefore(at(60))).isZero();
        assertThat(stores.inbound().forgetBefore(at(61))).isEqualTo(1);
        assertThat(InboundStore.RECOGNISED).isGreaterThan(java.time.Duration.ofHours(24));
    }

    private Inbox inbox() {
        return new Inbox(stores.inbound(), clock, (bot, activity, receivedAt) -> {
            worked.add(String.valueOf(activity.envelope().id()));
            return Learn.from(bot, activity, receivedAt);
        });
    }

    private static void workOff(Inbox inbox) {
        while (inbox.step() > 0) {
            // until nothing is left
        }
    }

    private static Activity withoutId(String text) {
        return Activity.read("{\"type\":\"message\",\"conversation\":{\"id\":\"a:ann\"},\"text\":\"" + text + "\"}");
    }

    private static Activity change(String type, long second) {
        return Activity.read("{\"type\":\"" + type + "\",\"id\":\"1700\",\"timestamp\":\"" + START.plusSeconds(second)
                + "\",\"conversation\":{\"id\":\"a:ann\"}}");
    }

    /// Refuses to store what one conversation taught.
    private record Refusing(InboundStore store, String conversation) implements InboundStore {
        @Override
        public Optional<RecordedActivity> record(Arrival arrival) {
            return store.record(arrival);
        }

        @Override
        public List<RecordedActivity> pending(int limit) {
            return store.pending(limit);
        }

        @Override
        public void processed(List<RecordedActivity> activities, Knowledge learnt) {
            if (activities.stream().anyMatch(activity -> activity.conversation().equals(conversation))) {
                throw new StoreException("refused", null);
            }
            store.processed(activities, learnt);
        }

        @Override
        public int failed(RecordedActivity activity) {
            return store.failed(activity);
        }

        @Override
        public void setAside(RecordedActivity activity, String reason) {
            store.setAside(activity, reason);
        }

        @Override
        public List<RecordedActivity> setAside(int limit) {
            return store.setAside(limit);
        }

        @Override
        public int forgetBefore(Instant instant) {
            return store.forgetBefore(instant);
        }
    }
}
