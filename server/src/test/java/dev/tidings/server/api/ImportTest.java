package dev.tidings.server.api;

import static dev.tidings.server.RunningServer.sqlite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.server.RunningServer;
import dev.tidings.server.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list of people, uploaded as a file.
class ImportTest {
    @TempDir
    Path folder;

    private static Answer upload(RunningServer server, String tenant, byte[] file) {
        String path = "/api/v1/people/import?topic=canteen&tenant=" + tenant;
        return server.send(
                server.request(path, null).header("Content-Type", "text/csv").POST(BodyPublishers.ofByteArray(file)));
    }

    @Test
    void a_file_is_an_audience_and_a_bad_one_changes_nothing() {
        try (FakeTeams teams = FakeTeams.builder().start();
                RunningServer server = RunningServer.inDevMode(teams, sqlite(folder))) {
            String tenant = teams.scenery().tenant(0);
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            Answer bad = upload(server, tenant, "id\nnobody\n".getBytes(StandardCharsets.UTF_8));
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.json().path("field").stringValue("")).isEqualTo("line 2");
            assertThat(upload(server, tenant, new byte[] {'i', 'd', '\n', (byte) 0xE4})
                            .status())
                    .isEqualTo(400);
            Answer good = upload(
                    server, tenant, ("Name,Object ID\nÄnn," + ann.objectId() + "\n").getBytes(StandardCharsets.UTF_8));
            assertThat(good.status()).as(good.body()).isEqualTo(200);
            assertThat(good.json().path("people").intValue()).isEqualTo(1);
            Answer sent = server.post(
                    "/api/v1/notifications",
                    null,
                    "{\"to\":{\"topic\":\"canteen\"},\"tenant\":\"" + tenant + "\",\"message\":{\"text\":\"Soup\"}}");
            assertThat(sent.status()).as(sent.body()).isEqualTo(202);
            RunningServer.await(
                    () -> teams.scenery().messages(teams.scenery().personalChat(ann)).stream()
                            .map(Message::text)
                            .anyMatch("Soup"::equals),
                    () -> "it did not arrive");
        }
    }
}
