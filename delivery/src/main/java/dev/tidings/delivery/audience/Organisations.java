package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.directory.Colleague;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.ColleagueStore;
import dev.tidings.delivery.store.ColleagueStore.Listing;
import dev.tidings.teams.graph.CatalogApp;
import dev.tidings.teams.graph.GraphClient;
import dev.tidings.teams.graph.GraphException;
import dev.tidings.teams.graph.GraphPage;
import dev.tidings.teams.graph.GraphUser;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The people of organisations as Microsoft Graph lists them: everybody, kept up to date, and the
/// members of groups.
///
/// Of one organisation one question is asked at a time, with a rest after each answer, so that [#SHARE]
/// of the requests that Graph permits a second are enough; the lanes leave them to it. Thread-safe;
/// blocks.
public final class Organisations {
    /// How many requests a second are asked at most.
    public static final int SHARE = 4;

    private static final long REST =
            Duration.ofMillis(1000 / SHARE).plusMillis(5).toNanos();

    private final Bots bots;
    private final ColleagueStore colleagues;
    private final LongSupplier nanos;
    private final Map<Tenancy, Turn> turns = new ConcurrentHashMap<>();

    /// @param nanos a clock that only goes forward
    public Organisations(Bots bots, ColleagueStore colleagues, LongSupplier nanos) {
        this.bots = bots;
        this.colleagues = colleagues;
        this.nanos = nanos;
    }

    /// Who asks about one organisation, and when the last answer was there. A process that has just
    /// started does not know what the one before it asked, so it rests first.
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private long freeAt;

        Turn(long freeAt) {
            this.freeAt = freeAt;
        }
    }

    /// Whether the bot has a way to Graph.
    public boolean reads(Tenancy tenancy) {
        return graph(tenancy).isPresent();
    }

    private Optional<GraphAccess> graph(Tenancy tenancy) {
        return bots.find(tenancy.bot()).map(Bot::graph);
    }

    /// What was read so far.
    public ColleagueStore colleagues() {
        return colleagues;
    }

    /// Reads the next part of who is in an organisation, and at the end what has changed since the last
    /// time. A link that Graph does not know any more begins it anew.
    ///
    /// @return whether it is complete
    /// @throws GraphException if Graph refuses, or cannot be asked
    public boolean advance(Tenancy tenancy) throws InterruptedException {
        Optional<Listing> before = colleagues.listing(tenancy);
        GraphPage<GraphUser> page;
        try {
            page = ask(tenancy, graph -> graph.users(before.map(Listing::link).orElse(null)));
        } catch (GraphException refused) {
            if (before.isEmpty() || refused.kind() != GraphException.Kind.STALE_LINK) {
                throw refused;
            }
            colleagues.beginAnew(tenancy);
            return false;
        }
        Listing now = listing(page, before);
        colleagues.keep(
                tenancy,
                page.items().stream()
                        .filter(user -> !user.removed())
                        .map(Organisations::colleague)
                        .toList(),
                page.items().stream()
                        .filter(GraphUser::removed)
                        .map(user -> user.id().toLowerCase(Locale.ROOT))
                        .toList(),
                now);
        return now.complete();
    }

    /// A last part without a link to what changes is read again in full the next time.
    private static Listing listing(GraphPage<GraphUser> page, Optional<Listing> before) {
        if (page.next() != null) {
            return new Listing(page.next(), false);
        }
        String delta = page.delta();
        return new Listing(
                Objects.requireNonNullElse(delta, before.map(Listing::link).orElse("")), true);
    }

    private static Colleague colleague(GraphUser user) {
        return new Colleague(user.id().toLowerCase(Locale.ROOT), user.guest(), null);
    }

    /// A part of the members of a group, those of groups inside it included.
    ///
    /// @param link the `next` of the part before, or null to begin
    /// @throws GraphException if Graph refuses, or cannot be asked
    public GraphPage<GraphUser> members(Tenancy tenancy, String group, @Nullable String link)
            throws InterruptedException {
        return ask(tenancy, graph -> graph.members(group, link));
    }

    /// The time zone that somebody has chosen for their mailbox; empty if they have none, or one of a name
    /// that nobody knows.
    ///
    /// @throws GraphException if Graph refuses, or cannot be asked
    public Optional<ZoneId> timeZone(Tenancy tenancy, String objectId) throws InterruptedException {
        return ask(tenancy, graph -> graph.timeZone(objectId));
    }

    /// Under which id the catalog of an organisation has the bot's app, unless the settings say so; empty
    /// if it does not have it.
    ///
    /// @throws GraphException if Graph refuses, or cannot be asked
    public Optional<String> catalogApp(Tenancy tenancy) throws InterruptedException {
        GraphAccess.App app = graph(tenancy).orElseThrow().app();
        if (app.catalogId() != null) {
            return Optional.of(app.catalogId());
        }
        Optional<CatalogApp> found = ask(tenancy, graph -> graph.catalogApp(app.manifestId()));
        return (found.isPresent() ? found : ask(tenancy, graph -> graph.catalogAppById(app.manifestId())))
                .map(CatalogApp::id);
    }

    /// As whom the directory knows the people of a part; in the order of the part.
    public List<Colleague> known(Tenancy tenancy, List<GraphUser> users) {
        Map<String, String> known = new ConcurrentHashMap<>();
        List<String> ids =
                users.stream().map(user -> user.id().toLowerCase(Locale.ROOT)).toList();
        colleagues.known(tenancy, ids).forEach(each -> known.put(each.objectId(), each.id()));
        return users.stream()
                .map(Organisations::colleague)
                .map(each -> new Colleague(each.objectId(), each.guest(), known.get(each.objectId())))
                .toList();
    }

    private <T> T ask(Tenancy tenancy, Function<GraphClient, T> question) throws InterruptedException {
        GraphClient client = graph(tenancy)
                .orElseThrow(() -> new IllegalStateException("the bot has no way to Graph"))
                .in(tenancy.tenant());
        Turn turn = turns.computeIfAbsent(
                tenancy,
                fresh -> new Turn(nanos.getAsLong() + Duration.ofSeconds(1).toNanos()));
        turn.lock.lockInterruptibly();
        try {
            rest(turn.freeAt - nanos.getAsLong());
            return question.apply(client);
        } finally {
            turn.freeAt = nanos.getAsLong() + REST;
            turn.lock.unlock();
        }
    }

    private static void rest(long nanos) throws InterruptedException {
        if (nanos > 0 && new Semaphore(0).tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody gives this right");
        }
    }
}
