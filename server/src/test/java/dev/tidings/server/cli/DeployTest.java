package dev.tidings.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files that run two nodes are what Docker Compose and Kubernetes take, by their own schemas.
class DeployTest {
    private static final Path SCHEMAS = Path.of("../clients/deploy");
    private static final Path FILES = Path.of("../deploy");

    @TempDir
    Path folder;

    @Test
    void they_are_valid_by_the_schemas_of_compose_and_kubernetes() throws IOException, InterruptedException {
        assertThat(said(FILES.resolve("compose.yaml"))).isEqualTo("Compose valid");
        assertThat(said(FILES.resolve("kubernetes.yaml")))
                .isEqualTo("Deployment valid\nService valid\nPodDisruptionBudget valid\nIngress valid");
    }

    @Test
    void what_is_wrong_is_seen() throws IOException, InterruptedException {
        assertThat(said(wrong("compose.yaml", "replicas: 2", "replicas: two"))).contains("replicas must be");
        assertThat(said(wrong("kubernetes.yaml", "periodSeconds: 5", "periodSeconds: often")))
                .contains("periodSeconds must be");
    }

    private Path wrong(String file, String right, String wrong) throws IOException {
        String text = Files.readString(FILES.resolve(file));
        assertThat(text).contains(right);
        return Files.writeString(folder.resolve(file), text.replace(right, wrong));
    }

    private static String said(Path file) throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(SCHEMAS.resolve("node_modules")),
                "The schemas are needed: npm ci --prefix clients/deploy");
        Process process = new ProcessBuilder(
                        "node", "validate.mjs", file.toAbsolutePath().toString())
                .directory(SCHEMAS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }
}
