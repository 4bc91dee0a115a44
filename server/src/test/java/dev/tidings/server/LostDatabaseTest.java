package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// While the database is away nothing is acknowledged, and everybody is told to come again.
class LostDatabaseTest {
    private static final String ACTIVITY = """
            {"type":"message","id":"1","serviceUrl":"http://127.0.0.1:9/","conversation":{"id":"a:1"},\
            "recipient":{"id":"28:b"}}""";

    @Test
    @SuppressWarnings("try") // the database is lost on purpose, in the middle
    void nothing_is_acknowledged_and_everybody_is_told_to_come_again() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, postgres.getJdbcUrl("postgres", "postgres"))) {
            assertThat(server.get("/actuator/health/readiness", null).status()).isEqualTo(200);
            postgres.close();
            var inbound = server.post("/api/messages", null, ACTIVITY);
            assertThat(inbound.status()).isEqualTo(503);
            assertThat(inbound.problem()).isEqualTo("store-unavailable");
            assertThat(inbound.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(server.get("/api/v1/people", null).problem()).isEqualTo("store-unavailable");
            assertThat(server.get("/actuator/health/readiness", null).status()).isEqualTo(503);
            assertThat(server.get("/actuator/health/liveness", null).status()).isEqualTo(200);
        }
    }
}
