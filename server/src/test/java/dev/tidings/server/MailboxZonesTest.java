package dev.tidings.server;

import static dev.tidings.server.RunningServer.ADMIN_KEY;
import static dev.tidings.server.RunningServer.sqlite;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.Scenery.TeamView;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By whose clock a person is spared who has never said anything, from their mailbox in Microsoft Graph.
class MailboxZonesTest {
    private static final String SECRET = "the-bot's-secret";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @Test
    void who_is_known_from_a_roster_only_has_the_clock_of_their_tenant_and_then_that_of_their_mailbox() {
        try (FakeTeams teams = FakeTeams.builder()
                .bot(BotApp.of("11111111-2222-3333-4444-555555555555").withSecret(SECRET))
                .start()) {
            Person tokyo = living(teams, "ja-JP");
            String tenant = "tidings.tenants." + teams.scenery().tenant(0) + ".time-zone";
            try (RunningServer server = server(teams, Map.of(tenant, "Pacific/Auckland"))) {
                TeamView team = teams.scenery().teams().getFirst();
                teams.people()
                        .installIn(
                                teams.scenery().person(0),
                                team.channels().getFirst().id());
                awaitZone(server, tokyo, "Pacific/Auckland");
            }
            try (RunningServer server =
                    server(teams, Map.of(tenant, "Pacific/Auckland", "tidings.mailbox-time-zones", "true"))) {
                awaitZone(server, tokyo, "Asia/Tokyo");
            }
        }
    }

    private RunningServer server(FakeTeams teams, Map<String, String> settings) {
        return RunningServer.withCredentials(teams, sqlite(folder), SECRET, settings);
    }

    private static Person living(FakeTeams teams, String locale) {
        return IntStream.range(1, 20)
                .mapToObj(teams.scenery()::person)
                .filter(person -> person.place().locale().equals(locale))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitZone(RunningServer server, Person person, String zone) {
        String path = "/api/v1/people/" + person.objectId() + "/quiet-hours";
        RunningServer.await(
                () -> server.get(path, ADMIN_KEY)
                        .json()
                        .path("timeZone")
                        .stringValue("")
                        .equals(zone),
                () -> server.get(path, ADMIN_KEY).body());
    }
}
