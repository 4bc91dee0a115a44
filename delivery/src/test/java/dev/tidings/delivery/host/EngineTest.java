package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.referee.Counted;
import dev.tidings.faketeams.referee.Scope;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final int FLOOD = 600;

    private final FakeTeams teams =
            FakeTeams.builder().shape(shape -> shape.withPeople(200)).start();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    private void open(EngineSettings settings) throws IOException {
        stage = new Stage(folder, teams, settings);
    }

    @Test
    void the_referee_never_counts_more_than_fifty_requests_in_a_second() throws IOException {
        open(EngineSettings.defaults());
        teams.latency(Duration.ofMillis(40), Duration.ofMillis(30));
        List<NotificationId> ids = acceptForEach(people(130));
        stage.engine.start();
        ids.forEach(id -> stage.reaches(id, DeliveryState.DELIVERED));
        assertThat(teams.report().excesses()).isEmpty();
        assertThat(teams.report().most(Scope.BOT_AND_TENANT, Counted.EVERYTHING, Duration.ofSeconds(1)))
                .isBetween(25, 50);
    }

    @Test
    void at_most_twelve_of_a_lane_are_under_way_and_one_per_conversation() throws IOException {
        open(Stage.QUICK);
        teams.enforceLimits(false);
        teams.latency(Duration.ofMillis(40), Duration.ZERO);
        List<Person> people = people(30);
        List<NotificationId> ids = new ArrayList<>(acceptForEach(people));
        Person ann = people.getFirst();
        String chat = teams.scenery().personalChat(ann);
        for (int round = 0; round < 4; round++) {
            ids.add(stage.accept(new Target.User(ann.objectId()), "to the person"));
            ids.add(stage.accept(new Target.Conversation(chat), "to the chat"));
            ids.add(stage.accept(new Target.User(teams.scenery().userId(ann)), "by another id"));
        }
        stage.engine.start();
        ids.forEach(id -> stage.reaches(id, DeliveryState.DELIVERED));
        assertThat(stage.meter.most()).isBetween(6, 12);
        assertThat(stage.meter.mostTo("/activities")).isEqualTo(1);
        assertThat(stage.messages(chat)).isEqualTo(13);
    }

    @Test
    void a_person_addressed_by_two_ids_still_gets_one_message_at_a_time() throws IOException {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        open(Stage.QUICK);
        teams.enforceLimits(false);
        teams.latency(Duration.ofMillis(20), Duration.ZERO);
        List<NotificationId> ids = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            ids.add(stage.accept(new Target.User(ann.objectId()), "to the object id"));
            ids.add(stage.accept(new Target.User(teams.scenery().userId(ann)), "to the bot's own id"));
        }
        stage.engine.start();
        ids.forEach(id -> stage.reaches(id, DeliveryState.DELIVERED));
        assertThat(stage.meter.mostTo("/activities")).isEqualTo(1);
    }

    @Test
    void a_slow_conversation_takes_one_place_only() throws IOException {
        open(Stage.settings(2));
        teams.enforceLimits(false);
        List<Person> people = people(6);
        String slow = teams.scenery().personalChat(people.getFirst());
        teams.inject(Fault.of(FaultKind.SLOW).inConversation(slow).lateBy(Duration.ofMillis(700)));
        for (int round = 0; round < 5; round++) {
            stage.accept(request(people.getFirst()));
        }
        List<NotificationId> others = acceptForEach(people.subList(1, 6));
        stage.engine.start();
        others.forEach(id -> stage.reaches(id, DeliveryState.DELIVERED));
        assertThat(stage.messages(slow)).isLessThan(3);
    }

    @Test
    void the_more_urgent_goes_first() throws IOException {
        open(Stage.settings(1));
        List<Person> people = people(3);
        NotificationId bulk = accept(people.get(0), Priority.BULK);
        NotificationId normal = accept(people.get(1), Priority.NORMAL);
        NotificationId high = accept(people.get(2), Priority.HIGH);
        stage.engine.start();
        List.of(bulk, normal, high).forEach(id -> stage.reaches(id, DeliveryState.DELIVERED));
        assertThat(teams.scenery().messages())
                .filteredOn(message -> message.author().bot())
                .extracting(dev.tidings.faketeams.world.Message::text)
                .containsExactly("HIGH", "NORMAL", "BULK");
    }

    @Test
    void a_flood_to_one_person_does_not_hold_up_another() throws IOException {
        open(Stage.QUICK);
        teams.enforceLimits(false);
        List<Person> people = people(2);
        List<NotificationId> flood = IntStream.range(0, FLOOD)
                .parallel()
                .mapToObj(_ -> accept(people.get(0), Priority.NORMAL))
                .toList();
        teams.latency(Duration.ofMillis(5), Duration.ZERO);
        NotificationId other = accept(people.get(1), Priority.NORMAL);
        stage.engine.start();
        stage.reaches(other, DeliveryState.DELIVERED);
        assertThat(stage.messages(teams.scenery().personalChat(people.get(0)))).isLessThan(FLOOD);
        teams.latency(Duration.ZERO, Duration.ZERO);
        Stage.until(() -> stage.messages(teams.scenery().personalChat(people.get(0))) == flood.size());
    }

    @Test
    void what_is_for_later_waits_and_then_goes_out_by_itself() throws IOException {
        open(Stage.QUICK);
        Person ann = people(1).getFirst();
        stage.engine.start();
        NotificationId soon =
                stage.accept(request(ann).within(stage.clock.instant().plusMillis(300), null));
        NotificationId later =
                stage.accept(request(ann).within(stage.clock.instant().plus(Duration.ofHours(1)), null));
        stage.reaches(soon, DeliveryState.DELIVERED);
        assertThat(stage.delivery(later).state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(status(later)).isEqualTo(NotificationStatus.ACCEPTED);
        stage.pass(Duration.ofHours(1));
        stage.reaches(later, DeliveryState.DELIVERED);
        assertThat(status(later)).isEqualTo(NotificationStatus.COMPLETED);
    }

    @Test
    void closing_waits_for_what_is_under_way() throws IOException {
        open(Stage.QUICK);
        Person ann = people(1).getFirst();
        teams.inject(Fault.of(FaultKind.SLOW).on(Operation.SEND).lateBy(Duration.ofMillis(400)));
        stage.engine.start();
        NotificationId id = stage.accept(request(ann));
        Stage.until(() -> stage.meter.most() == 1);
        stage.engine.close();
        assertThat(stage.delivery(id).state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void what_a_crash_interrupted_is_held_or_sent_again_as_the_notification_wants() throws IOException {
        open(Stage.QUICK);
        Person ann = people(1).getFirst();
        NotificationId held = stage.accept(request(ann).withOnUncertain(OnUncertain.HOLD));
        NotificationId again = stage.accept(request(ann).withOnUncertain(OnUncertain.RESEND));
        interrupted(held);
        interrupted(again);
        stage.engine.start();
        stage.reaches(again, DeliveryState.DELIVERED);
        assertThat(stage.delivery(held).state()).isEqualTo(DeliveryState.UNCERTAIN);
        assertThat(stage.delivery(held).reason()).isEqualTo("interrupted");
        assertThat(stage.messages(teams.scenery().personalChat(ann))).isEqualTo(1);
    }

    /// As a process leaves it that was killed during the call.
    private void interrupted(NotificationId id) {
        ItemId item = ItemId.of(CampaignId.sending(id), 0);
        Step.Begun begun = new Step.Begun(stage.clock.instant(), 1);
        stage.stores.dispatch().commit(new FactChanges().put(Keys.step(item, 0), FactJson.write(begun)));
    }

    private List<Person> people(int count) {
        List<Person> people = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            people.add(stage.installed(index));
        }
        return people;
    }

    private List<NotificationId> acceptForEach(List<Person> people) {
        return people.stream().map(person -> stage.accept(request(person))).toList();
    }

    private NotificationId accept(Person person, Priority priority) {
        return stage.accept(NotificationRequest.of(new Target.User(person.objectId()), Message.text(priority.name()))
                .withPriority(priority));
    }

    private static NotificationRequest request(Person person) {
        return NotificationRequest.of(new Target.User(person.objectId()), Message.text("Your export is ready"));
    }

    private NotificationStatus status(NotificationId id) {
        return stage.standings.find(id, Reach.EVERYTHING).orElseThrow().status();
    }
}
