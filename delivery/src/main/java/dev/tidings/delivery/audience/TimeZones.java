package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.graph.GraphException;
import dev.tidings.teams.graph.GraphException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Microsoft Graph for the time zones of people of whom no activity has told one, from their
/// mailboxes.
///
/// One thread, `tidings-time-zones`, asks one question at a time, and nothing waits for it: until an answer
/// is there, what holds for the tenant holds. Thread-safe.
public final class TimeZones implements AutoCloseable {
    /// How long an answer counts, also the one that there is none.
    public static final Duration AGAIN = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(TimeZones.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int TOGETHER = 100;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_WHILE = Duration.ofMinutes(5);
    /// A policy may keep the app from some mailboxes only; so many in a row, and it is kept from all.
    private static final int REFUSALS = 5;

    private final Bots bots;
    private final DirectoryStore directory;
    private final Organisations organisations;
    private final InstantSource clock;
    private final Map<Tenancy, Instant> resting = new ConcurrentHashMap<>();
    private volatile BooleanSupplier duty = () -> true;
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("tidings-time-zones").daemon().factory());

    public TimeZones(Bots bots, DirectoryStore directory, Organisations organisations, InstantSource clock) {
        this.bots = bots;
        this.directory = directory;
        this.organisations = organisations;
        this.clock = clock;
    }

    /// Begins to ask.
    public void start() {
        start(() -> true);
    }

    /// The same, but asks only while it is on duty: of several processes on a database one is.
    public void start(BooleanSupplier onDuty) {
        duty = onDuty;
        var _ = worker.scheduleWithFixedDelay(this::run, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            step();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warn("Time zones could not be asked for; trying again: {}", failure.getMessage());
        }
    }

    /// Asks for everybody whose time zone is not known, as far as Graph answers: some of each tenant in turn.
    public void step() throws InterruptedException {
        boolean more = true;
        while (more && duty.getAsBoolean()) {
            more = false;
            for (Tenancy tenancy : tenancies()) {
                more |= !rests(tenancy) && some(tenancy);
            }
        }
    }

    private List<Tenancy> tenancies() {
        return bots.all().stream()
                .filter(bot -> bot.graph() != null)
                .flatMap(bot -> directory.tenancies(bot.name()).stream())
                .toList();
    }

    private boolean rests(Tenancy tenancy) {
        return clock.instant().isBefore(resting.getOrDefault(tenancy, Instant.MIN));
    }

    /// @return whether there was somebody to ask for
    private boolean some(Tenancy tenancy) throws InterruptedException {
        List<Person> people = directory.withoutTimeZone(tenancy, clock.instant().minus(AGAIN), TOGETHER);
        int refusals = 0;
        for (Person person : people) {
            refusals = ask(person) ? 0 : refusals + 1;
            if (refusals >= REFUSALS) {
                rest(tenancy, A_DAY, "the bot may not read the settings of mailboxes");
            }
            if (rests(tenancy)) {
                return false;
            }
        }
        return !people.isEmpty();
    }

    /// @return whether Graph lets the bot ask for this person
    private boolean ask(Person person) throws InterruptedException {
        Instant now = clock.instant();
        try {
            keep(
                    person,
                    organisations
                            .timeZone(person.tenancy(), Objects.requireNonNull(person.objectId()))
                            .map(ZoneId::getId)
                            .orElse(""),
                    now);
        } catch (GraphException refused) {
            if (refused.kind() == Kind.FORBIDDEN) {
                keep(person, "", now.minus(AGAIN).plus(A_DAY));
                return false;
            }
            rest(
                    person.tenancy(),
                    refused.kind() == Kind.NO_PERMISSION
                            ? A_DAY
                            : refused.retryAfter().orElse(A_WHILE),
                    String.valueOf(refused.getMessage()));
        }
        return true;
    }

    private void keep(Person person, String zone, Instant since) {
        directory.mailboxZone(person.tenancy(), person.id(), zone, since);
    }

    private void rest(Tenancy tenancy, Duration time, String why) {
        LOG.info("Microsoft Graph tells no time zones of {}: {}", tenancy, why);
        resting.put(tenancy, clock.instant().plus(time));
    }

    /// Stops asking.
    @Override
    public void close() {
        worker.shutdownNow();
        worker.close();
    }
}
