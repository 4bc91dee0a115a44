package dev.tidings.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.referee.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to the process, the disk and the clock: what was accepted has an outcome, nothing
/// that was to be held arrives twice, no limit is exceeded, and the counts are those of Teams. Two
/// kills, unless `-Dchaos.kills=50` wants more; `-Dchaos.seed` makes other choices, the same ones for
/// the same seed, though not at the same time.
@Tag("packaged")
class ChaosTest {
    private static final int KILLS = Integer.getInteger("chaos.kills", 2);
    private static final long SEED = Long.getLong("chaos.seed", 7);

    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration TO_THE_END = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void whatever_was_accepted_survives_kills_clocks_that_are_set_and_a_teams_that_answers_badly() throws Exception {
        try (Arena arena = new Arena(folder, folder, hourly(KILLS), SEED);
                Faults faults = new Faults(arena.teams, SEED)) {
            arena.open();
            Load load = new Load(arena, arena.server::now, SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                switch (kill % 4) {
                    case 0 -> liveThroughStep(arena, STEP);
                    case 1 -> liveThroughStep(arena, STEP.negated());
                    default -> live(arena);
                }
                arena.server.kill();
            }
            arena.server.start();
            faults.end();
            judge(arena, load, KILLS, faults.carriedOut());
        }
    }

    @Test
    void whatever_was_accepted_survives_a_full_disk() throws Exception {
        // A run of many rounds needs more room for what it keeps.
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 12 + 12 * rounds());
                Arena arena = new Arena(folder, disk.folder(), hourly(2 * rounds()), SEED)) {
            arena.open();
            Load load = new Load(arena, arena.server::now, SEED);
            for (int round = 0; round < rounds(); round++) {
                arena.arrive(40);
                long before = arena.client.repeated();
                disk.fill();
                arena.until(() -> arena.client.repeated() > before, "the full disk is noticed");
                arena.server.lives(Duration.ofMillis(500));
                assertThat(arena.server.running()).as("runs on a full disk").isTrue();
                disk.free();
                int accepted = load.sent().size();
                arena.until(() -> load.sent().size() > accepted, "it goes on by itself");
                disk.fill();
                arena.server.lives(Duration.ofMillis(random.nextInt(1000)));
                arena.server.kill();
                arena.server.begin();
                boolean _ = arena.server.ready(Duration.ofMillis(random.nextInt(6000)));
                arena.server.kill();
                disk.free();
                arena.server.start();
            }
            judge(arena, load, 2 * rounds(), 0);
        }
    }

    /// How often the busy chat may be written to in an hour: less than is meant for it.
    private static int hourly(int kills) {
        return 20 + 8 * kills;
    }

    private static int rounds() {
        return Math.max(1, KILLS / 10);
    }

    /// For any time, now and then not until it is ready.
    private void live(Arena arena) throws Exception {
        if (!arena.server.running()) {
            arena.server.begin();
        }
        if (random.nextInt(4) > 0) {
            assertThat(arena.server.ready(Duration.ofMinutes(2)))
                    .as(arena.server.log())
                    .isTrue();
        }
        arena.server.lives(Duration.ofMillis(random.nextInt(4000)));
    }

    /// Its clock is set at any time, and not in vain.
    private void liveThroughStep(Arena arena, Duration by) throws Exception {
        if (!arena.server.running()) {
            arena.server.start();
        }
        arena.server.lives(Duration.ofMillis(random.nextInt(2000)));
        arena.step(by);
        arena.server.lives(Duration.ofMillis(random.nextInt(1000)));
    }

    private static void judge(Arena arena, Load load, int kills, int carriedOut) throws Exception {
        // What is cut off or not answered counts, though it may not have arrived.
        long least = hourly(kills) / 2;
        arena.until(() -> arena.inBusyChat() >= least, "the busy chat is full");
        arena.server.lives(Duration.ofSeconds(2));
        load.close();
        Verdict verdict = Verdict.of(arena, load.sent(), TO_THE_END);
        Report report = arena.teams.report();
        System.out.println("chaos: seed " + SEED + ", " + verdict + ", " + arena.client.repeated()
                + " requests asked again, starts " + arena.server.starts());
        assertThat(report.excessCount())
                .as("over a limit: " + report.excesses())
                .isZero();
        assertThat(verdict.inBusyChat()).as("in the hour of the busy chat").isBetween(least, (long) hourly(kills));
        assertThat(verdict.doubles()).isLessThanOrEqualTo((long) kills * Arena.IN_FLIGHT + carriedOut);
        verdict.nobodyGotNewsAfter(load.optedOut());
    }
}
