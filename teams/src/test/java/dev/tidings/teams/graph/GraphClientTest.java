package dev.tidings.teams.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.BotIdentity;
import dev.tidings.teams.auth.Cloud;
import dev.tidings.teams.auth.Credentials;
import dev.tidings.teams.auth.MsalTokenSource;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenScope;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.graph.GraphException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.JdkTransport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GraphClientTest {
    private static final String APP = "11111111-2222-4333-8444-555555555555";
    private static final String SECRET = "the bot's secret";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FakeTeams teams = FakeTeams.builder()
            .bot(BotApp.of(APP).withSecret(SECRET))
            .shape(shape -> shape.withPeople(2_100).withTenants(2))
            .start();
    private final JdkTransport transport = new JdkTransport();
    private final String tenant = teams.scenery().tenant(0);
    private final GraphClient graph = client(tenant);
    private final Person ann = teams.scenery().person(3);
    private final InstallPlace forAnn = new InstallPlace.User(ann.objectId());

    @AfterEach
    void close() {
        transport.close();
        teams.close();
    }

    private BotIdentity identity() {
        return new BotIdentity(APP, tenant, new Credentials.Secret(() -> SECRET));
    }

    private GraphClient client(String ofTenant) {
        TokenSource tokens = MsalTokenSource.of(
                identity(),
                TokenScope.graph(ofTenant, Cloud.PUBLIC),
                Cloud.PUBLIC,
                teams.loginUrl(),
                transport,
                InstantSource.system());
        return new GraphClient(transport, tokens, teams.graphUrl(), TIMEOUT, InstantSource.system());
    }

    private static Kind kind(Runnable call) {
        GraphException refused = catchThrowableOfType(GraphException.class, call::run);
        assertThat(refused).isNotNull();
        return refused.kind();
    }

    @Test
    void somebody_is_found_by_object_id_by_principal_name_and_by_mail() {
        GraphUser byId = graph.user(ann.objectId().toUpperCase(Locale.ROOT)).orElseThrow();
        assertThat(byId.id()).isEqualTo(ann.objectId());
        assertThat(byId.guest()).isFalse();
        assertThat(graph.user(ann.userPrincipalName())).contains(byId);
        assertThat(graph.userByMail(String.valueOf(byId.mail()))).contains(byId);
        assertThat(graph.user("nobody@contoso.onmicrosoft.com")).isEmpty();
        assertThat(graph.userByMail("o'neil@contoso.example")).isEmpty();
        teams.administrator().guest(ann, true);
        assertThat(graph.user(ann.objectId()).orElseThrow().guest()).isTrue();
    }

    @Test
    void the_time_zone_of_a_mailbox_is_told_where_there_is_one_and_it_may_be_read() {
        Person tokyo = IntStream.range(0, 100)
                .mapToObj(teams.scenery()::person)
                .filter(person -> person.place().locale().equals("ja-JP"))
                .findFirst()
                .orElseThrow();
        assertThat(graph.timeZone(tokyo.objectId())).contains(ZoneId.of("Asia/Tokyo"));
        assertThat(graph.timeZone("00000000-0000-4000-8000-000000000000")).isEmpty();
        teams.administrator().guest(tokyo, true);
        assertThat(graph.timeZone(tokyo.objectId())).as("no mailbox").isEmpty();
        teams.administrator().consents("MailboxSettings.Read", false);
        assertThat(kind(() -> graph.timeZone(tokyo.objectId()))).isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void nobody_of_another_tenant_is_found() {
        Person other = teams.scenery().person(1, 3);
        assertThat(graph.user(other.objectId())).isEmpty();
        assertThat(client(other.tenantId()).user(other.objectId())).isPresent();
    }

    @Test
    void everybody_is_read_once_and_then_only_who_has_changed() {
        List<GraphUser> all = new ArrayList<>();
        GraphPage<GraphUser> last = all(graph::users, all);
        assertThat(all).hasSize(2_100);
        assertThat(new HashSet<>(all)).hasSize(2_100);
        teams.administrator().removes(ann);
        GraphPage<GraphUser> changes = graph.users(last.delta());
        assertThat(changes.items()).singleElement().satisfies(user -> {
            assertThat(user.id()).isEqualTo(ann.objectId());
            assertThat(user.removed()).isTrue();
        });
        teams.administrator().forgetsChanges();
        assertThat(kind(() -> graph.users(changes.delta()))).isEqualTo(Kind.STALE_LINK);
    }

    private static GraphPage<GraphUser> all(
            Function<@Nullable String, GraphPage<GraphUser>> read, List<GraphUser> found) {
        GraphPage<GraphUser> page = read.apply(null);
        found.addAll(page.items());
        while (page.next() != null) {
            page = read.apply(page.next());
            found.addAll(page.items());
        }
        return page;
    }

    @Test
    void the_people_of_a_group_are_read_page_by_page() {
        String large = teams.scenery().teams().getFirst().groupId();
        List<GraphUser> members = new ArrayList<>();
        all(link -> graph.members(large, link), members);
        assertThat(members).hasSize(2_100);
        assertThat(kind(() -> graph.members("nothing", null))).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void an_app_is_found_in_the_catalog_by_the_id_in_its_manifest_and_by_the_catalogs_own() {
        CatalogApp app = graph.catalogApp(APP).orElseThrow();
        assertThat(app.id()).isEqualTo(teams.scenery().catalogId());
        assertThat(graph.catalogAppById(app.id())).contains(app);
        teams.administrator().inCatalog(false);
        assertThat(graph.catalogApp(APP)).isEmpty();
        assertThat(graph.catalogAppById(app.id())).isEmpty();
    }

    @Test
    void an_app_is_installed_for_a_person_whose_chat_then_takes_messages() {
        String app = teams.scenery().catalogId();
        assertThat(graph.installation(forAnn, app)).isEmpty();
        graph.install(forAnn, app);
        assertThat(kind(() -> graph.install(forAnn, app))).isEqualTo(Kind.ALREADY_INSTALLED);
        String installation = graph.installation(forAnn, app).orElseThrow();
        TokenSource tokens =
                MsalTokenSource.of(identity(), Cloud.PUBLIC, teams.loginUrl(), transport, InstantSource.system());
        new ConnectorClient(transport, tokens, ServiceUrlPolicy.loopbackOnly(), TIMEOUT, InstantSource.system())
                .send(teams.serviceUrl().toString(), graph.chat(ann.objectId(), installation), Message.text("hello"));
        assertThat(teams.scenery().messages(teams.scenery().personalChat(ann))).hasSize(1);
        graph.uninstall(forAnn, installation);
        assertThat(teams.scenery().installed(ann)).isFalse();
    }

    @Test
    void an_app_is_installed_in_teams_and_chats() {
        String app = teams.scenery().catalogId();
        InstallPlace team =
                new InstallPlace.Team(teams.scenery().teams().getFirst().groupId());
        InstallPlace chat =
                new InstallPlace.Chat(teams.scenery().chats().getFirst().id());
        for (InstallPlace place : List.of(team, chat)) {
            graph.install(place, app);
            String installation = graph.installation(place, app).orElseThrow();
            graph.uninstall(place, installation);
            assertThat(graph.installation(place, app)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "APP_BLOCKED_BY_POLICY, BLOCKED_BY_POLICY",
        "APP_NOT_MANAGEABLE, NOT_MANAGEABLE",
        "MISSING_PERMISSION, NO_PERMISSION",
        "INSUFFICIENT_PRIVILEGES, NO_PERMISSION",
        "NOT_ENOUGH_PERMISSIONS, FORBIDDEN",
        "NOT_FOUND, NOT_FOUND",
        "ALREADY_INSTALLED, ALREADY_INSTALLED",
        "SYNC_STATE_NOT_FOUND, STALE_LINK",
        "SCHEMA_VALIDATION, GLITCH",
        "BAD_SYNTAX, BAD_REQUEST",
        "THROTTLED, THROTTLED",
        "UNAVAILABLE, BUSY",
        "BAD_GATEWAY, UNCERTAIN",
        "GATEWAY_TIMEOUT, UNCERTAIN",
        "DROPPED_AFTER, UNCERTAIN",
        "SERVICE_ERROR, FAILED",
        "AUTHORIZATION_ERROR, UNAUTHORIZED",
        "REDIRECT, REDIRECTED",
        "NOT_JSON, UNCERTAIN"
    })
    void every_refusal_says_what_can_be_done(FaultKind fault, Kind kind) {
        teams.inject(Fault.of(fault).on(Operation.GRAPH_INSTALL));
        assertThat(kind(() -> graph.install(forAnn, teams.scenery().catalogId())))
                .isEqualTo(kind);
    }

    @Test
    void how_long_to_wait_is_told() {
        teams.inject(Fault.of(FaultKind.THROTTLED)
                .on(Operation.GRAPH_INSTALL)
                .sayingRetryAfter(Fault.RetryAfter.SECONDS, Duration.ofSeconds(17)));
        GraphException refused = catchThrowableOfType(
                GraphException.class,
                () -> graph.install(forAnn, teams.scenery().catalogId()));
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.requestId()).isPresent();
    }

    @Test
    void a_link_to_another_server_is_not_followed() {
        for (String link : List.of(
                "https://graph.microsoft.com.evil.example/v1.0/users/delta?x",
                teams.base() + "/elsewhere/v1.0/users/delta",
                "http://user@127.0.0.1:" + teams.port() + "/graph/v1.0/users",
                "nonsense : //")) {
            assertThat(kind(() -> graph.users(link))).isEqualTo(Kind.FOREIGN_LINK);
        }
    }

    @Test
    void an_answer_about_somebody_else_is_not_believed() {
        HttpTransport liar = new Liar("{\"id\":\"" + ann.objectId() + "\",\"userPrincipalName\":\"eve@x\","
                + "\"value\":[{\"id\":\"1\",\"mail\":\"eve@x\"}]}");
        var deceived = new GraphClient(
                liar, TokenSource.none(), URI.create("https://graph.microsoft.com"), TIMEOUT, InstantSource.system());
        assertThat(kind(() -> deceived.user("ann@x"))).isEqualTo(Kind.BAD_ANSWER);
        assertThat(kind(() -> deceived.userByMail("ann@x"))).isEqualTo(Kind.BAD_ANSWER);
        assertThat(deceived.user("eve@x")).isPresent();
    }

    @Test
    void a_token_never_goes_out_in_the_clear() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphClient(
                        transport,
                        TokenSource.none(),
                        URI.create("http://graph.microsoft.com"),
                        TIMEOUT,
                        InstantSource.system()));
    }

    /// Answers the same to everything.
    private record Liar(String body) implements HttpTransport {
        @Override
        public HttpAnswer send(HttpCall call) {
            return new HttpAnswer(200, Map.of(), body);
        }

        @Override
        public void close() {}
    }
}
