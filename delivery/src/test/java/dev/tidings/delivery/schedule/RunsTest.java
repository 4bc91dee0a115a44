package dev.tidings.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Schedule;
import dev.tidings.delivery.store.Schedule.Progress;
import dev.tidings.delivery.store.ScheduleId;
import dev.tidings.delivery.store.ScheduleStore;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every run is one notification, whatever happens to the clock or the process.
class RunsTest extends OnEveryDatabase {
    private static final String STRANGER = "6f1c1d1e-0000-4000-8000-0000000000aa";
    private static final String CHAT = "19:chat@thread.v2";
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final Duration LATE = Duration.ofHours(1);

    private final Reading reading = new Reading(RunsTest::cron, RunsTest::request);
    private Instant now = Desk.NOW;
    private final TimeOrderedIds ids = new TimeOrderedIds(() -> now, new Random(2));

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    RunsTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void openDesk() {
        desk = new Desk(stores);
    }

    /// `daily` is at nine, `hourly` at each full hour.
    private static Cron cron(String word) {
        return switch (word) {
            case "daily" ->
                new Cron(
                        false,
                        time -> Optional.of(
                                time.toLocalTime().isBefore(NINE)
                                        ? time.toLocalDate().atTime(NINE)
                                        : time.toLocalDate().plusDays(1).atTime(NINE)));
            case "hourly" ->
                new Cron(
                        true,
                        time -> Optional.of(LocalDateTime.of(time.toLocalDate(), LocalTime.of(time.getHour(), 0))
                                .plusHours(1)));
            default -> throw new IllegalArgumentException("no cron");
        };
    }

    /// To a chat or to a person, by the form of the id.
    private static NotificationRequest request(String id) {
        Target target = id.startsWith("19:") ? new Target.Chat(id) : new Target.User(id);
        return NotificationRequest.of(new Audience.One(target), Message.text("Soup"));
    }

    private Notifications notifications() {
        InstantSource clock = () -> now;
        return new Notifications(
                desk.books, desk.tenancies, new TimeOrderedIds(clock, new Random(1)), desk.sending, () -> {}, clock);
    }

    private Schedules schedules() {
        return new Schedules(stores.schedules(), notifications(), reading, ids, () -> now);
    }

    private Runs runs(ScheduleStore store) {
        return new Runs(store, notifications(), reading, LATE, () -> now);
    }

    private Schedule add(String cron, @Nullable Duration expiresAfter) {
        return schedules()
                .add(new Schedules.Wish("menu", cron, "UTC", STRANGER, expiresAfter), Reach.EVERYTHING)
                .schedule();
    }

    private void lookAt(String time) {
        now = Instant.parse(time);
        try (Runs runs = runs(stores.schedules())) {
            runs.step();
        }
    }

    private List<Notification> accepted() {
        return stores.notifications()
                .latest(Reach.EVERYTHING, PageRequest.first(100))
                .items();
    }

    private Progress progress(Schedule schedule) {
        return stores.schedules()
                .find(schedule.id(), Reach.EVERYTHING)
                .orElseThrow()
                .progress();
    }

    @Test
    void nothing_is_sent_before_its_time_and_one_notification_at_it() {
        Schedule schedule = add("daily", null);
        lookAt("2026-11-23T08:59:59Z");
        assertThat(accepted()).isEmpty();
        lookAt("2026-11-23T09:00:00Z");
        lookAt("2026-11-23T09:00:01Z");
        assertThat(accepted()).singleElement().satisfies(sent -> {
            assertThat(sent.audience()).isEqualTo(new Audience.One(new Target.User(STRANGER)));
            assertThat(progress(schedule).last())
                    .isEqualTo(new Schedule.Last(Instant.parse("2026-11-23T09:00:00Z"), sent.id(), null));
        });
        lookAt("2026-11-24T09:00:30Z");
        assertThat(accepted()).hasSize(2);
    }

