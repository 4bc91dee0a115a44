package dev.tidings.teams.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.Scenery;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.http.JdkTransport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConnectorAgainstFakeTeamsTest {
    private final FakeTeams teams =
            FakeTeams.builder().shape(shape -> shape.withPeople(130)).start();
    private final JdkTransport transport = new JdkTransport();
    private final ConnectorClient client = new ConnectorClient(
            transport,
            TokenSource.none(),
            ServiceUrlPolicy.loopbackOnly(),
            Duration.ofSeconds(10),
            InstantSource.system());
    private final String serviceUrl = teams.serviceUrl().toString();
    private final String tenant = teams.scenery().tenant(0);
    private final Scenery.TeamView team = teams.scenery().teams().getFirst();
    private final String channel = team.channels().get(1).id();
    private final Person ann = teams.scenery().person(0);
    private final Person guest = teams.scenery().person(1);

    @BeforeAll
    void install() {
        teams.people().install(ann);
        teams.people().installIn(ann, team.id());
    }

    @BeforeEach
    void forgetLimits() {
        teams.enforceLimits(false);
    }

    @AfterEach
    void clear() {
        teams.clearFaults();
    }

    @AfterAll
    void close() {
        transport.close();
        teams.close();
    }

    @Test
    void a_personal_chat_is_created_once_and_messages_are_sent_edited_and_deleted() {
        String chat = chat();
        assertThat(client.createPersonal(
                                serviceUrl, appId(), tenant, teams.scenery().userId(ann))
                        .conversationId())
                .isEqualTo(chat);
        String id = String.valueOf(
                client.send(serviceUrl, chat, Message.text("one")).activityId());
        client.update(serviceUrl, chat, id, Message.text("two"));
        assertThat(message(chat, id).text()).isEqualTo("two");
        client.delete(serviceUrl, chat, id);
        assertThat(message(chat, id).deleted()).isTrue();
    }

    @Test
    void teams_ignores_no_mention_of_ours() {
        String id = String.valueOf(client.send(
                        serviceUrl,
                        channel,
                        Message.text("see <at>R&D</at>")
                                .withMention(teams.scenery().userId(ann), "R&D")
                                .withMention(teams.scenery().userId(guest), guest.name()))
                .activityId());
        assertThat(message(channel, id).ignoredMentions()).isEmpty();
        assertThat(message(channel, id).activity().path("entities").size()).isEqualTo(2);
    }

    @Test
    void a_thread_is_started_in_a_channel_and_answered() {
        CreatedConversation thread = client.createThread(serviceUrl, tenant, channel, Message.text("root"));
        String root = String.valueOf(thread.activityId());
        assertThat(thread.conversationId()).isEqualTo(ConversationAccount.threadId(channel, root));
        client.send(serviceUrl, thread.conversationId(), Message.text("in the thread"));
        client.reply(serviceUrl, channel, root, Message.text("by reply"));
        assertThat(teams.scenery().messages(channel))
                .extracting(each -> each.text())
                .contains("root", "in the thread", "by reply");
    }

    @Test
    void a_roster_is_read_page_by_page() {
        Set<String> seen = new HashSet<>();
        String next = null;
        int pages = 0;
        do {
            MemberPage page = client.members(serviceUrl, team.id(), 50, next);
            page.members().forEach(member -> assertThat(seen.add(member.id())).isTrue());
            next = page.continuationToken();
            pages++;
        } while (next != null);
        assertThat(seen).hasSize(130);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void one_member_is_found_by_object_id() {
        Member member = client.member(serviceUrl, team.id(), ann.objectId());
        assertThat(member.id()).isEqualTo(teams.scenery().userId(ann));
        assertThat(member.aadObjectId()).isEqualTo(ann.objectId());
    }

    @Test
    void a_team_and_its_channels_are_read() {
        assertThat(client.team(serviceUrl, team.id()).aadGroupId()).isEqualTo(team.groupId());
        List<TeamChannel> channels = client.channels(serviceUrl, team.id());
        assertThat(channels)
                .extracting(TeamChannel::id)
                .containsExactlyElementsOf(
                        team.channels().stream().map(Scenery.ChannelView::id).toList());
        assertThat(channels.getFirst().name()).isNull();
    }

    @Test
    void the_size_at_which_teams_refuses_is_the_size_at_which_we_do() {
        int fits = (Message.MAX_SIZE - Message.text("x").sizeInBytes()) / 2 + 1;
        assertThat(client.send(serviceUrl, chat(), Message.text("x".repeat(fits)))
                        .activityId())
                .isNotNull();
        assertThat(failure(() -> client.send(serviceUrl, chat(), Message.text("x".repeat(fits + 1))))
                        .kind())
                .isEqualTo(Kind.TOO_BIG);
    }

    @Test
    void somebody_without_the_app_cannot_be_reached() {
        assertThat(failure(() -> client.createPersonal(serviceUrl, appId(), tenant, guest.objectId()))
                        .kind())
                .isEqualTo(Kind.NOT_INSTALLED);
    }

    @Test
    void an_unknown_conversation_is_told_apart_from_an_unknown_message() {
        assertThat(failure(() -> client.send(serviceUrl, "19:nowhere@thread.v2", Message.text("x")))
                        .kind())
                .isIn(Kind.CONVERSATION_NOT_FOUND, Kind.NOT_INSTALLED);
        assertThat(failure(() -> client.update(serviceUrl, chat(), "12345", Message.text("x")))
                        .kind())
                .isEqualTo(Kind.ACTIVITY_NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, THROTTLED",
        "PRECONDITION_FAILED, BUSY",
        "SERVICE_ERROR, FAILED",
        "BAD_GATEWAY, UNCERTAIN",
        "UNAVAILABLE, BUSY",
        "GATEWAY_TIMEOUT, UNCERTAIN",
        "REQUEST_TIMEOUT, FAILED",
        "BAD_ARGUMENT, BAD_REQUEST",
        "PAIRWISE_ID, FOREIGN_ID",
        "CONVERSATION_ID, FOREIGN_ID",
        "BAD_SYNTAX, BAD_REQUEST",
        "MISSING_PROPERTY, BAD_REQUEST",
        "AUTHORIZATION_ERROR, UNAUTHORIZED",
        "UNAUTHORIZED_WITHOUT_CODE, UNAUTHORIZED",
        "BOT_NOT_REGISTERED, UNAUTHORIZED",
        "BOT_DISABLED_BY_ADMIN, DISABLED_BY_ADMIN",
        "BOT_NOT_IN_CONVERSATION_ROSTER, NOT_INSTALLED",
        "CONVERSATION_BLOCKED_BY_USER, WRITES_BLOCKED",
        "MESSAGE_WRITES_BLOCKED, WRITES_BLOCKED",
        "FORBIDDEN_OPERATION, NOT_INSTALLED",
        "INVALID_BOT_API_HOST, WRONG_HOST",
        "NOT_ENOUGH_PERMISSIONS, NOT_PERMITTED",
        "ACTIVITY_NOT_FOUND, ACTIVITY_NOT_FOUND",
        "CONVERSATION_NOT_FOUND, CONVERSATION_NOT_FOUND",
        "MESSAGE_SIZE_TOO_BIG, TOO_BIG",
        "DROPPED_AFTER, UNCERTAIN",
        "DROPPED_BEFORE, UNCERTAIN",
        "HALF_ANSWER, UNCERTAIN",
        "REDIRECT, REDIRECTED",
        "NOT_JSON, UNCERTAIN"
    })
    void every_fault_is_classified(FaultKind fault, Kind kind) {
        String chat = chat();
        teams.inject(Fault.of(fault).next(1));
        long before = teams.scenery().messageCount();
        assertThat(failure(() -> client.send(serviceUrl, chat, Message.text("x")))
                        .kind())
                .isEqualTo(kind);
        if (kind != Kind.UNCERTAIN && kind != Kind.FAILED) {
            assertThat(teams.scenery().messageCount()).isEqualTo(before);
        }
        client.send(serviceUrl, chat, Message.text("and it goes on"));
    }

    @ParameterizedTest
    @CsvSource({"SECONDS, true", "DATE, true", "NONE, false"})
    void throttling_says_how_long_to_wait_in_each_form(Fault.RetryAfter form, boolean known) {
        String chat = chat();
        teams.inject(Fault.of(FaultKind.THROTTLED).next(1).sayingRetryAfter(form, Duration.ofSeconds(30)));
        ConnectorException throttled = failure(() -> client.send(serviceUrl, chat, Message.text("x")));
        assertThat(throttled.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(throttled.retryAfter().isPresent()).isEqualTo(known);
        throttled
                .retryAfter()
                .ifPresent(wait -> assertThat(wait).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(31)));
    }

    @Test
    void a_service_that_is_gone_is_busy_since_nothing_was_written() {
        String gone;
        try (FakeTeams other = FakeTeams.builder().start()) {
            gone = other.serviceUrl().toString();
        }
        assertThat(URI.create(gone).getPort()).isPositive();
        assertThat(failure(() -> client.send(gone, "a:1", Message.text("x"))).kind())
                .isEqualTo(Kind.BUSY);
    }

    private String chat() {
        return client.createPersonal(serviceUrl, appId(), tenant, ann.objectId())
                .conversationId();
    }

    private String appId() {
        return teams.bot().appId();
    }

    private dev.tidings.faketeams.world.Message message(String conversation, String id) {
        return teams.scenery().messages(conversation).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ConnectorException failure(Runnable call) {
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, call::run);
        assertThat(failure).isNotNull();
        return failure;
    }
}
