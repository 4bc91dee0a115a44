package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Target;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveringTest {
    private final FakeTeams teams = FakeTeams.builder().start();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams);
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    @Test
    void a_person_who_installed_the_app_gets_the_message_in_the_stored_chat() {
        Person ann = stage.installed(0);
        Delivery delivery = delivered(new Target.User(ann.objectId()));
        String chat = teams.scenery().personalChat(ann);
        assertThat(delivery.sent()).satisfies(sent -> {
            assertThat(sent.conversationId()).isEqualTo(chat);
            assertThat(sent.activityId()).isNotBlank();
        });
        assertThat(delivery.person()).isEqualTo(teams.scenery().userId(ann));
        assertThat(stage.messages(chat)).isEqualTo(1);
    }

    @Test
    void a_user_principal_name_is_found_in_the_roster_of_a_shared_team() {
        var team = teams.scenery().teams().getFirst();
        Person ann = teams.scenery().person(0);
        assertThat(teams.people().installIn(ann, team.id()).ok()).isTrue();
        Stage.until(
                () -> stage.stores.directory().team(stage.tenancy(), team.id()).isPresent());
        Person member = teams.scenery().person(0);
        delivered(new Target.User(member.userPrincipalName()));
        assertThat(stage.messages(teams.scenery().personalChat(member))).isEqualTo(1);

        String directId = teams.scenery().userId(member);
        var directory = stage.stores.directory();
        assertThat(directory.personByUserPrincipalName(stage.tenancy(), member.userPrincipalName()))
                .hasValueSatisfying(known -> {
                    assertThat(known.id()).isEqualTo(directId);
                    assertThat(known.objectId()).isEqualTo(member.objectId());
                });
        long asked = rosterReads();
        assertThat(asked).isPositive();
        delivered(new Target.User(member.userPrincipalName().toUpperCase(Locale.ROOT)));
        delivered(new Target.User(member.objectId()));
        assertThat(rosterReads()).as("what a roster told is remembered").isEqualTo(asked);
    }

    private long rosterReads() {
        return teams.report().byOperation().getOrDefault("member", 0L);
    }

    @Test
    void a_group_chat_a_channel_and_a_thread_get_theirs() {
        Person ann = teams.scenery().person(0);
        var chat = teams.scenery().chats().getFirst();
        var channel = teams.scenery().teams().getFirst().channels().getLast();
        assertThat(teams.people().installIn(ann, chat.id()).ok()).isTrue();
        assertThat(teams.people().installIn(ann, channel.id()).ok()).isTrue();
        Stage.until(() -> stage.stores
                        .directory()
                        .conversation(stage.tenancy(), chat.id())
                        .isPresent()
                && stage.stores
                        .directory()
                        .conversation(stage.tenancy(), channel.id())
                        .isPresent());
        delivered(new Target.Chat(chat.id()));
        Delivery root = delivered(new Target.Channel(channel.id(), null));
        assertThat(root.sent())
                .satisfies(sent ->
                        assertThat(sent.conversationId()).isEqualTo(channel.id() + ";messageid=" + sent.activityId()));
        String thread = root.sent() == null ? "" : root.sent().activityId();
        delivered(new Target.Channel(channel.id(), thread));
        delivered(new Target.Conversation(channel.id() + ";messageid=" + thread));
        assertThat(teams.scenery().messages(channel.id()))
                .hasSize(3)
                .extracting("root")
                .contains(thread);
    }

    private Delivery delivered(Target target) {
        return stage.reaches(stage.accept(target, "Your export is ready"), DeliveryState.DELIVERED);
    }
}
