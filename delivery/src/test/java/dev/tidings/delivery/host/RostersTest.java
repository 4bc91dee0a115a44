package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.Scenery;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The members of teams and group chats, read from a simulated Teams. Its first team has everybody in it, the
/// others twelve people each.
class RostersTest {
    private static final int PEOPLE = 1_300;

    private final FakeTeams teams =
            FakeTeams.builder().shape(shape -> shape.withPeople(PEOPLE)).start();
    private final String everybody = teams.scenery().teams().getFirst().id();
    private final String twelve = teams.scenery().teams().get(1).id();
    private final Person ann = teams.scenery().person(100);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        EngineSettings settings = new EngineSettings(Limits.defaults(), Duration.ofSeconds(10));
        stage = new Stage(folder, teams, settings);
        stage.engine.start();
        stage.readRosters();
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(teams.report().excesses()).as("requests over a limit").isEmpty();
        teams.close();
    }

    private void added(String place) {
        assertThat(teams.people().installIn(ann, place).ok()).isTrue();
        Stage.until(() ->
                stage.stores.directory().installation(stage.tenancy(), place).isPresent());
        stage.rosters.added(stage.tenancy(), place);
    }

    private Roster read(String place) {
        Stage.until(
                () -> roster(place).filter(roster -> roster.readAt() != null).isPresent(), () -> "" + roster(place));
        return roster(place).orElseThrow();
    }

    private Optional<Roster> roster(String place) {
        return stage.stores.directory().roster(stage.tenancy(), place);
    }

    private List<String> members(String place) {
        List<String> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            var page = stage.stores
                    .directory()
                    .members(stage.tenancy(), place, PageRequest.of(cursor, PageRequest.MAX_LIMIT));
            page.items().forEach(person -> all.add(person.id()));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private boolean isMember(Person person, String place) {
        return members(place).contains(teams.scenery().userId(person));
    }

    private long pages() {
        return teams.report().byOperation().getOrDefault(Operation.PAGED_MEMBERS.word(), 0L);
    }

    @Test
    void the_group_behind_a_team_is_asked_for_where_no_event_told_it() {
        stage.addedWithoutGroup(ann, twelve);
        assertThat(group(twelve)).isNull();
        stage.rosters.added(stage.tenancy(), twelve);
        read(twelve);
        assertThat(group(twelve)).isEqualTo(teams.scenery().teams().get(1).groupId());
        long asked = teams.report().byOperation().getOrDefault(Operation.TEAM.word(), 0L);
        stage.rosters.added(stage.tenancy(), twelve);
        Stage.until(() -> pages() == 2);
        assertThat(teams.report().byOperation()).containsEntry(Operation.TEAM.word(), asked);
    }

    private @Nullable String group(String team) {
        return stage.stores
                .directory()
                .team(stage.tenancy(), team)
                .orElseThrow()
                .groupId();
    }

    @Test
    void where_the_app_is_added_the_members_are_read_page_by_page() {
        added(everybody);
        assertThat(read(everybody).members()).isEqualTo(PEOPLE);
        assertThat(members(everybody)).hasSize(PEOPLE);
        assertThat(pages()).isEqualTo(3);
        Person last = teams.scenery().person(PEOPLE - 1);
        assertThat(stage.stores.directory().personByObjectId(stage.tenancy(), last.objectId()))
                .get()
                .satisfies(person ->
                        assertThat(person.id()).isEqualTo(teams.scenery().userId(last)))
                .satisfies(person -> assertThat(person.userPrincipalName()).isEqualTo(last.userPrincipalName()));
    }

    @Test
    void the_members_of_a_group_chat_are_read_too() {
        String chat = teams.scenery().chats().getFirst().id();
        added(chat);
        assertThat(read(chat).members())
                .isEqualTo(teams.scenery().chats().getFirst().members().size());
    }

    @Test
    void a_message_to_the_members_waits_until_they_are_known() {
        teams.inject(Fault.of(FaultKind.THROTTLED).on(Operation.PAGED_MEMBERS).next(1));
        added(twelve);
        NotificationId id = tell(twelve);
        assertThat(stage.standings.find(id, Reach.EVERYTHING).orElseThrow().status())
                .isEqualTo(NotificationStatus.PLANNING);
        stage.pass(Duration.ofMinutes(5));
        Stage.until(() -> over(id), () -> "" + roster(twelve));
        assertThat(counted(id)).isEqualTo(12);
    }

    @Test
    void a_roster_that_cannot_be_read_says_why_and_holds_no_message_up() {
        teams.inject(Fault.of(FaultKind.BOT_NOT_IN_CONVERSATION_ROSTER).on(Operation.PAGED_MEMBERS));
        added(twelve);
        NotificationId id = tell(twelve);
        Stage.until(() -> over(id));
        assertThat(roster(twelve).orElseThrow().trouble()).contains("403");
        assertThat(counted(id)).as("whom the event named").isLessThanOrEqualTo(1);
    }

    @Test
    void an_attempt_that_fails_is_made_again_later() {
        teams.inject(Fault.of(FaultKind.UNAVAILABLE).on(Operation.PAGED_MEMBERS).next(1));
        added(twelve);
        Stage.until(
                () -> roster(twelve).filter(roster -> roster.trouble() != null).isPresent());
        stage.pass(Duration.ofMinutes(2));
        stage.rosters.added(stage.tenancy(), twelve);
        assertThat(read(twelve).trouble()).isNull();
    }

    @Test
    void events_keep_the_members_up_to_date() {
        added(twelve);
        read(twelve);
        Person other = teams.scenery().person(700);
        assertThat(isMember(other, twelve)).isFalse();
        teams.people().adds(other, twelve);
        Stage.until(() -> isMember(other, twelve));
        teams.people().removes(other, twelve);
        Stage.until(() -> !isMember(other, twelve));
        assertThat(stage.stores
                        .directory()
                        .person(stage.tenancy(), teams.scenery().userId(other)))
                .as("is still known")
                .isPresent();
    }

    @Test
    void what_no_event_told_is_seen_when_the_roster_is_read_again_after_a_day() {
        added(twelve);
        read(twelve);
        Person member = teams.scenery().person(7);
        Person other = teams.scenery().person(700);
        assertThat(isMember(member, twelve)).isTrue();
        teams.connect(URI.create("http://127.0.0.1:9/nobody-listens"));
        teams.people().adds(other, twelve);
        teams.people().removes(member, twelve);
        stage.listen();
        stage.pass(Duration.ofHours(25));
        stage.rosters.added(stage.tenancy(), twelve);
        Stage.until(() -> isMember(other, twelve) && !isMember(member, twelve));
        assertThat(members(twelve)).hasSize(12);
    }

    @Test
    void somebody_in_a_roster_that_was_read_is_reached_without_asking_for_them() {
        added(everybody);
        read(everybody);
        Person bob = teams.scenery().person(55);
        for (String name : List.of(bob.objectId(), bob.userPrincipalName())) {
            stage.settles(stage.accept(new Target.User(name), "Hello"));
        }
        assertThat(teams.scenery().messages(teams.scenery().personalChat(bob))).hasSize(2);
        assertThat(teams.report().byOperation()).doesNotContainKey(Operation.MEMBER.word());
    }

    @Test
    void nobody_is_looked_for_by_object_id_in_rosters_that_were_read() {
        added(twelve);
        read(twelve);
        Person stranger = teams.scenery().person(900);
        NotificationId id = stage.accept(new Target.User(stranger.objectId()), "Hello");
        assertThat(stage.settles(id).reason()).isEqualTo("not-installed");
        assertThat(teams.report().byOperation()).doesNotContainKey(Operation.MEMBER.word());
    }

    @Test
    void every_channel_of_a_team_gets_a_message_of_its_own() {
        added(twelve);
        NotificationId id = tell(new Audience.Channels(twelve));
        Stage.until(() -> over(id), () -> "" + roster(twelve));
        assertThat(counted(id)).isEqualTo(3);
        assertThat(channels())
                .hasSize(3)
                .allSatisfy(channel -> assertThat(heard(channel)).isEqualTo(1));
    }

    @Test
    void a_channel_that_was_deleted_gets_nothing_and_one_that_was_added_gets_its_own() {
        added(twelve);
        read(twelve);
        String deleted = channels().getLast();
        assertThat(teams.people()
                        .does("channel-deleted", "{\"channel\":\"" + deleted + "\"}")
                        .ok())
                .isTrue();
        assertThat(teams.people()
                        .does("channel-created", "{\"team\":\"" + twelve + "\",\"name\":\"News\"}")
                        .ok())
                .isTrue();
        Stage.until(() -> stage.stores
                        .directory()
                        .channel(stage.tenancy(), deleted)
                        .orElseThrow()
                        .deleted()
                && stage.stores
                                .directory()
                                .channels(stage.tenancy(), twelve, PageRequest.first(9))
                                .items()
                                .size()
                        == 4);
        NotificationId id = tell(new Audience.Channels(twelve));
        Stage.until(() -> over(id));
        assertThat(counted(id)).isEqualTo(3);
        assertThat(heard(deleted)).isZero();
        assertThat(channels()).allSatisfy(channel -> assertThat(heard(channel)).isEqualTo(1));
    }

    @Test
    void a_channel_from_which_nothing_was_heard_can_be_named_and_a_thread_in_it() {
        added(twelve);
        read(twelve);
        String channel = channels().getLast();
        stage.settles(stage.accept(new Target.Channel(channel, null), "Hello"));
        String thread = teams.scenery().messages(channel).getFirst().id();
        stage.settles(stage.accept(new Target.Channel(channel, thread), "And more"));
        assertThat(heard(channel)).isEqualTo(2);
    }

    private List<String> channels() {
        return teams.scenery().teams().get(1).channels().stream()
                .map(Scenery.ChannelView::id)
                .toList();
    }

    private int heard(String channel) {
        return teams.scenery().messages(channel).size();
    }

    private NotificationId tell(String team) {
        return tell(new Audience.Members(team));
    }

    private NotificationId tell(Audience audience) {
        return stage.accept(
                NotificationRequest.of(audience, Message.text("Hello")).from("default", stage.tenant()));
    }

    private boolean over(NotificationId id) {
        return stage.standings.find(id, Reach.EVERYTHING).orElseThrow().status() == NotificationStatus.COMPLETED;
    }

    private long counted(NotificationId id) {
        return stage.standings.find(id, Reach.EVERYTHING).orElseThrow().counts().values().stream()
                .mapToLong(Number::longValue)
                .sum();
    }
}
