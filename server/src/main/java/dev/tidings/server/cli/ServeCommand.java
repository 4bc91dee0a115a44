package dev.tidings.server.cli;

import dev.tidings.server.TidingsServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidings serve`.
@Command(
        name = "serve",
        description = {
            "Runs the server until it is stopped.",
            "",
            "Settings come from ./tidings.yaml and from the environment, which wins: MicrosoftAppId,"
                    + " MicrosoftAppPassword, MicrosoftAppTenantId, TIDINGS_ADMIN_KEY, TIDINGS_DATABASE_URL,"
                    + " SERVER_PORT and more. Without credentials it runs in dev mode, on this machine only."
        })
final class ServeCommand implements Callable<Integer> {
    /// Returned while the server goes on running.
    static final int RUNNING = -1;

    @Option(names = "--port", paramLabel = "PORT", description = "Listen on this port instead of 3978.")
    private @Nullable Integer port;

    @Override
    public Integer call() {
        Map<String, String> settings = new TreeMap<>();
        if (port != null) {
            settings.put("server.port", String.valueOf(port));
        }
        try {
            TidingsServer.start(settings);
            return RUNNING;
        } catch (RuntimeException refused) {
            // Spring Boot has said why, and what to do.
            return 1;
        }
    }
}