    @Test
    void a_crash_before_a_run_was_recorded_does_not_double_it() {
        Schedule schedule = add("daily", null);
        now = Instant.parse("2026-11-23T09:00:00Z");
        List<Schedule> due = stores.schedules().due(now, 1);
        try (Runs crashing = runs(new Other(stores.schedules(), due, true))) {
            assertThatThrownBy(crashing::step).isInstanceOf(StoreException.class);
        }
        assertThat(accepted()).hasSize(1);
        assertThat(progress(schedule).last()).isNull();
        reopen();
        openDesk();
        lookAt("2026-11-23T09:00:05Z");
        assertThat(accepted()).hasSize(1);
        assertThat(progress(schedule).last())
                .isEqualTo(new Schedule.Last(
                        Instant.parse("2026-11-23T09:00:00Z"),
                        accepted().getFirst().id(),
                        null));
    }

    @Test
    void two_processes_that_look_at_once_send_one_notification() {
        Schedule schedule = add("daily", null);
        now = Instant.parse("2026-11-23T09:00:00Z");
        List<Schedule> seen = stores.schedules().due(now, 1);
        assertThat(seen).hasSize(1);
        lookAt("2026-11-23T09:00:00Z");
        try (Runs other = runs(new Other(stores.schedules(), seen, false))) {
            other.step();
        }
        assertThat(accepted()).hasSize(1);
        assertThat(progress(schedule).next()).isEqualTo("2026-11-24T09:00:00Z");
    }

    @Test
    void of_the_runs_that_were_missed_the_latest_is_made_up_for_once() {
        Schedule schedule = add("hourly", null);
        lookAt("2026-11-22T15:20:00Z");
        lookAt("2026-11-22T15:20:01Z");
        assertThat(accepted()).hasSize(1);
        assertThat(progress(schedule).last())
                .extracting(Schedule.Last::at)
                .isEqualTo(Instant.parse("2026-11-22T15:00:00Z"));
        lookAt("2026-11-22T16:00:00Z");
        assertThat(accepted()).hasSize(2);
    }

    @Test
    void a_run_that_is_too_late_is_not_made_up_for_and_told() {
        Schedule schedule = add("daily", null);
        lookAt("2026-11-23T10:00:01Z");
        assertThat(accepted()).isEmpty();
        assertThat(progress(schedule).last()).satisfies(last -> {
            assertThat(last.at()).isEqualTo("2026-11-23T09:00:00Z");
            assertThat(last.notification()).isNull();
            assertThat(last.problem()).contains("too late");
        });
        assertThat(progress(schedule).next()).isEqualTo("2026-11-24T09:00:00Z");
    }

