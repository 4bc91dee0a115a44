package dev.tidings.faketeams;

import dev.tidings.faketeams.directory.Shape;
import dev.tidings.faketeams.inbound.Patience;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.wire.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Sets up a local Teams step by step. Without any bot there is one without credentials and endpoint.
public final class FakeTeamsBuilder {
    private static final int KEPT_MESSAGES = 20_000;

    private final List<BotApp> bots = new ArrayList<>();
    private int port;
    private boolean tls;
    private int tlsPort;
    private Shape shape = Shape.small();
    private Limits limits = Limits.documented();
    private Duration latency = Duration.ZERO;
    private Duration jitter = Duration.ZERO;
    private long seed = 1;
    private Patience patience = Patience.ofTeams();
    private Duration tokenLifetime = Duration.ofHours(1);
    private int keptMessages = KEPT_MESSAGES;
    private Time time = Time.system();

    FakeTeamsBuilder() {}

    /// The port of plain HTTP, 0 for any that is free.
    public FakeTeamsBuilder port(int number) {
        port = number;
        return this;
    }

    /// Also serves https with a generated certificate; all addresses are then https.
    public FakeTeamsBuilder tls(boolean on) {
        tls = on;
        return this;
    }

    /// Also serves https, on this port.
    public FakeTeamsBuilder tlsPort(int number) {
        tlsPort = number;
        return tls(true);
    }

    /// One more bot.
    public FakeTeamsBuilder bot(BotApp bot) {
        bots.add(bot);
        return this;
    }

    /// How large the directory is.
    public FakeTeamsBuilder shape(Shape other) {
        shape = other;
        return this;
    }

    /// Changes the directory's shape, such as `s -> s.withPeople(1000)`.
    public FakeTeamsBuilder shape(UnaryOperator<Shape> change) {
        return shape(change.apply(shape));
    }

    /// The limits, instead of the documented ones.
    public FakeTeamsBuilder limits(Limits other) {
        limits = other;
        return this;
    }

    /// How late every answer is, give or take.
    public FakeTeamsBuilder latency(Duration base, Duration giveOrTake) {
        latency = base;
        jitter = giveOrTake;
        return this;
    }

    /// Another seed: other people, other ids, other chances.
    public FakeTeamsBuilder seed(long number) {
        seed = number;
        return this;
    }

    /// How long bots may take to answer, and how often they are asked again.
    public FakeTeamsBuilder patience(Patience other) {
        patience = other;
        return this;
    }

    /// How long access tokens are valid.
    public FakeTeamsBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /// How many messages are kept; older ones are forgotten.
    public FakeTeamsBuilder keptMessages(int most) {
        keptMessages = most;
        return this;
    }

    /// Other clocks, for tests of exact windows.
    public FakeTeamsBuilder time(Time other) {
        time = other;
        return this;
    }

    /// The setup so far, as a value.
    public FakeTeamsConfig config() {
        List<BotApp> all = bots.isEmpty() ? List.of(BotApp.of(placeholder(seed))) : bots;
        return new FakeTeamsConfig(
                port,
                tls,
                tlsPort,
                all,
                shape,
                limits,
                latency,
                jitter,
                seed,
                patience,
                tokenLifetime,
                keptMessages,
                time);
    }

    /// Starts it; answers when it accepts requests.
    public FakeTeams start() {
        return FakeTeams.start(config());
    }

    private static String placeholder(long seed) {
        return UUID.nameUUIDFromBytes(("bot " + seed).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
