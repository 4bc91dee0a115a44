package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BatchTest {
    private final ManualTime clock = new ManualTime();

    private static final String ACTIVITY = "\"activity\":{\"type\":\"message\",\"text\":\"all\"}";

    private ObjectNode completed(FakeTeams teams, String operation) {
        Instant deadline = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(deadline)) {
            clock.advance(Duration.ofSeconds(1));
            ObjectNode state =
                    new Caller(teams).get("v3/batch/conversation/" + operation).json();
            if ("Completed".equals(Json.text(state, "state"))) {
                return state;
            }
        }
        throw new AssertionError("not completed");
    }

    private static String start(FakeTeams teams, String kind, String rest) {
        Caller.Answer started = new Caller(teams)
                .post(
                        "v3/batch/conversation/" + kind + "/",
                        "{" + ACTIVITY + ",\"tenantId\":\"" + teams.scenery().tenant(0) + "\"" + rest + "}");
        assertThat(started.status()).isEqualTo(201);
        return started.json().path("operationId").stringValue();
    }

    @Test
    void users_are_sent_to_and_those_that_cannot_be_are_listed() {
        try (FakeTeams teams = FakeTeams.builder().time(clock.time()).start()) {
            String ann = teams.scenery().person(0).objectId();
            String ben = teams.scenery().person(1).objectId();
            teams.people().install(teams.scenery().person(0));
            String operation =
                    start(teams, "users", ",\"members\":[{\"id\":\"" + ann + "\"},{\"id\":\"" + ben + "\"}]");

            ObjectNode state = completed(teams, operation);

            assertThat(state.path("statusMap").toString()).isEqualTo("{\"201\":1,\"403\":1}");
            assertThat(state.path("totalEntriesCount").intValue()).isEqualTo(2);
            ObjectNode failed = new Caller(teams)
                    .get("v3/batch/conversation/failedentries/" + operation)
                    .json();
            assertThat(failed.path("failedEntryResponses")
                            .get(0)
                            .path("entryId")
                            .stringValue())
                    .isEqualTo(ben);
            assertThat(teams.scenery().messageCount()).isEqualTo(1);
        }
    }

    @Test
    void a_team_a_tenant_and_channels_are_sent_to() {
        try (FakeTeams teams = FakeTeams.builder().time(clock.time()).start()) {
            String team = teams.scenery().teams().get(0).id();
            teams.people().installIn(teams.scenery().person(0), team);
            teams.people().install(teams.scenery().person(0));
            completed(teams, start(teams, "team", ",\"teamId\":\"" + team + "\""));
            assertThat(teams.scenery().messageCount()).isEqualTo(20);
            completed(teams, start(teams, "tenant", ""));
            assertThat(teams.scenery().messageCount()).isEqualTo(21);
            completed(teams, start(teams, "channels", ",\"members\":[{\"id\":\"" + team + "\"}]"));
            assertThat(teams.scenery().messages(team)).hasSize(1);
        }
    }

    @Test
    void names_may_begin_with_capitals_and_entries_are_named_as_each_sdk_reads_them() {
        try (FakeTeams teams = FakeTeams.builder().time(clock.time()).start()) {
            String ann = teams.scenery().person(0).objectId();
            Caller.Answer started = new Caller(teams)
                    .post(
                            "v3/batch/conversation/users/",
                            "{\"Activity\":{\"type\":\"message\",\"text\":\"all\"},\"Members\":[{\"id\":\"" + ann
                                    + "\"}],\"TenantId\":\""
                                    + teams.scenery().tenant(0) + "\"}");
            assertThat(started.status()).isEqualTo(201);
            String operation = started.json().path("operationId").stringValue();
            completed(teams, operation);
            JsonNode entry = new Caller(teams)
                    .get("v3/batch/conversation/failedentries/" + operation)
                    .json()
                    .path("failedEntryResponses")
                    .get(0);
            assertThat(Json.text(entry, "entryId")).isEqualTo(ann);
            assertThat(Json.text(entry, "id")).isEqualTo(ann);
            assertThat(Json.text(entry, "error")).isNotNull();
        }
    }

    @Test
    void what_is_missing_is_refused_by_name() {
        try (FakeTeams teams = FakeTeams.builder().start()) {
            String tenant = "\"tenantId\":\"" + teams.scenery().tenant(0) + "\"";
            Caller bot = new Caller(teams);
            assertThat(bot.post("v3/batch/conversation/users/", "{" + tenant + ",\"members\":[{\"id\":\"x\"}]}")
                            .text())
                    .contains("MissingProperty", "'activity'");
            assertThat(bot.post("v3/batch/conversation/users/", "{" + ACTIVITY + "," + tenant + "}")
                            .text())
                    .contains("MissingProperty", "'members'");
            assertThat(bot.post("v3/batch/conversation/tenant/", "{" + ACTIVITY + "}")
                            .text())
                    .contains("MissingProperty", "'tenantId'");
            assertThat(bot.post("v3/batch/conversation/team/", "{" + ACTIVITY + "," + tenant + "}")
                            .text())
                    .contains("BadArgument", "unknown team");
            assertThat(bot.get("v3/batch/conversation/nothing").status()).isEqualTo(404);
            assertThat(bot.delete("v3/batch/conversation/nothing").status()).isEqualTo(404);
        }
    }

    @Test
    void a_fault_for_one_person_fails_their_entry() {
        try (FakeTeams teams = FakeTeams.builder().time(clock.time()).start()) {
            String ann = teams.scenery().person(0).objectId();
            teams.people().install(teams.scenery().person(0));
            teams.inject(Fault.of(FaultKind.MESSAGE_WRITES_BLOCKED)
                    .on(Operation.BATCH)
                    .forPerson(ann));
            String operation = start(teams, "users", ",\"members\":[{\"id\":\"" + ann + "\"}]");
            assertThat(completed(teams, operation).path("statusMap").toString()).isEqualTo("{\"403\":1}");
        }
    }

    @Test
    void polling_too_early_is_throttled_and_cancelling_ends_it() {
        try (FakeTeams teams = FakeTeams.builder()
                .time(clock.time())
                .shape(s -> s.withPeople(100_000))
                .start()) {
            String team = teams.scenery().teams().get(0).id();
            teams.people().installIn(teams.scenery().person(0), team);
            String path = "v3/batch/conversation/" + start(teams, "team", ",\"teamId\":\"" + team + "\"");
            Caller bot = new Caller(teams);
            assertThat(bot.get(path).status()).isEqualTo(200);
            assertThat(bot.get(path).status()).isEqualTo(429);
            assertThat(bot.delete(path).status()).isEqualTo(200);
            assertThat(bot.get(path).json().path("state").stringValue()).isEqualTo("Failed");
        }
    }
}
