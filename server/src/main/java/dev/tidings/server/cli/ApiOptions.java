package dev.tidings.server.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the server is, and with which key to call it.
final class ApiOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:TIDINGS_URL:-http://localhost:3978}",
            description = "The server (TIDINGS_URL). Default: ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://localhost:3978");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:TIDINGS_KEY:-${env:TIDINGS_ADMIN_KEY}}",
            description = "An API key. Better kept in TIDINGS_KEY; TIDINGS_ADMIN_KEY is used too.",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private @Nullable String key;

    ApiClient client() {
        return new ApiClient(url, key);
    }
}
