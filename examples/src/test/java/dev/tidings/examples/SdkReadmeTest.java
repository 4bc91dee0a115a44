package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.FakeTeamsExtension;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.world.Message.Author;
import dev.tidings.teams.BotConfig;
import dev.tidings.teams.BusySign;
import dev.tidings.teams.Received;
import dev.tidings.teams.ReplyTicket;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.Turn;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.BotIdentity;
import dev.tidings.teams.auth.Cloud;
import dev.tidings.teams.auth.Credentials;
import dev.tidings.teams.auth.MsalTokenSource;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.auth.TokenScope;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.BatchState;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.MemberPage;
import dev.tidings.teams.connector.SentActivity;
import dev.tidings.teams.graph.CatalogApp;
import dev.tidings.teams.graph.GraphClient;
import dev.tidings.teams.graph.GraphException;
import dev.tidings.teams.graph.InstallPlace;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.JdkTransport;
import dev.tidings.teams.http.ProxySettings;
import dev.tidings.teams.http.TransportSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The snippets of the SDK's README, run: [DocumentsTest] holds the documents to this text.
@ExtendWith(FakeTeamsExtension.class)
class SdkReadmeTest {
    private final List<String> store = new ArrayList<>();
    private final List<Object> done = new ArrayList<>();

    @Test
    void a_bot_answers_and_remembers(FakeTeams teams) throws IOException {
        BotConfig config = config(teams);
        TeamsBot bot = TeamsBot.builder(config)
                .onMessage((turn, message) -> turn.reply("You said: " + message.textWithoutBot()))
                .onInstalled((turn, installation) -> store.add(turn.reference().toJson()))
                .build();
        try (bot;
                BotEndpoint endpoint = BotEndpoint.open(0, bot)) {
            teams.connect(URI.create(endpoint.url()));
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            teams.people().says(ann, "hello");
            assertThat(said(teams)).containsExactly("You said: hello");
            assertThat(store).singleElement().satisfies(stored -> sendsProactively(bot, stored, teams));
        }
    }

    private static void sendsProactively(TeamsBot bot, String stored, FakeTeams teams) {
        ConversationReference reference = ConversationReference.read(stored);
        SentActivity sent = bot.send(reference, Message.text("Your export is **ready**"));
        String id = sent.activityId(); // what to edit or delete it by; null if Teams did not say
        if (id != null) {
            bot.update(reference, id, Message.text("Your export was downloaded"));
        }
        assertThat(said(teams)).containsExactly("You said: hello", "Your export was downloaded");
    }

    @Test
    void what_arrives_is_handed_over_as_a_header_and_a_body(FakeTeams teams) {
        String authorizationHeader = "";
        String body = "{\"type\":\"message\",\"text\":\"hi\"}";
        try (TeamsBot bot = TeamsBot.builder(config(teams)).build()) {
            Received received = bot.receive(authorizationHeader, body);
            // answer with received.status() and received.body()
            assertThat(received.status()).isEqualTo(200);
        }
    }

    @Test
    void chats_and_threads_are_opened_without_a_reference(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        String channelId = teams.scenery().teams().getFirst().channels().get(1).id();
        teams.people().install(ann);
        teams.people().installIn(ann, channelId);
        String tenantId = teams.scenery().tenant(0);
        String personId = ann.objectId();
        try (TeamsBot bot = TeamsBot.builder(config(teams)).build()) {
            ConversationReference chat = bot.createConversation(tenantId, personId);
            bot.send(chat, Message.text("Hello"));
            ConversationReference thread = bot.createThread(tenantId, channelId, Message.text("Build 42 failed"));
            bot.send(thread, Message.text("Logs are attached to the build"));
        }
        assertThat(said(teams)).containsExactly("Hello", "Build 42 failed", "Logs are attached to the build");
    }

    @Test
    void a_bot_says_that_it_is_in_the_middle_of_something(FakeTeams teams) {
        BusySign sign = new BusySign() {
            @Override
            public void busy(ConversationReference conversation, Duration most) {
                store.add("busy for " + most);
            }

            @Override
            public void idle(ConversationReference conversation) {
                store.add("idle");
            }
        };
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        try (TeamsBot bot = TeamsBot.builder(config(teams)).withBusySign(sign).build()) {
            ConversationReference reference =
                    bot.createConversation(teams.scenery().tenant(0), ann.objectId());
            bot.busy(reference); // until idle, or for ten minutes
            bot.idle(reference);
        }
        assertThat(store).containsExactly("busy for PT10M", "idle");
    }

