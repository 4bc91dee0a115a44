package dev.tidings.faketeams;

import dev.tidings.faketeams.directory.Shape;
import dev.tidings.faketeams.inbound.Patience;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.wire.Time;
import java.time.Duration;
import java.util.List;

/// How a local Teams is set up; made by [FakeTeams#builder].
///
/// `port` and `tlsPort` 0 mean any free port. `keptMessages` bounds memory: older messages are forgotten.
public record FakeTeamsConfig(
        int port,
        boolean tls,
        int tlsPort,
        List<BotApp> bots,
        Shape shape,
        Limits limits,
        Duration latency,
        Duration jitter,
        long seed,
        Patience patience,
        Duration tokenLifetime,
        int keptMessages,
        Time time) {
    private static final int LAST_PORT = 65_535;

    public FakeTeamsConfig {
        bots = List.copyOf(bots);
        if (port < 0 || port > LAST_PORT || tlsPort < 0 || tlsPort > LAST_PORT) {
            throw new IllegalArgumentException("a port is 0 to " + LAST_PORT + ", and 0 is any that is free");
        }
        if (keptMessages < 1 || latency.isNegative() || jitter.isNegative()) {
            throw new IllegalArgumentException("keptMessages must be positive, latency and jitter not negative");
        }
    }

    /// Whether no bot has credentials: then no token is asked for and no activity is signed.
    public boolean open() {
        return bots.stream().noneMatch(BotApp::hasCredentials);
    }
}
