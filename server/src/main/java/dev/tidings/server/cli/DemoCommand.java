package dev.tidings.server.cli;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.server.TidingsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tidings demo`: a local Teams and the server, and a message to every kind of place.
@Command(
        name = "demo",
        description = "Shows the main job: a local Teams, the server, and messages to a person, a group chat, a channel"
                + " and a thread. Nothing has to be set up.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "End when the messages have arrived: 0 if all did, else 1.")
    private boolean once;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "The server's port; any if left out.")
    private int port;

    @Option(
            names = "--fake-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "The local Teams' port; any if left out.")
    private int fakePort;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (FakeTeams teams = FakeTeams.builder().port(fakePort).start();
                ConfigurableApplicationContext server = serve(teams)) {
            URI url = url(server);
            teams.connect(url.resolve("/api/messages"));
            List<DemoStory.Step> steps = new DemoStory(teams, new ApiClient(url, null)).tell();
            print(out, steps, teams, url);
            if (!once) {
                out.println("Press Ctrl-C to end.");
                out.flush();
                Thread.currentThread().join();
            }
            return steps.stream().allMatch(DemoStory.Step::arrived) ? 0 : 1;
        }
    }

    private ConfigurableApplicationContext serve(FakeTeams teams) {
        return TidingsServer.start(Map.of(
                "server.port",
                String.valueOf(port),
                "server.address",
                "127.0.0.1",
                "logging.level.root",
                "warn",
                "tidings.database.url",
                "jdbc:sqlite:" + folder().resolve("demo.db"),
                "tidings.endpoints.service-url",
                teams.serviceUrl().toString(),
                "tidings.welcome.enabled",
                "true"));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tidings-demo");
        } catch (IOException noPlace) {
            throw new UncheckedIOException("no temporary folder can be made", noPlace);
        }
    }

    private static URI url(ConfigurableApplicationContext server) {
        var web = Objects.requireNonNull(((ServletWebServerApplicationContext) server).getWebServer());
        return URI.create("http://127.0.0.1:" + web.getPort());
    }

    private static void print(PrintWriter out, List<DemoStory.Step> steps, FakeTeams teams, URI url) {
        out.println();
        out.println("What arrived, as the simulated Teams saw it:");
        for (DemoStory.Step step : steps) {
            String mark = step.arrived() ? "@|green,bold arrived|@" : "@|red,bold MISSING|@";
            out.println(Ansi.AUTO.string("  " + mark + "  " + String.format("%-32s", step.where()) + step.text()));
        }
        out.println();
        out.println("Simulated Teams  " + teams.base() + "/");
        out.println("Server           " + url + "/openapi.json, " + url + "/api/v1/people");
        out.flush();
    }
}
