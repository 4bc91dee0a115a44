package dev.tidings.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AppPackageTest {
    private static final String BOT = "11111111-2222-3333-4444-555555555555";

    private static final Path SCHEMAS = Path.of("..", "clients", "manifest");

    @TempDir
    Path folder;

    @Test
    void it_holds_a_manifest_with_the_bot_in_all_scopes_and_two_icons_of_the_demanded_size() throws IOException {
        Path file = folder.resolve("app.zip");
        assertThat(run("app-package", "--app-id", BOT, "--name", "Prices", "-o", file.toString()))
                .isZero();
        Map<String, byte[]> files = unzip(file);
        JsonNode manifest = JsonMapper.shared().readTree(files.get("manifest.json"));
        assertThat(manifest.path("bots").get(0).path("botId").stringValue()).isEqualTo(BOT);
        assertThat(manifest.path("bots").get(0).path("scopes"))
                .map(JsonNode::stringValue)
                .containsExactly("personal", "team", "groupChat");
        assertThat(manifest.path("bots").get(0).path("commandLists").get(0).path("commands"))
                .map(command -> command.path("title").stringValue(""))
                .containsExactly("settings", "subscribe", "stop", "help");
        assertThat(manifest.path("name").path("short").stringValue()).isEqualTo("Prices");
        assertSize(files.get("color.png"), 192);
        assertSize(files.get("outline.png"), 32);
    }

    @Test
    void it_is_told_to_which_permissions_an_administrator_consents() {
        var said = new StringWriter();
        var line = Tidings.commandLine().setOut(new PrintWriter(said));
        assertThat(line.execute(
                        "app-package",
                        "--app-id",
                        BOT,
                        "-o",
                        folder.resolve("app.zip").toString()))
                .isZero();
        assertThat(said.toString())
                .contains("User.Read.All, GroupMember.Read.All")
                .contains("with tidings.mailbox-time-zones=true to MailboxSettings.Read too");
    }

    @Test
    void its_manifest_is_valid_by_the_schema_that_microsoft_publishes() throws IOException, InterruptedException {
        assertThat(validated("--name", "Prices")).isEqualTo("valid v1.19");
        assertThat(validated("--consent", "ChannelMessage.Read.Group", "--consent", "ChatMessage.Read.Chat"))
                .isEqualTo("valid v1.19");
        assertThat(validated("--app-version", "1.2.3", "--manifest-id", "22222222-2222-3333-4444-555555555555"))
                .isEqualTo("valid v1.19");
    }

    private String validated(String... options) throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(SCHEMAS.resolve("node_modules")),
                "Microsoft's schema is needed: npm ci --prefix clients/manifest");
        Path zip = folder.resolve("app.zip");
        String[] basis = {"app-package", "--app-id", BOT, "-o", zip.toString()};
        assertThat(run(Stream.of(basis, options).flatMap(Stream::of).toArray(String[]::new)))
                .isZero();
        Path manifest = folder.resolve("manifest.json");
        Files.write(manifest, Objects.requireNonNull(unzip(zip).get("manifest.json")));
        Process process = new ProcessBuilder("node", "validate.cjs", manifest.toString())
                .directory(SCHEMAS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    @Test
    void a_wrong_value_is_a_wrong_command_line() {
        assertThat(run("app-package", "--app-id", "no-guid")).isEqualTo(2);
        assertThat(run("app-package", "--app-id", BOT, "--name", "x".repeat(31)))
                .isEqualTo(2);
        assertThat(run("app-package", "--app-id", BOT, "--website", "http://example.com"))
                .isEqualTo(2);
        assertThat(run("app-package", "--app-id", BOT, "--app-version", "one")).isEqualTo(2);
    }

    @Test
    void a_file_that_cannot_be_written_is_a_failure() {
        assertThat(run(
                        "app-package",
                        "--app-id",
                        BOT,
                        "-o",
                        folder.resolve("no/such/app.zip").toString()))
                .isEqualTo(1);
    }

    private static int run(String... arguments) {
        var line = Tidings.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(new StringWriter()));
        return line.execute(arguments);
    }

    private static void assertSize(byte @Nullable [] png, int pixels) throws IOException {
        var image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(png))));
        assertThat(image.getWidth()).isEqualTo(pixels);
        assertThat(image.getHeight()).isEqualTo(pixels);
    }

    private static Map<String, byte[]> unzip(Path file) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