    @Test
    void an_answer_that_takes_a_while_is_completed_later(FakeTeams teams) throws IOException {
        try (TeamsBot bot = TeamsBot.builder(config(teams))
                        .onMessage((turn, message) -> defers(turn))
                        .build();
                BotEndpoint endpoint = BotEndpoint.open(0, bot)) {
            teams.connect(URI.create(endpoint.url()));
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            teams.people().says(ann, "report");
            completes(bot, store.getFirst());
        }
        assertThat(said(teams)).containsExactly("This takes a moment. I will answer here.", "Here is your report");
    }

    private void defers(Turn turn) {
        ReplyTicket ticket = turn.deferReply("This takes a moment. I will answer here.");
        store.add(ticket.toJson());
    }

    private static void completes(TeamsBot bot, String stored) {
        ReplyTicket ticket = ReplyTicket.read(stored);
        bot.complete(ticket, Message.text("Here is your report"));
    }

    @Test
    void a_card_has_a_summary_and_its_mention_matches(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        String personId = teams.scenery().userId(ann);
        ObjectNode card = JsonMapper.shared().readTree("""
                {"type":"AdaptiveCard","version":"1.5",
                 "body":[{"type":"TextBlock","text":"Order 42, asked for by <at>Ann</at>"}]}""").asObject();
        Message message = Message.card(card)
                .withSummary("Approve order 42?") // what the notification shows
                .withMention(personId, "Ann") // its marks always match, in the text or in the card
                .withAlert(true);
        try (TeamsBot bot = TeamsBot.builder(config(teams)).build()) {
            bot.send(bot.createConversation(teams.scenery().tenant(0), ann.objectId()), message);
        }
        assertThat(teams.scenery().messages())
                .singleElement()
                .satisfies(arrived -> assertThat(arrived.ignoredMentions()).isEmpty());
    }

