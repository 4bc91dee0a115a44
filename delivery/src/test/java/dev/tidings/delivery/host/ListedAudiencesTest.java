package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.campaign.Standing;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Audiences that Microsoft Graph lists: everybody, and groups.
class ListedAudiencesTest {
    private final FakeTeams teams = FakeTeams.builder()
            .shape(shape -> shape.withPeople(60))
            .limits(Limits.documented().onlyCounted())
            .start();

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams, new GraphAccess.App(teams.bot().appId(), null, true, false));
    }

    @AfterEach
    void close() {
        stage.close();
        teams.close();
    }

    private NotificationId tell(Audience audience) {
        return stage.accept(
                NotificationRequest.of(audience, Message.text("Hello")).from("default", stage.tenant()));
    }

    private List<Delivery> over(NotificationId id) {
        Stage.until(
                () -> standing(id).status() == NotificationStatus.COMPLETED,
                () -> standing(id).toString());
        List<Delivery> all = new ArrayList<>();
        @Nullable String cursor = "";
        while (cursor != null) {
            var page = stage.deliveries
                    .of(id, Reach.EVERYTHING, DeliveryFilter.ALL, PageRequest.of(cursor, PageRequest.MAX_LIMIT))
                    .orElseThrow();
            all.addAll(page.items());
            cursor = page.next();
        }
        return all;
    }

    private Standing standing(NotificationId id) {
        return stage.standings.find(id, Reach.EVERYTHING).orElseThrow();
    }

    private static Map<String, Integer> counted(List<Delivery> deliveries) {
        Map<String, Integer> counts = new HashMap<>();
        deliveries.forEach(
                each -> counts.merge(each.reason() == null ? each.state().word() : each.reason(), 1, Integer::sum));
        return counts;
    }

    private int heard(Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).size();
    }

    @Test
    void everyone_is_everybody_whom_the_tenant_lists_and_each_is_accounted_for_once() {
        stage.installed(0);
        stage.installed(1);
        for (int index = 10; index < 13; index++) {
            teams.administrator().guest(teams.scenery().person(index), true);
        }
        teams.administrator().blocked(teams.scenery().person(20), true);
        List<Delivery> deliveries = over(tell(new Audience.Everyone()));
        assertThat(counted(deliveries)).isEqualTo(Map.of("delivered", 56, "guest", 3, "blocked-by-policy", 1));
        assertThat(new HashSet<>(deliveries.stream().map(Delivery::person).toList()))
                .hasSize(60);
        assertThat(IntStream.range(0, 60).map(index -> heard(teams.scenery().person(index))))
                .allMatch(messages -> messages <= 1);
    }

    @Test
    void a_second_broadcast_asks_only_for_what_has_changed() {
        over(tell(new Audience.Everyone()));
        long listed = asked(Operation.GRAPH_USERS);
        String removed = teams.scenery().userId(teams.scenery().person(5));
        Stage.until(() -> stage.stores
                .directory()
                .personalConversation(stage.tenancy(), removed)
                .isPresent());
        teams.administrator().removes(teams.scenery().person(5));
        List<Delivery> deliveries = over(tell(new Audience.Everyone()));
        assertThat(asked(Operation.GRAPH_USERS)).isEqualTo(listed + 1);
        assertThat(deliveries)
                .as("who has a chat is told although the organisation does not list them any more")
                .hasSize(60);
        assertThat(stage.stores
                        .colleagues()
                        .find(stage.tenancy(), teams.scenery().person(5).objectId()))
                .isEmpty();
    }

    @Test
    void a_listing_that_is_too_old_begins_anew_and_forgets_who_is_gone() {
        over(tell(new Audience.Everyone()));
        teams.administrator().removes(teams.scenery().person(5));
        teams.administrator().forgetsChanges();
        over(tell(new Audience.Everyone()));
        assertThat(stage.stores
                        .colleagues()
                        .find(stage.tenancy(), teams.scenery().person(5).objectId()))
                .isEmpty();
        assertThat(stage.stores
                        .colleagues()
                        .find(stage.tenancy(), teams.scenery().person(6).objectId()))
                .isPresent();
    }

    @Test
    void without_the_permission_everyone_is_whoever_has_a_chat() {
        stage.installed(0);
        teams.administrator().consents("User.Read.All", false);
        assertThat(counted(over(tell(new Audience.Everyone())))).isEqualTo(Map.of("delivered", 1));
    }

    @Test
    void a_listing_is_tried_again_when_graph_is_back() {
        teams.inject(Fault.of(FaultKind.UNAVAILABLE).on(Operation.GRAPH_USERS).next(2));
        assertThat(over(tell(new Audience.Everyone()))).hasSize(60);
    }

    @Test
    void the_members_of_groups_inside_a_group_are_reached_once() {
        NotificationId id = tell(new Audience.Group(teams.scenery().groupOfGroups()));
        List<Delivery> deliveries = over(id);
        assertThat(deliveries).hasSizeBetween(13, 24).allMatch(each -> each.state() == DeliveryState.DELIVERED);
        assertThat(new HashSet<>(deliveries.stream().map(Delivery::person).toList()))
                .hasSameSizeAs(deliveries);
    }

    @Test
    void a_group_that_cannot_be_read_is_refused_at_once_with_what_to_do() {
        assertThat(refused("00000000-0000-4000-8000-000000000000")).contains("no group of this id");
        teams.administrator().consents("GroupMember.Read.All", false);
        assertThat(refused(teams.scenery().groupOfGroups())).contains("GroupMember.Read.All");
        assertThat(refused("Marketing")).contains("GUID");
    }

    private String refused(String group) {
        NotAcceptedException refused =
                catchThrowableOfType(NotAcceptedException.class, () -> tell(new Audience.Group(group)));
        assertThat(refused.field()).isEqualTo("to.group");
        return String.valueOf(refused.getMessage());
    }

    private long asked(Operation operation) {
        return teams.report().byOperation().getOrDefault(operation.word(), 0L);
    }
}
