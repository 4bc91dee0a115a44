package dev.tidings.bench.engine;

import dev.tidings.bench.engine.Requests.Request;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.campaign.Standing;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.sql.Stores;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// How much of what one tenant may be sent the engine sends, with its own limits, to a local Teams that enforces
/// limits of its own.
public final class PacedRate {
    private static final long SECOND = 1_000_000_000L;

    private final LocalTeams teams;
    private final int permitted;
    private final int seconds;

    private PacedRate(LocalTeams teams, int permitted, int seconds) {
        this.teams = teams;
        this.permitted = permitted;
        this.seconds = seconds;
    }

    /// Prints the share, the refusals and what the referee saw.
    ///
    /// @param args a name for the case, where the local Teams is, a folder for the database, how many requests per
    ///     second it permits, how many seconds to send, and the chance of a fault in percent
    public static void main(String... args) throws Exception {
        LocalTeams teams = new LocalTeams(URI.create(args[1]));
        double chance = Double.parseDouble(args[5]) / 100;
        if (chance > 0) {
            teams.inject("unavailable", chance / 2);
            teams.inject("dropped-before", chance / 2);
        }
        new PacedRate(teams, Integer.parseInt(args[3]), Integer.parseInt(args[4]))
                .run(args[0], Path.of(args[2], "engine.db"));
        System.exit(0);
    }

    private void run(String name, Path file) throws Exception {
        Tenancy tenancy = new Tenancy(Bots.DEFAULT, teams.tenant());
        String serviceUrl = teams.serviceUrl(tenancy.tenant());
        int people = permitted * seconds;
        AtomicReference<Requests> seen = new AtomicReference<>();
        try (Stores stores = Machinery.stores(file)) {
            new Town(stores.inbound(), serviceUrl).settle(tenancy, teams, teams.people(people));
            try (Machinery machinery = Machinery.start(stores, serviceUrl, EngineSettings.defaults(), transport -> {
                seen.set(new Requests(transport));
                return seen.get();
            })) {
                NotificationId id = machinery.broadcast(tenancy);
                LockSupport.parkNanos(Duration.ofSeconds(seconds + 2L).toNanos());
                JsonNode report = teams.report();
                Standing end = machinery.await(id);
                print(name, seen.get().all(), report, end);
            }
        }
    }

    private void print(String name, List<Request> requests, JsonNode report, Standing end) throws Exception {
        long began = requests.stream().mapToLong(Request::left).min().orElseThrow();
        List<Request> within = requests.stream()
                .filter(request -> request.left() - began < seconds * SECOND)
                .toList();
        double all = permitted * (double) seconds;
        List<Long> refused = within.stream()
                .filter(request -> request.status() == 429)
                .map(Request::back)
                .toList();
        Line.of("paced")
                .with("case", name)
                .with("seconds", seconds)
                .with("permitted", permitted)
                .with(
                        "sentPercent",
                        100 * within.stream().filter(Request::taken).count() / all)
                .with("usedPercent", 100 * (within.size() - refused.size()) / all)
                .with(
                        "faults",
                        within.stream()
                                .filter(request -> !request.taken() && request.status() != 429)
                                .count())
                .with("refused", refused.size())
                .with("longestUntilTakenAgain", recovery(refused, within, 1))
                .with("longestUntilFullAgain", recovery(refused, within, permitted * 9 / 10))
                .with("mostInASecond", LocalTeams.most(report))
                .with("excesses", report.path("excessCount").longValue())
                .with("took", (requests.getLast().back() - began) / 1e9)
                .with("messagesInTeams", teams.report().path("messages").longValue())
                .with("outcomes", outcomes(end))
                .print();
    }

    private static String outcomes(Standing end) {
        return end.progress().tally().counts().stream()
                .map(count -> count.number() + " " + count.state().word() + " " + count.reason())
                .collect(Collectors.joining(", "));
    }

    /// How long after a refusal it took at most until so many were taken within a second, from the first of them on.
    private double recovery(List<Long> refused, List<Request> within, int enough) {
        long[] taken = within.stream()
                .filter(Request::taken)
                .mapToLong(Request::left)
                .sorted()
                .toArray();
        return refused.stream()
                        .mapToLong(at -> again(at, taken, enough) - at)
                        .max()
                        .orElse(0)
                / 1e9;
    }

    private static long again(long at, long[] taken, int enough) {
        for (int index = 0; index + enough <= taken.length; index++) {
            if (taken[index] >= at && taken[index + enough - 1] - taken[index] < SECOND) {
                return taken[index];
            }
        }
        return taken[taken.length - 1];
    }
}