    @Test
    void a_run_expires_so_long_after_its_time_and_is_not_sent_later() {
        add("daily", Duration.ofMinutes(10));
        lookAt("2026-11-23T09:05:00Z");
        assertThat(accepted())
                .singleElement()
                .extracting(Notification::expiresAt)
                .isEqualTo(Instant.parse("2026-11-23T09:10:00Z"));
        lookAt("2026-11-24T09:10:01Z");
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void a_clock_that_is_set_back_neither_doubles_a_run_nor_stops_the_schedule() {
        Schedule schedule = add("daily", null);
        lookAt("2026-11-23T09:00:00Z");
        lookAt("2026-11-23T08:30:00Z");
        assertThat(progress(schedule).next()).isEqualTo("2026-11-23T09:00:00Z");
        lookAt("2026-11-23T09:00:00Z");
        assertThat(accepted()).hasSize(1);
        lookAt("2026-11-24T09:00:00Z");
        assertThat(accepted()).hasSize(2);
    }

    @Test
    void a_clock_that_was_years_ahead_for_a_moment_loses_no_run() {
        Schedule schedule = add("daily", null);
        lookAt("2030-06-01T20:00:00Z");
        assertThat(accepted()).isEmpty();
        lookAt("2026-11-23T08:00:00Z");
        assertThat(progress(schedule).next()).isEqualTo("2026-11-23T09:00:00Z");
        lookAt("2026-11-23T09:00:00Z");
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void what_is_refused_is_tried_again_each_minute_while_it_may_be_late() {
        Schedule schedule = add("daily", null);
        // as if the schedule was for a chat that the bot has left
        now = Instant.parse("2026-11-22T10:00:00Z");
        stores.schedules().delete(schedule.id());
        Schedule.Plan plan = new Schedule.Plan("menu", "daily", ZoneOffset.UTC, CHAT, null);
        Schedule lost = new Schedule(schedule.id(), schedule.tenancy(), plan, schedule.progress(), now);
        assertThat(stores.schedules().add(lost)).isTrue();
        lookAt("2026-11-23T09:00:00Z");
        assertThat(progress(lost).last())
                .satisfies(last -> assertThat(last.problem()).contains("not known"));
        assertThat(progress(lost).lookAt()).isEqualTo("2026-11-23T09:01:00Z");
        desk.groupChat(CHAT);
        lookAt("2026-11-23T09:00:59Z");
        assertThat(accepted()).isEmpty();
        lookAt("2026-11-23T09:01:00Z");
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void what_was_refused_until_it_was_too_late_keeps_its_reason() {
        desk.groupChat(CHAT);
        Schedule schedule = schedules()
                .add(new Schedules.Wish("menu", "daily", "UTC", CHAT, null), Reach.EVERYTHING)
                .schedule();
        Schedule.Last refused = new Schedule.Last(Instant.parse("2026-11-23T09:00:00Z"), null, "gone");
        Progress before = schedule.progress();
        assertThat(stores.schedules()
                        .progress(
                                schedule,
                                new Progress(false, before.handledUntil(), before.next(), before.lookAt(), refused)))
                .isTrue();
        lookAt("2026-11-23T10:30:00Z");
        assertThat(progress(schedule).last()).isEqualTo(refused);
        assertThat(progress(schedule).next()).isEqualTo("2026-11-24T09:00:00Z");
    }

    @Test
    void while_it_is_paused_nothing_runs_and_nothing_is_made_up_for_afterwards() {
        Schedule schedule = add("hourly", null);
        Schedule paused = schedules().pause(schedule).orElseThrow();
        assertThat(schedules().runs(paused, 3)).isEmpty();
        lookAt("2026-11-22T12:00:00Z");
        now = Instant.parse("2026-11-22T12:30:00Z");
        Schedule resumed = schedules().resume(paused).orElseThrow();
        assertThat(schedules().runs(resumed, 2))
                .containsExactly(Instant.parse("2026-11-22T13:00:00Z"), Instant.parse("2026-11-22T14:00:00Z"));
        lookAt("2026-11-22T12:59:00Z");
        assertThat(accepted()).isEmpty();
        lookAt("2026-11-22T13:00:00Z");
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void a_schedule_that_was_deleted_runs_no_more() {
        Schedule schedule = add("hourly", null);
        assertThat(schedules().delete(schedule)).isTrue();
        assertThat(schedules().delete(schedule)).isFalse();
        assertThat(schedules().pause(schedule)).isEmpty();
        lookAt("2026-11-22T12:00:00Z");
        assertThat(accepted()).isEmpty();
    }

    @Test
    void the_same_wish_is_the_same_schedule_and_another_one_of_that_name_is_refused() {
        Schedule schedule = add("daily", null);
        now = now.plusSeconds(60);
        assertThat(add("daily", null).id()).isEqualTo(schedule.id());
        assertThatThrownBy(() -> add("hourly", null))
                .isInstanceOfSatisfying(
                        NotAcceptedException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(NotAcceptedException.Problem.NAME_TAKEN));
    }

    @Test
    void what_could_never_be_accepted_is_refused_at_once() {
        assertThatThrownBy(() -> add("weekly", null))
                .isInstanceOf(NotAcceptedException.class)
                .hasMessage("no cron");
        assertThatThrownBy(() -> schedules()
                        .add(new Schedules.Wish("x", "daily", "Mars/Olympus", STRANGER, null), Reach.EVERYTHING))
                .hasMessageContaining("time zone");
        assertThatThrownBy(() -> schedules().add(new Schedules.Wish("x", "daily", "UTC", CHAT, null), Reach.EVERYTHING))
                .hasMessageContaining("not known");
        assertThatThrownBy(() -> add("daily", Duration.ZERO)).hasMessageContaining("expire");
        assertThat(stores.schedules()
                        .latest(Reach.EVERYTHING, PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void schedules_are_seen_within_reach_only_and_page_by_page() {
        for (String name : List.of("a", "b", "c")) {
            schedules().add(new Schedules.Wish(name, "daily", "UTC", STRANGER, null), Reach.EVERYTHING);
        }
        Page<Schedule> first = schedules().latest(Reach.EVERYTHING, PageRequest.first(2));
        Page<Schedule> second = schedules().latest(Reach.EVERYTHING, PageRequest.of(first.next(), 2));
        assertThat(first.items()).extracting(each -> each.plan().name()).containsExactly("c", "b");
        assertThat(second.items()).extracting(each -> each.plan().name()).containsExactly("a");
        assertThat(second.next()).isNull();
        assertThat(schedules().latest(Desk.ELSEWHERE, PageRequest.first(2)).items())
                .isEmpty();
        assertThat(schedules().find(second.items().getFirst().id(), Desk.ELSEWHERE))
                .isEmpty();
    }

    @Test
    void erasing_a_person_ends_what_is_sent_to_nobody_else() {
        Schedule schedule = add("daily", null);
        String notification = "{\"to\":{\"users\":[\"" + STRANGER + "\",{\"id\":\"29:ben\"}]}}";
        Schedule.Plan plan = new Schedule.Plan("list", "daily", ZoneOffset.UTC, notification, null);
        Schedule list = new Schedule(new ScheduleId("list"), Desk.HERE, plan, schedule.progress(), now);
        Schedule.Plan alone =
                new Schedule.Plan("one", "daily", ZoneOffset.UTC, "{\"to\":{\"user\":\"" + STRANGER + "\"}}", null);
        Schedule one = new Schedule(new ScheduleId("one"), Desk.HERE, alone, schedule.progress(), now);
        stores.schedules().delete(schedule.id());
        assertThat(stores.schedules().add(list)).isTrue();
        assertThat(stores.schedules().add(one)).isTrue();
        assertThat(stores.dossiers().held(Desk.HERE, STRANGER).get("schedules")).hasSize(2);
        assertThat(stores.dossiers().erase(Desk.HERE, STRANGER, false).rows()).containsEntry("schedules", 2);
        assertThat(stores.schedules().find(one.id(), Reach.EVERYTHING)).isEmpty();
        assertThat(stores.schedules().find(list.id(), Reach.EVERYTHING))
                .get()
                .extracting(each -> each.plan().notification())
                .isEqualTo("{\"to\":{\"users\":[{\"id\":\"29:ben\"}]}}");
    }

    /// A process that saw what was due before another one did it, or that ends before it records what
    /// it did.
    private record Other(ScheduleStore store, List<Schedule> seen, boolean crashes) implements ScheduleStore {
        @Override
        public List<Schedule> due(Instant now, int limit) {
            return seen;
        }

        @Override
        public boolean progress(Schedule before, Progress now) {
            if (crashes) {
                throw new StoreUnavailableException("crash", null);
            }
            return store.progress(before, now);
        }

        @Override
        public boolean add(Schedule schedule) {
            return store.add(schedule);
        }

        @Override
        public Optional<Schedule> find(ScheduleId id, Reach reach) {
            return store.find(id, reach);
        }

        @Override
        public Optional<Schedule> named(Tenancy tenancy, String name) {
            return store.named(tenancy, name);
        }

        @Override
        public Page<Schedule> latest(Reach reach, PageRequest page) {
            return store.latest(reach, page);
        }

        @Override
        public boolean delete(ScheduleId id) {
            return store.delete(id);
        }
    }
}
