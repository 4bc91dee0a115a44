package dev.tidings.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.RunningServer;
import dev.tidings.server.access.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The committed description of the API is the one that the code amounts to.
class OpenApiTest {
    private static final Path COMMITTED = Path.of("src/main/resources/openapi.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void the_committed_description_is_up_to_date(@TempDir Path folder) throws IOException {
        String fresh = describe(folder);
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, fresh);
        }
        assertThat(Files.readString(COMMITTED))
                .as("src/main/resources/openapi.json is stale; write it anew with: mvn -pl server -am test"
                        + " -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.write=true")
                .isEqualTo(fresh);
    }

    private static String describe(Path folder) {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        var settings = Map.of(
                "springdoc.api-docs.enabled", "true",
                "springdoc.override-with-generic-response", "false",
                "springdoc.paths-to-match", "/api/**");
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.start(teams, RunningServer.sqlite(folder), settings)) {
            var described = new Description(server.get("/v3/api-docs", null).json()).complete();
            return JSON.writeValueAsString(JSON.treeToValue(described, Object.class)) + "\n";
        }
    }
}
