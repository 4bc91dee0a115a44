package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.referee.Counted;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GraphTest {
    private final BotStub bot = new BotStub();
    private final FakeTeams teams =
            FakeTeams.builder().shape(s -> s.withPeople(2_500)).start();
    private final Person ann = teams.scenery().person(4);
    private final Caller graph = new Caller(teams);

    @AfterEach
    void close() {
        teams.close();
        bot.close();
    }

    private static String path(String path) {
        return "/graph/v1.0" + path;
    }

    private String installs() {
        return path("/users/" + ann.objectId() + "/teamwork/installedApps");
    }

    private String app() {
        return "{\"teamsApp@odata.bind\":\"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/"
                + teams.scenery().catalogId() + "\"}";
    }

    private static String filter(String filter) {
        return "?%24filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private Caller.Answer follow(JsonNode page, String link) {
        URI next = URI.create(page.path(link).stringValue());
        return graph.get(next.getRawPath() + "?" + next.getRawQuery());
    }

    /// All entries of a listing, and the last page.
    private JsonNode readAll(String first, List<JsonNode> entries) {
        JsonNode page = graph.get(first).json();
        while (true) {
            page.path("value").forEach(entries::add);
            if (!page.has("@odata.nextLink")) {
                return page;
            }
            page = follow(page, "@odata.nextLink").json();
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void somebody_is_found_by_object_id_by_principal_name_and_by_mail() {
        JsonNode byId = graph.get(path("/users/" + ann.objectId())).json();
        assertThat(byId.path("userPrincipalName").stringValue()).isEqualTo(ann.userPrincipalName());
        String mail = byId.path("mail").stringValue();
        assertThat(mail).isNotEqualTo(ann.userPrincipalName());
        JsonNode byName = graph.get(path("/users/" + Caller.segment(ann.userPrincipalName())))
                .json();
        JsonNode byMail = graph.get(path("/users" + filter("mail eq '" + mail + "'")))
                .json()
                .path("value");
        assertThat(byName.path("id").stringValue()).isEqualTo(ann.objectId());
        assertThat(byMail).hasSize(1);
        assertThat(byMail.get(0).path("id").stringValue()).isEqualTo(ann.objectId());
        assertThat(graph.get(path("/users/" + Caller.segment(mail))).code()).isEqualTo("Request_ResourceNotFound");
    }

    @Test
    void the_time_zone_of_a_mailbox_is_told_by_windows_name_if_there_is_a_mailbox_and_a_permission() {
        Person berlin = IntStream.range(0, 100)
                .mapToObj(teams.scenery()::person)
                .filter(person -> person.place().locale().equals("de-DE"))
                .findFirst()
                .orElseThrow();
        String settings = path("/users/" + berlin.objectId() + "/mailboxSettings/timeZone");
        assertThat(graph.get(settings).json().path("value").stringValue()).isEqualTo("W. Europe Standard Time");
        teams.administrator().guest(berlin, true);
        assertThat(graph.get(settings).code()).isEqualTo("MailboxNotEnabledForRESTAPI");
        teams.administrator().consents("MailboxSettings.Read", false);
        assertThat(graph.get(settings).code()).isEqualTo("ErrorAccessDenied");
    }

    @Test
    void only_selected_fields_are_told() {
        JsonNode user = graph.get(path("/users/" + ann.objectId() + "?%24select=id,userType"))
                .json();
        assertThat(user.propertyNames()).containsExactlyInAnyOrder("id", "userType");
    }

    @Test
    void everybody_is_listed_once_page_by_page() {
        teams.enforceLimits(false);
        List<JsonNode> entries = new ArrayList<>();
        readAll(path("/users?%24top=999&%24select=id"), entries);
        Set<String> ids = new HashSet<>();
        entries.forEach(entry -> ids.add(entry.path("id").stringValue()));
        assertThat(entries).hasSize(2_500);
        assertThat(ids).hasSize(2_500);
    }

    @Test
    void a_delta_tells_everybody_and_then_who_has_changed() {
        teams.enforceLimits(false);
        List<JsonNode> entries = new ArrayList<>();
        JsonNode last = readAll(path("/users/delta?%24select=id,userType"), entries);
        assertThat(entries).hasSize(2_500);
        Person bob = teams.scenery().person(7);
        teams.administrator().removes(ann);
        teams.administrator().guest(bob, true);
        JsonNode changes = follow(last, "@odata.deltaLink").json();
        assertThat(changes.path("value")).hasSize(2);
        assertThat(changes.path("value").get(0).path("id").stringValue()).isEqualTo(ann.objectId());
        assertThat(changes.path("value").get(0).has("@removed")).isTrue();
        assertThat(changes.path("value").get(1).path("userType").stringValue()).isEqualTo("Guest");
        assertThat(follow(changes, "@odata.deltaLink").json().path("value")).isEmpty();
        assertThat(graph.get(path("/users/" + ann.objectId())).status()).isEqualTo(404);
        teams.administrator().forgetsChanges();
        assertThat(follow(changes, "@odata.deltaLink").status()).isEqualTo(410);
    }

    @Test
    void the_members_of_a_group_of_groups_are_told_with_the_groups_or_without() {
        String group = path("/groups/" + teams.scenery().groupOfGroups() + "/transitiveMembers");
        List<JsonNode> all = new ArrayList<>();
        readAll(group + "?%24top=5", all);
        List<JsonNode> people = new ArrayList<>();
        readAll(group + "/microsoft.graph.user?%24top=5", people);
        assertThat(all).hasSize(people.size() + 2);
        assertThat(people)
                .hasSizeGreaterThan(12)
                .allMatch(each -> each.path("@odata.type").stringValue().endsWith("user"));
        assertThat(new HashSet<>(people)).hasSameSizeAs(people);
        String first = teams.scenery().teams().getFirst().groupId();
        JsonNode page = graph.get(path("/groups/" + first + "/transitiveMembers?%24top=999"))
                .json();
        assertThat(page.path("value")).hasSize(999);
        assertThat(page.has("@odata.nextLink")).isTrue();
        assertThat(graph.get(path("/groups/nothing/transitiveMembers")).status())
                .isEqualTo(404);
    }

    @Test
    void an_app_is_found_in_the_catalog_by_its_outer_id_unless_it_is_not_there() {
        String catalog = path("/appCatalogs/teamsApps"
                + filter("externalId eq '" + teams.bot().appId() + "'"));
        JsonNode found = graph.get(catalog).json().path("value");
        assertThat(found.get(0).path("id").stringValue())
                .isEqualTo(teams.scenery().catalogId());
        teams.administrator().inCatalog(false);
        assertThat(graph.get(catalog).json().path("value")).isEmpty();
    }

    @Test
    void an_install_is_told_to_the_bot_once_and_a_second_one_is_a_conflict() {
        teams.connect(bot.uri());
        assertThat(graph.post(installs(), app()).status()).isEqualTo(201);
        until(() -> bot.heard().size() == 2);
        assertThat(bot.heard())
                .extracting(BotStub.Heard::type)
                .containsExactlyInAnyOrder("conversationUpdate", "installationUpdate");
        assertThat(Json.text(bot.last(), "conversation", "id"))
                .isEqualTo(teams.scenery().personalChat(ann));
        assertThat(teams.scenery().installed(ann)).isTrue();
        assertThat(graph.post(installs(), app()).status()).isEqualTo(409);
    }

    @Test
    void the_chat_of_an_installed_app_has_another_id_that_the_connector_takes() {
        teams.connect(bot.uri());
        teams.administrator().installsAreTold(false);
        graph.post(installs(), app());
        assertThat(bot.heard()).isEmpty();
        String installation = installation();
        teams.administrator().installsAreTold(true);
        Caller.Answer chat = graph.get(installs() + "/" + installation + "/chat");
        assertThat(chat.id()).endsWith("@unq.gbl.spaces");
        until(() -> bot.heard().size() == 1);
        assertThat(new Caller(teams).send(chat.id(), "hello").status()).isEqualTo(201);
        assertThat(teams.scenery().messages(teams.scenery().personalChat(ann))).hasSize(1);
    }

    private String installation() {
        String filtered =
                filter("teamsApp/id eq '" + teams.scenery().catalogId() + "'").replace("?", "&");
        JsonNode installed =
                graph.get(installs() + "?%24expand=teamsApp" + filtered).json().path("value");
        assertThat(installed).hasSize(1);
        assertThat(installed.get(0).path("teamsApp").path("externalId").stringValue())
                .isEqualTo(teams.bot().appId());
        return installed.get(0).path("id").stringValue();
    }

    @Test
    void an_app_is_removed_again() {
        teams.connect(bot.uri());
        graph.post(installs(), app());
        until(() -> bot.heard().size() == 2);
        assertThat(graph.delete(installs() + "/" + installation()).status()).isEqualTo(204);
        assertThat(teams.scenery().installed(ann)).isFalse();
        until(() -> bot.heard().size() == 3);
        assertThat(bot.last().path("action").stringValue()).isEqualTo("remove");
    }

    @Test
    void an_app_is_installed_in_a_team_and_in_a_group_chat() {
        teams.connect(bot.uri());
        String team = teams.scenery().teams().getFirst().groupId();
        String chat = teams.scenery().chats().getFirst().id();
        assertThat(graph.post(path("/teams/" + team + "/installedApps"), app()).status())
                .isEqualTo(201);
        assertThat(graph.post(path("/chats/" + Caller.segment(chat) + "/installedApps"), app())
                        .status())
                .isEqualTo(201);
        until(() -> bot.heard().size() == 4);
        assertThat(new Caller(teams).send(chat, "hello").status()).isEqualTo(201);
        assertThat(graph.post(path("/teams/" + team + "/installedApps"), app()).status())
                .isEqualTo(409);
    }

    @Test
    void who_may_not_have_the_app_is_refused_with_the_reason() {
        teams.administrator().blocked(ann, true);
        assertThat(graph.post(installs(), app()).text()).contains("blocked by app permission policy");
        teams.administrator().guest(ann, true);
        assertThat(graph.post(installs(), app()).text()).contains("guest");
        teams.administrator().manageable(false);
        assertThat(graph.post(installs(), app()).text()).contains("not allowed to manage");
        String before = app();
        teams.administrator().republishes();
        assertThat(graph.post(installs(), before).status()).isEqualTo(404);
        teams.administrator().consents("TeamsAppInstallation.ReadWriteSelfForUser.All", false);
        assertThat(graph.post(installs(), app()).text()).contains("Missing role permissions");
        assertThat(teams.scenery().installed(ann)).isFalse();
    }

    @Test
    void the_same_share_of_the_people_are_guests_or_blocked() {
        teams.administrator().guests(0.05);
        teams.administrator().blocked(0.03);
        List<Person> guests = new ArrayList<>();
        List<Person> blocked = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            Person person = teams.scenery().person(i);
            if (teams.administrator().isGuest(person)) {
                guests.add(person);
            }
            if (teams.administrator().isBlocked(person)) {
                blocked.add(person);
            }
        }
        assertThat(guests).hasSizeBetween(75, 175);
        assertThat(blocked).hasSizeBetween(38, 113);
        assertThat(guests).isNotEqualTo(blocked);
    }

    @Test
    void thirty_requests_a_second_pass_and_do_not_count_for_the_connector() {
        String user = path("/users/" + ann.objectId());
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            statuses.add(graph.get(user).status());
        }
        assertThat(statuses.subList(0, 30)).containsOnly(200);
        assertThat(teams.report().windows())
                .filteredOn(window -> window.counted() == Counted.EVERYTHING)
                .allSatisfy(window -> assertThat(window.most()).isZero());
        assertThat(teams.report().windows())
                .filteredOn(window -> window.counted() == Counted.GRAPH)
                .anySatisfy(window -> assertThat(window.most()).isGreaterThanOrEqualTo(30));
    }

    @Test
    void a_fault_hits_graph_calls_about_one_person() {
        teams.inject(Fault.of(FaultKind.UNAVAILABLE).on(Operation.GRAPH_USER).forPerson(ann.objectId()));
        assertThat(graph.get(path("/users/" + ann.objectId())).status()).isEqualTo(503);
        assertThat(graph.get(path("/users/" + teams.scenery().person(1).objectId()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void decisions_can_be_made_over_http() {
        Caller.Answer made = graph.put(
                "/_fake/organisation", "{\"blocked\":1,\"consents\":{\"User.Read.All\":false},\"inCatalog\":true}");
        assertThat(made.status()).isEqualTo(204);
        assertThat(graph.post(installs(), app()).status()).isEqualTo(403);
        assertThat(graph.get(path("/users")).code()).isEqualTo("Authorization_RequestDenied");
        graph.put("/_fake/organisation/people/" + ann.objectId(), "{\"blocked\":false}");
        assertThat(graph.post(installs(), app()).status()).isEqualTo(201);
        assertThat(graph.put("/_fake/organisation", "{\"consents\":{\"Everything\":true}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_filter_that_says_anything_else_is_refused() {
        assertThat(graph.get(path("/users" + filter("mail eq 'a' or startsWith(mail,'b')")))
                        .status())
                .isEqualTo(400);
        assertThat(graph.get(path("/users" + filter("mail eq 'o''neil@x.example' or id eq 'y'")))
                        .json()
                        .path("value"))
                .isEmpty();
    }

    @Test
    void with_credentials_only_a_token_for_graph_passes_and_names_the_tenant() {
        String appId = "11111111-2222-4333-8444-555555555555";
        try (FakeTeams strict = FakeTeams.builder()
                .bot(BotApp.of(appId).withSecret("secret"))
                .shape(s -> s.withTenants(2))
                .start()) {
            Caller caller = new Caller(strict);
            String other = strict.scenery().tenant(1);
            String token = caller.form(
                            "/" + other + "/oauth2/v2.0/token",
                            Map.of(
                                    "grant_type", "client_credentials",
                                    "client_id", appId,
                                    "client_secret", "secret",
                                    "scope", "https://graph.microsoft.com/.default"))
                    .json()
                    .path("access_token")
                    .stringValue();
            String users = "/graph/v1.0/users/";
            String mine = users + strict.scenery().person(1, 3).objectId();
            assertThat(caller.get(mine).status()).isEqualTo(401);
            assertThat(caller.with(caller.token(appId, "secret")).get(mine).status())
                    .isEqualTo(401);
            assertThat(caller.with(token).get(mine).status()).isEqualTo(200);
            assertThat(caller.with(token)
                            .get(users + strict.scenery().person(0, 3).objectId())
                            .status())
                    .isEqualTo(404);
        }
    }
}
