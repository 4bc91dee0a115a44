package dev.tidings.faketeams;

import dev.tidings.faketeams.directory.Shape;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.referee.Limits;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs a local Teams until it is interrupted.
@Command(name = "fake-teams", description = "A local Microsoft Teams for bots", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Option(names = "--port", description = "port of plain HTTP, 0 for any (default: ${DEFAULT-VALUE})")
    private int port = 3979;

    @Option(names = "--bot", description = "where the bot listens, such as http://127.0.0.1:3978/api/messages")
    private @Nullable URI bot;

    @Option(names = "--people", description = "people per tenant (default: ${DEFAULT-VALUE})")
    private int people = Shape.small().people();

    @Option(names = "--tenants", description = "tenants (default: ${DEFAULT-VALUE})")
    private int tenants = Shape.small().tenants();

    @Option(names = "--latency", converter = Durations.class, description = "time until an answer, such as 50ms")
    private Duration latency = Duration.ZERO;

    @Option(names = "--jitter", converter = Durations.class, description = "give or take this much, such as 20ms")
    private Duration jitter = Duration.ZERO;

    @Option(names = "--guests", description = "share of guests, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double guests;

    @Option(names = "--blocked", description = "share of people for whom a policy blocks the app, 0 to 1")
    private double blocked;

    @Option(names = "--limits", description = "on or off (default: ${DEFAULT-VALUE}); off only counts")
    private String limits = "on";

    @Option(names = "--requests-per-second", description = "of one bot to one tenant (default: ${DEFAULT-VALUE})")
    private int requestsPerSecond = 50;

    @Option(names = "--seed", description = "makes another directory and other faults (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--app-id", description = "the bot's app id")
    private @Nullable String appId;

    @Option(
            names = "--app-secret",
            description = "the bot's secret; with it, tokens are asked for and activities signed")
    private @Nullable String appSecret;

    @Option(names = "--sessions", description = "the bot's app has sessions")
    private boolean sessions;

    @Option(names = "--tls", description = "https too, with a generated certificate")
    private boolean tls;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /// The command for picocli, to be put under another one.
    public static Callable<Integer> command() {
        return new Main();
    }

    /// Runs it with the options of the command line.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (FakeTeams teams = started()) {
            print(teams, System.out);
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /// What cannot be started is for the caller to change, who is told in a sentence.
    private FakeTeams started() {
        try {
            FakeTeams teams = configured().start();
            teams.administrator().guests(guests);
            teams.administrator().blocked(blocked);
            return teams;
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            CommandLine command = Objects.requireNonNull(spec).commandLine();
            throw new ParameterException(command, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private FakeTeamsBuilder configured() {
        FakeTeamsBuilder builder = FakeTeams.builder()
                .port(port)
                .tls(tls)
                .seed(seed)
                .shape(shape -> shape.withPeople(people).withTenants(tenants))
                .latency(latency, jitter)
                .limits(Limits.documented()
                        .withRequestsPerSecond(requestsPerSecond)
                        .enforcedIf(isOn(limits)));
        BotApp app = appId == null ? builder.config().bots().get(0) : BotApp.of(appId);
        if (bot != null && bot.getHost() == null) {
            throw new IllegalArgumentException("--bot is a URL such as http://127.0.0.1:3978/api/messages, not " + bot);
        }
        BotApp listening = sessions ? app.at(bot).withSessions() : app.at(bot);
        return builder.bot(appSecret == null ? listening : listening.withSecret(appSecret));
    }

    /// Prints where everything is.
    static void print(FakeTeams teams, PrintStream out) {
        out.println("Local Teams    " + teams.base() + "/");
        out.println("service URL    " + teams.serviceUrl());
        out.println("login          " + teams.loginUrl());
        out.println("OpenID         " + teams.openIdMetadata());
        out.println("Graph          " + teams.graphUrl());
        out.println("control        " + teams.base() + "/_fake");
        out.println("tenant         " + teams.scenery().tenant(0));
        out.println("bot            " + teams.bot().appId());
        teams.certificateFile().ifPresent(file -> {
            out.println("plain HTTP     http://127.0.0.1:" + teams.port());
            out.println("certificate    NODE_EXTRA_CA_CERTS=" + file);
        });
    }

    private static boolean isOn(String word) {
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("--limits is on or off, not '" + word + "'");
        };
    }

    /// Durations as people write them: 50ms, 2s, or ISO such as PT0.5S.
    static final class Durations implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            String word = text.toLowerCase(Locale.ROOT);
            if (word.matches("[0-9]+ms")) {
                return Duration.ofMillis(Long.parseLong(word.substring(0, word.length() - 2)));
            }
            return word.matches("[0-9]+s")
                    ? Duration.ofSeconds(Long.parseLong(word.substring(0, word.length() - 1)))
                    : Duration.parse(text);
        }
    }
}
