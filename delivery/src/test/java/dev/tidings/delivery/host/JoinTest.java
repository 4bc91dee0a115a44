package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.fact.Footprint;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Target;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.wire.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Chats and teams that the bot is not in, where the app is installed through Microsoft Graph.
class JoinTest {
    private final FakeTeams teams =
            FakeTeams.builder().limits(Limits.documented().onlyCounted()).start();
    private final String chat = teams.scenery().chats().getFirst().id();
    private final String team = teams.scenery().teams().getFirst().id();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams, app(true));
    }

    private GraphAccess.App app(boolean places) {
        return new GraphAccess.App(teams.bot().appId(), null, true, false, places);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    private NotificationId send(Target target) {
        return stage.accept(target, "Hello");
    }

    private List<String> trail(NotificationId id) {
        return stage.deliveries.trail(stage.delivery(id).id()).stream()
                .map(Footprint::step)
                .toList();
    }

    private long asked() {
        return teams.report().byOperation().getOrDefault(Operation.GRAPH_INSTALL.word(), 0L);
    }

    @Test
    void a_chat_that_the_bot_is_not_in_gets_the_app_and_then_the_message() {
        NotificationId id = send(new Target.Chat(chat));
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(stage.messages(chat)).isEqualTo(1);
        assertThat(trail(id)).containsExactly("look-up-app", "install-there");
        Stage.until(() ->
                stage.stores.directory().conversation(stage.tenancy(), chat).isPresent());
        NotificationId second = send(new Target.Chat(chat));
        stage.reaches(second, DeliveryState.DELIVERED);
        assertThat(trail(second)).isEmpty();
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void without_any_event_the_next_message_finds_the_app_installed() {
        teams.administrator().installsAreTold(false);
        stage.reaches(send(new Target.Chat(chat)), DeliveryState.DELIVERED);
        stage.reaches(send(new Target.Chat(chat)), DeliveryState.DELIVERED);
        assertThat(stage.messages(chat)).isEqualTo(2);
    }

    @Test
    void a_channel_of_a_team_that_has_lost_the_app_unseen_gets_it_again() {
        teams.people().installIn(teams.scenery().person(0), team);
        Stage.until(() ->
                stage.stores.directory().conversation(stage.tenancy(), team).isPresent());
        teams.inject(Fault.of(FaultKind.BOT_NOT_IN_CONVERSATION_ROSTER)
                .on(Operation.CREATE)
                .next(1));
        NotificationId id = send(new Target.Channel(team, null));
        stage.reaches(id, DeliveryState.DELIVERED);
        assertThat(trail(id)).containsExactly("look-up-app", "install-there");
        assertThat(stage.messages(team)).isEqualTo(1);
    }

    @Test
    void where_the_group_behind_a_team_was_never_told_it_is_said_what_to_do() {
        stage.addedWithoutGroup(teams.scenery().person(0), team);
        teams.inject(Fault.of(FaultKind.BOT_NOT_IN_CONVERSATION_ROSTER)
                .on(Operation.CREATE)
                .next(1));
        Delivery delivery = stage.settles(send(new Target.Channel(team, null)));
        assertThat(delivery.reason()).isEqualTo("team-group-unknown");
        assertThat(delivery.detail()).contains("Add the app to the team");
        assertThat(asked()).isZero();
    }

    @Test
    void a_removal_that_was_seen_is_respected() {
        teams.people().installIn(teams.scenery().person(0), chat);
        Stage.until(() ->
                stage.stores.directory().conversation(stage.tenancy(), chat).isPresent());
        teams.people().uninstallFrom(teams.scenery().person(0), chat);
        Stage.until(() ->
                stage.stores.directory().conversation(stage.tenancy(), chat).isEmpty());
        refusedAtOnce();
        assertThat(asked()).isZero();
    }

    @Test
    void nothing_is_installed_where_that_is_not_wanted() throws IOException {
        stage.close();
        stage = new Stage(folder, teams, app(false));
        refusedAtOnce();
    }

    private void refusedAtOnce() {
        NotAcceptedException refused =
                catchThrowableOfType(NotAcceptedException.class, () -> send(new Target.Chat(chat)));
        assertThat(refused.field()).isEqualTo("to.chat");
    }

    @Test
    void an_administrator_is_told_what_is_missing() {
        teams.administrator().consents("TeamsAppInstallation.ReadWriteSelfForChat.All", false);
        Delivery delivery = stage.settles(send(new Target.Chat(chat)));
        assertThat(delivery.reason()).isEqualTo("graph-not-permitted");
        assertThat(delivery.detail())
                .contains("TeamsAppInstallation.ReadWriteSelfForChat.All")
                .contains("consent");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "APP_NOT_MANAGEABLE, app-not-manageable",
        "NOT_ENOUGH_PERMISSIONS, install-refused",
        "NOT_FOUND, install-refused",
        "THROTTLED, throttled",
        "UNAVAILABLE, graph-unavailable"
    })
    void every_refusal_has_its_reason(FaultKind fault, String reason) {
        teams.inject(Fault.of(fault).on(Operation.GRAPH_INSTALL));
        assertThat(stage.settles(send(new Target.Chat(chat))).reason()).isEqualTo(reason);
        assertThat(stage.messages(chat)).isZero();
    }
}