    @Test
    void a_refusal_says_what_to_do(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        try (TeamsBot bot = TeamsBot.builder(config(teams)).build()) {
            ConversationReference reference =
                    bot.createConversation(teams.scenery().tenant(0), ann.objectId());
            for (FaultKind fault : List.of(
                    FaultKind.THROTTLED,
                    FaultKind.PRECONDITION_FAILED,
                    FaultKind.DROPPED_AFTER,
                    FaultKind.MESSAGE_WRITES_BLOCKED)) {
                teams.inject(Fault.of(fault).next(1));
                sends(bot, reference);
            }
            assertThat(done).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), "asked", reference);
        }
    }

    private void sends(TeamsBot bot, ConversationReference reference) {
        try {
            bot.send(reference, Message.text("Lunch is ready"));
        } catch (ConnectorException refused) {
            switch (refused.kind()) {
                case THROTTLED -> later(refused.retryAfter().orElse(Duration.ofSeconds(2)));
                case BUSY -> later(Duration.ofSeconds(1)); // nothing was posted
                case UNCERTAIN -> ask(); // it may have been posted, and nobody can know
                case WRITES_BLOCKED, NOT_INSTALLED, DISABLED_BY_ADMIN -> park(reference);
                default -> throw refused;
            }
        }
    }

    @Test
    void credentials_are_named_and_read_only_when_needed() {
        String appId = "11111111-2222-4333-8444-555555555555";
        String tenantId = "contoso.example";
        BotIdentity identity = new BotIdentity(appId, tenantId, Credentials.secretFile(Path.of("/run/secrets/bot")));
        BotConfig config = BotConfig.of(identity).withCloud(Cloud.PUBLIC);
        assertThat(config.appId()).isEqualTo(appId);
        assertThat(config.serviceUrlHosts()).contains("smba.trafficmanager.net");
    }

    @Test
    void a_secret_is_read_when_a_token_is_asked_for() {
        String appId = "11111111-2222-4333-8444-555555555555";
        String tenantId = "contoso.example";
        try (HttpTransport transport = new JdkTransport()) {
            BotIdentity bot = new BotIdentity(appId, tenantId, Credentials.secretFile(Path.of("/run/secrets/bot")));
            TokenSource tokens = MsalTokenSource.of(bot, Cloud.PUBLIC, null, transport, InstantSource.system());
            assertThatThrownBy(tokens::token)
                    .isInstanceOf(TokenException.class)
                    .hasMessageContaining("/run/secrets/bot");
        }
    }

    @Test
    void the_shortest_bot_answers_and_speaks(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        BotConfig config = config(teams);
        ConversationReference reference = stored(config, teams.scenery().tenant(0), ann);
        TeamsBot bot = TeamsBot.builder(config)
                .onMessage((turn, activity) -> turn.reply("hi"))
                .build();
        bot.send(reference, Message.text("Your export is ready")); // proactive, to a stored reference
        bot.close();
        assertThat(said(teams)).containsExactly("Your export is ready");
    }

    private static ConversationReference stored(BotConfig config, String tenantId, Person person) {
        try (TeamsBot earlier = TeamsBot.builder(config).build()) {
            return earlier.createConversation(tenantId, person.objectId());
        }
    }

    @Test
    void a_trust_store_that_is_not_there_is_said_at_once() {
        String password = "secret";
        assertThat(catchMessage(() -> {
                    TransportSettings settings = TransportSettings.defaults()
                            .withProxy(ProxySettings.of("proxy.example", 8080).withLogin("name", password))
                            .withTrustStore(Path.of("/etc/ssl/company.pem"), null);
                    HttpTransport transport = new JdkTransport(settings); // yours to close
                    transport.close();
                }))
                .contains("/etc/ssl/company.pem")
                .doesNotContain("secret");
    }

    @Test
    void rosters_and_batches_are_the_connectors(FakeTeams teams) {
        String teamId = teams.scenery().teams().getFirst().id();
        String tenantId = teams.scenery().tenant(0);
        String serviceUrl = teams.serviceUrl().toString();
        teams.people().installIn(teams.scenery().person(0), teamId);
        try (TeamsBot bot = TeamsBot.builder(config(teams)).build()) {
            MemberPage page = bot.connector().members(serviceUrl, teamId, 500, null);
            String operation =
                    bot.connector().batch().toTeam(serviceUrl, tenantId, teamId, Message.text("Fire drill at noon"));
            BatchState state = bot.connector().batch().state(serviceUrl, operation);
            assertThat(state.total()).isEqualTo(page.members().size());
        }
    }

    @Test
    void the_app_is_installed_for_somebody_who_never_met_the_bot() {
        String appId = "11111111-2222-4333-8444-555555555555";
        try (FakeTeams teams = FakeTeams.builder()
                        .bot(BotApp.of(appId).withSecret("secret"))
                        .start();
                HttpTransport transport = new JdkTransport()) {
            String tenantId = teams.scenery().tenant(0);
            BotIdentity identity = new BotIdentity(appId, tenantId, new Credentials.Secret(() -> "secret"));
            String personId = teams.scenery().person(3).objectId();
            assertThat(installed(identity, teams, transport, personId)).endsWith("@unq.gbl.spaces");
            assertThat(installed(identity, teams, transport, personId)).endsWith("@unq.gbl.spaces");
        }
    }

    private static String installed(BotIdentity identity, FakeTeams teams, HttpTransport transport, String personId) {
        String tenantId = teams.scenery().tenant(0);
        String manifestId = teams.bot().appId();
        Cloud cloud = Cloud.PUBLIC;
        URI login = teams.loginUrl();
        URI graphBase = teams.graphUrl();
        InstantSource clock = InstantSource.system();
        TokenSource tokens =
                MsalTokenSource.of(identity, TokenScope.graph(tenantId, cloud), cloud, login, transport, clock);
        GraphClient graph =
                new GraphClient(transport, tokens, graphBase, Duration.ofSeconds(15), clock); // cloud.graph()
        CatalogApp app = graph.catalogApp(manifestId).orElseThrow();
        InstallPlace ann = new InstallPlace.User(personId);
        try {
            graph.install(ann, app.id());
        } catch (GraphException refused) {
            if (refused.kind() != GraphException.Kind.ALREADY_INSTALLED) {
                throw refused; // BLOCKED_BY_POLICY, NO_PERMISSION, NOT_MANAGEABLE, ...
            }
        }
        String chatId = graph.chat(personId, graph.installation(ann, app.id()).orElseThrow());
        return chatId;
    }

    private void later(Duration wait) {
        done.add(wait);
    }

    private void ask() {
        done.add("asked");
    }

    private void park(ConversationReference reference) {
        done.add(reference);
    }

    private static String catchMessage(Runnable work) {
        try {
            work.run();
            return "";
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static BotConfig config(FakeTeams teams) {
        return BotConfig.withoutCredentials(teams.bot().appId()).withServiceUrl(teams.serviceUrl());
    }

    private static List<String> said(FakeTeams teams) {
        return teams.scenery().messages().stream()
                .filter(message -> isBot(message.author()))
                .map(dev.tidings.faketeams.world.Message::text)
                .toList();
    }

    private static boolean isBot(Author author) {
        return author.bot();
    }
}
