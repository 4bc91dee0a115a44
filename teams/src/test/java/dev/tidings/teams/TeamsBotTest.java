package dev.tidings.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.People;
import dev.tidings.faketeams.Scenery;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.connector.SentActivity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class TeamsBotTest {
    private final FakeTeams teams = FakeTeams.builder().start();
    private final Scenery scenery = teams.scenery();
    private final People people = teams.people();
    private final Person ann = scenery.person(0);
    private final String tenant = scenery.tenant(0);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        teams.close();
    }

    @Test
    void a_stored_reference_is_enough_to_speak_later() {
        List<String> stored = new CopyOnWriteArrayList<>();
        TeamsBot listening = bot(builder ->
                builder.onMessage((turn, message) -> stored.add(turn.reference().toJson())));
        people.install(ann);
        people.says(ann, "remember me");

        TeamsBot later = TeamsBot.builder(config()).build();
        open.add(later);
        later.send(ConversationReference.read(stored.getFirst()), Message.text("Your export is ready"));
        assertThat(texts(scenery.personalChat(ann))).contains("Your export is ready");
        assertThat(listening).isNotSameAs(later);
    }

    @Test
    void a_conversation_is_created_with_the_service_url_the_tenant_was_heard_from() {
        TeamsBot bot = bot(builder -> builder);
        people.install(ann);
        ConversationReference reference = bot.createConversation(tenant, ann.objectId());
        assertThat(reference.conversation().id()).isEqualTo(scenery.personalChat(ann));
        assertThat(reference.conversation().type()).isEqualTo(ConversationType.PERSONAL);
        assertThat(reference.conversation().tenantId()).isEqualTo(tenant);
        assertThat(reference.bot().id()).isEqualTo("28:" + teams.bot().appId());
        assertThat(reference.serviceUrl()).isEqualTo(teams.serviceUrl(tenant).toString());

        SentActivity sent = bot.send(reference, Message.text("one"));
        String id = String.valueOf(sent.activityId());
        bot.update(reference, id, Message.text("two"));
        assertThat(texts(reference.conversation().id())).contains("two").doesNotContain("one");
        bot.delete(reference, id);
        assertThat(scenery.messages(reference.conversation().id()))
                .anySatisfy(each -> assertThat(each.deleted()).isTrue());
    }

    @Test
    void before_anything_was_heard_the_configured_service_url_is_used() {
        people.install(ann);
        TeamsBot silent =
                TeamsBot.builder(config().withServiceUrl(teams.serviceUrl())).build();
        open.add(silent);
        silent.send(silent.createConversation(tenant, ann.objectId()), Message.text("first words"));
        assertThat(texts(scenery.personalChat(ann))).contains("first words");
    }

    @Test
    void somebody_without_the_app_is_refused_with_a_kind() {
        TeamsBot bot =
                TeamsBot.builder(config().withServiceUrl(teams.serviceUrl())).build();
        open.add(bot);
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class,
                () -> bot.createConversation(tenant, scenery.person(9).objectId()));
        assertThat(refused.kind()).isEqualTo(Kind.NOT_INSTALLED);
    }

    @Test
    void a_reply_in_a_channel_goes_into_the_thread() {
        Scenery.TeamView team = scenery.teams().getFirst();
        String channel = team.channels().get(1).id();
        bot(builder -> builder.onMessage((turn, message) -> turn.reply("you said " + message.textWithoutBot())));
        people.installIn(ann, team.id());
        People.Done said = people.mentionsBot(ann, channel, "status");
        assertThat(said.ok()).isTrue();
        assertThat(scenery.messages(channel)).anySatisfy(each -> {
            assertThat(each.text()).isEqualTo("you said status");
            assertThat(each.root()).isEqualTo(said.message());
        });
    }

    @Test
    void an_answer_that_was_deferred_is_completed_in_its_thread_by_whoever_holds_the_ticket() {
        Scenery.TeamView team = scenery.teams().getFirst();
        String channel = team.channels().get(1).id();
        List<String> tickets = deferring();
        people.installIn(ann, team.id());
        People.Done asked = people.mentionsBot(ann, channel, "report");
        people.mentionsBot(ann, channel, "another thing");

        complete(tickets.getFirst(), "Here is your report");

        assertThat(scenery.messages(channel))
                .filteredOn(each -> each.author().bot())
                .allSatisfy(each -> assertThat(each.root()).isEqualTo(asked.message()))
                .extracting(dev.tidings.faketeams.world.Message::text)
                .containsExactly("One moment", "Here is your report");
    }

    @Test
    void an_answer_that_was_deferred_in_a_chat_comes_after_what_was_said_meanwhile() {
        List<String> tickets = deferring();
        people.install(ann);
        people.says(ann, "report");
        people.says(ann, "another thing");

        complete(tickets.getFirst(), "Here is your report");

        assertThat(texts(scenery.personalChat(ann)))
                .containsExactly("report", "One moment", "another thing", "Here is your report");
    }

    private List<String> deferring() {
        List<String> tickets = new CopyOnWriteArrayList<>();
        bot(builder -> builder.onMessage((turn, message) -> {
            if (message.textWithoutBot().equals("report")) {
                tickets.add(turn.deferReply("One moment").toJson());
            }
        }));
        return tickets;
    }

    private void complete(String ticket, String answer) {
        TeamsBot later = TeamsBot.builder(config()).build();
        open.add(later);
        later.complete(ReplyTicket.read(ticket), Message.text(answer));
    }

    @Test
    void a_thread_is_started_in_a_channel_and_goes_on() {
        Scenery.TeamView team = scenery.teams().getFirst();
        String channel = team.channels().get(1).id();
        TeamsBot bot = bot(builder -> builder);
        people.installIn(ann, team.id());
        ConversationReference thread = bot.createThread(tenant, channel, Message.text("root"));
        bot.continueConversation(thread, turn -> turn.send(Message.text("second")));
        assertThat(scenery.messages(channel)).anySatisfy(each -> {
            assertThat(each.text()).isEqualTo("second");
            assertThat(each.root()).isEqualTo(thread.activityId());
        });
    }

    @Test
    void each_event_reaches_its_handler() {
        Scenery.TeamView team = scenery.teams().getFirst();
        bot(builder -> builder.onMessage((turn, message) -> {
                    heard.add("message " + message.textWithoutBot());
                    turn.send(Message.text("answer"));
                })
                .onMessageEdited((turn, edit) -> heard.add("edited " + edit.text()))
                .onMessageDeleted((turn, deletion) -> heard.add("deleted"))
                .onReaction((turn, reaction) -> heard.add("reaction " + reaction.added()))
                .onMembersAdded((turn, update) -> heard.add(update.botAdded() ? "bot added" : "members added"))
                .onMembersRemoved((turn, update) -> heard.add(update.botRemoved() ? "bot removed" : "members removed"))
                .onInstalled((turn, update) -> heard.add("installed"))
                .onUninstalled((turn, update) -> heard.add("uninstalled")));

        people.install(ann);
        assertThat(heard).contains("installed", "bot added");
        String chat = scenery.personalChat(ann);
        People.Done said = people.says(ann, "hello");
        people.edits(ann, chat, said.message(), "hello!");
        people.deletes(ann, chat, said.message());
        String answer = scenery.messages(chat).stream()
                .filter(each -> each.text().equals("answer"))
                .findFirst()
                .orElseThrow()
                .id();
        people.reacts(ann, chat, answer, "like");
        people.installIn(ann, team.id());
        people.removes(scenery.person(19), team.id());
        people.adds(scenery.person(19), team.id());
        people.uninstall(ann);
        assertThat(heard).contains("message hello", "edited hello!", "deleted", "reaction [like]", "uninstalled");
        assertThat(heard).contains("members removed", "members added");
    }

    @Test
    void a_card_button_is_answered_inside_the_request() {
        TeamsBot bot = bot(
                builder -> builder.onInvoke("adaptiveCard/action", (turn, invoke) -> InvokeAnswer.message("thanks")));
        Received answer = bot.receive(null, invoke("adaptiveCard/action"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(answer.body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"thanks"}"""));
        assertThat(bot.receive(null, invoke("task/fetch")).status()).isEqualTo(501);
    }

    @Test
    void an_error_for_a_card_button_is_wrapped_in_http_200() {
        TeamsBot bot = bot(builder ->
                builder.onInvoke("adaptiveCard/action", (turn, invoke) -> InvokeAnswer.error(400, "BadInput", "no")));
        assertThat(bot.receive(null, invoke("adaptiveCard/action"))).isEqualTo(new Received(200, """
                {"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadInput","message":"no"}}"""));
    }

    @Test
    void everything_reaches_on_anything_even_what_has_no_name() {
        TeamsBot bot = bot(builder -> builder.onAnything((turn, activity) -> heard.add(activity.type()))
                .onEvent((turn, event) -> heard.add(event.name())));
        assertThat(bot.receive(null, "{\"type\":\"typing\"}").status()).isEqualTo(200);
        assertThat(bot.receive(null, "{\"type\":\"event\",\"name\":\"receipt\"}")
                        .status())
                .isEqualTo(200);
        assertThat(heard).containsExactly("typing", "event", "receipt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"type\":\"message\",\"text\":5}", "\u0000\uffff"})
    void what_is_no_activity_is_answered_400_and_reaches_nobody(String body) {
        TeamsBot bot = bot(builder -> builder.onAnything((turn, activity) -> heard.add(activity.type())));
        assertThat(bot.receive(null, body).status()).isEqualTo(400);
        assertThat(heard).isEmpty();
    }

    @Test
    void a_handler_that_fails_is_answered_500_and_says_nothing_of_itself() {
        TeamsBot bot = bot(builder -> builder.onMessage((turn, message) -> {
            throw new IllegalStateException("secret");
        }));
        Received answer = bot.receive(null, "{\"type\":\"message\",\"text\":\"x\"}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void a_bot_without_credentials_speaks_to_this_machine_only() {
        TeamsBot bot = bot(builder -> builder);
        ConversationReference elsewhere = ConversationReference.read("""
                {"bot":{"id":"28:a"},"conversation":{"id":"a:1"},
                 "serviceUrl":"https://smba.trafficmanager.net/amer/"}""");
        assertThat(catchThrowableOfType(ConnectorException.class, () -> bot.send(elsewhere, Message.text("x")))
                        .kind())
                .isEqualTo(Kind.HOST_NOT_ALLOWED);
    }

    @Test
    void suggested_actions_outside_a_personal_chat_are_refused() {
        TeamsBot bot = bot(builder -> builder);
        ConversationReference group = ConversationReference.read("""
                {"bot":{"id":"28:a"},"conversation":{"id":"19:x","conversationType":"groupChat"},
                 "serviceUrl":"http://127.0.0.1:1/"}""");
        Message choice = Message.text("go?").withSuggestedActions(List.of("Yes"));
        assertThatIllegalArgumentException().isThrownBy(() -> bot.send(group, choice));
        assertThatIllegalArgumentException().isThrownBy(() -> bot.reply(group, "1", choice));
    }

    @Test
    void an_invoke_name_has_one_handler() {
        TeamsBotBuilder builder = TeamsBot.builder(config()).onInvoke("a", (turn, invoke) -> InvokeAnswer.ok());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.onInvoke("a", (turn, invoke) -> InvokeAnswer.ok()));
    }

    private BotConfig config() {
        return BotConfig.withoutCredentials(teams.bot().appId());
    }

    private TeamsBot bot(UnaryOperator<TeamsBotBuilder> handlers) {
        TeamsBot bot = handlers.apply(TeamsBot.builder(config())).build();
        open.add(bot);
        BotServer server = new BotServer(bot);
        open.add(server);
        teams.connect(server.uri());
        return bot;
    }

    private List<String> texts(String conversation) {
        return scenery.messages(conversation).stream().map(each -> each.text()).toList();
    }

    private static String invoke(String name) {
        return "{\"type\":\"invoke\",\"name\":\"" + name + "\",\"value\":{}}";
    }
}
