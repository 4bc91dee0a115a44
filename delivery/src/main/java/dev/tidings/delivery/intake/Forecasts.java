package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.audience.PersonId;
import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.directory.Channel;
import dev.tidings.delivery.directory.Colleague;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.manners.Discretion;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.Whereabouts;
import dev.tidings.teams.graph.GraphException;
import dev.tidings.teams.graph.GraphPage;
import dev.tidings.teams.graph.GraphUser;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Says what would become of a notification without sending anything: who would get it and how, who
/// would not and why. Recipients are looked at some at a time, so that the memory it takes does not
/// grow with the audience.
///
/// Thread-safe; blocks for as long as an audience takes to be read.
public final class Forecasts {
    private static final int TOGETHER = 500;

    private final Books books;
    private final DispatchStore lookUp;
    private final Tenancies tenancies;
    private final Organisations organisations;
    private final Ways ways;
    private final Discretion discretion;
    private final InstantSource clock;

    /// @param lookUp looks recipients up as sending does; nothing is written to it
    /// @param manners what readers are spared
    public Forecasts(
            Books books,
            DispatchStore lookUp,
            Tenancies tenancies,
            Organisations organisations,
            Manners manners,
            InstantSource clock) {
        this.discretion = new Discretion(manners);
        this.books = books;
        this.lookUp = lookUp;
        this.tenancies = tenancies;
        this.organisations = organisations;
        this.ways = new Ways(books.directory(), tenancies.bots());
        this.clock = clock;
    }

    /// What would become of a notification.
    ///
    /// @throws NotAcceptedException if it would not be accepted
    public Forecast of(NotificationRequest request, Reach reach) {
        Instant now = clock.instant();
        Checks.require(request, now);
        Tenancy tenancy = tenancies.meant(request.scope(reach), request.audience());
        Tallying tally = new Tallying(tenancy, new Obstacle(organisations, tenancy));
        Holds holds = new Holds(discretion, request, tenancy, now);
        Consumer<List<Recipient>> look = some -> look(tenancy, request, some, now, tally, holds);
        try {
            read(tenancy, request.audience(), now, look);
        } catch (GraphException refused) {
            throw new NotAcceptedException(
                    NotAcceptedException.Problem.UNKNOWN_TARGET,
                    Targets.field(request.audience()),
                    GroupTrouble.sentence(refused));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("The server is stopping.", stopped);
        }
        return tally.forecast();
    }

    private void read(Tenancy tenancy, Audience audience, Instant now, Consumer<List<Recipient>> look)
            throws InterruptedException {
        if (audience instanceof Audience.Users(List<String> ids)) {
            named(new Named(ways, tenancy, ids), now, look);
            return;
        }
        Recipients.Found found = new Recipients(books, ways, organisations).find(tenancy, audience, now);
        if (found.complete()) {
            look.accept(found.recipients());
            return;
        }
        boolean lists = organisations.reads(tenancy);
        switch (audience) {
            case Audience.Group(String id) -> group(tenancy, id, look);
            case Audience.Everyone() when lists -> everyone(tenancy, now, look);
            case Audience.Channels(String team) -> channels(tenancy, team, look);
            case Audience.Everyone _, Audience.Members _, Audience.Subscribers _ ->
                parts(after -> books.audiences().people(tenancy, audience, after, TOGETHER, now), look);
            case Audience.One _, Audience.Users _, Audience.Listed _ ->
                throw new IllegalStateException("these are complete");
        }
    }

    private static void named(Named named, Instant now, Consumer<List<Recipient>> look) {
        named.require();
        List<Recipient> some = new ArrayList<>(TOGETHER);
        named.forEach(now, recipient -> {
            some.add(recipient);
            if (some.size() == TOGETHER) {
                look.accept(some);
                some.clear();
            }
        });
        look.accept(some);
    }

    private void group(Tenancy tenancy, String id, Consumer<List<Recipient>> look) throws InterruptedException {
        @Nullable String link = null;
        do {
            GraphPage<GraphUser> page = organisations.members(tenancy, id, link);
            look.accept(people(organisations.known(tenancy, page.items()).stream()
                    .map(Colleague::id)
                    .toList()));
            link = page.next();
        } while (link != null);
    }

    /// The organisation is listed first if it has not been yet; what has changed since is left to the
    /// sending.
    private void everyone(Tenancy tenancy, Instant now, Consumer<List<Recipient>> look) throws InterruptedException {
        while (organisations
                .colleagues()
                .listing(tenancy)
                .filter(listing -> listing.complete())
                .isEmpty()) {
            organisations.advance(tenancy);
        }
        String after = "";
        while (true) {
            List<Colleague> some = organisations.colleagues().colleagues(tenancy, after, TOGETHER, now);
            look.accept(people(some.stream().map(Colleague::id).toList()));
            if (some.size() < TOGETHER) {
                break;
            }
            after = some.getLast().objectId();
        }
        parts(last -> organisations.colleagues().others(tenancy, last, TOGETHER, now), look);
    }

    private void channels(Tenancy tenancy, String team, Consumer<List<Recipient>> look) {
        @Nullable String cursor = null;
        do {
            Page<Channel> page =
                    books.directory().channels(tenancy, team, PageRequest.of(cursor, PageRequest.MAX_LIMIT));
            look.accept(page.items().stream()
                    .filter(channel -> !channel.deleted())
                    .map(channel -> Recipient.of(new Target.Channel(channel.id(), null), null))
                    .toList());
            cursor = page.next();
        } while (cursor != null);
    }

    private interface Part {
        List<String> after(String last);
    }

    private static void parts(Part part, Consumer<List<Recipient>> look) {
        String after = "";
        while (true) {
            List<String> some = part.after(after);
            look.accept(people(some));
            if (some.size() < TOGETHER) {
                return;
            }
            after = some.getLast();
        }
    }

    private static List<Recipient> people(List<String> ids) {
        return ids.stream().map(id -> Recipient.of(new Target.User(id), id)).toList();
    }

    private void look(
            Tenancy tenancy,
            NotificationRequest request,
            List<Recipient> recipients,
            Instant now,
            Tallying tally,
            Holds holds) {
        boolean many = !(request.audience() instanceof Audience.One);
        for (int from = 0; from < recipients.size(); from += TOGETHER) {
            List<Recipient> some = recipients.subList(from, Math.min(recipients.size(), from + TOGETHER));
            List<Departure> departures = new ArrayList<>();
            some.forEach(each -> departures.add(
                    new Departure(tenancy, each, request.topic(), null, null, "", new byte[0], whereabouts -> false)));
            List<Whereabouts> found = lookUp.dispatch(new FactChanges(), departures);
            for (int index = 0; index < some.size(); index++) {
                tally.next(some.get(index).target(), holds.of(some.get(index), found.get(index)));
                judge(tenancy, some.get(index).target(), found.get(index), now, tally, many);
            }
        }
    }

    private void judge(Tenancy tenancy, Target target, Whereabouts at, Instant now, Tallying tally, boolean many) {
        Person person = at.person();
        if (at.optedOut()) {
            tally.refused(target, "opted-out");
        } else if (person != null && Warnings.parked(person, now)) {
            tally.refused(target, "parked");
        } else {
            switch (ways.to(tenancy, target, at)) {
                case Way.Stored _, Way.Post _ -> tally.reached("chat", 1, 0, 0);
                case Way.Create create -> stranger(tenancy, target, create, tally, many);
                case Way.Install _ -> tally.reached("install", 1, 0, 4);
                case Way.Join _ -> install(target, tally, 2, 0);
                case Way.LookUp _ -> tally.reached("look-up", 2, 1, 2);
                case Way.None() ->
                    tally.refused(target, target instanceof Target.User ? "unknown-person" : "conversation-not-found");
            }
        }
    }

    private void stranger(Tenancy tenancy, Target target, Way.Create create, Tallying tally, boolean many) {
        Person person = create.person();
        if (person != null && removed(tenancy, person)) {
            tally.refused(target, "removed-by-user");
            return;
        }
        if (PersonId.formOf(create.memberId()) != PersonId.OBJECT_ID) {
            tally.reached("create", 2, 1, 0);
            return;
        }
        GraphAccess graph = tenancies.bots().find(tenancy.bot()).map(Bot::graph).orElse(null);
        if (graph == null || !graph.app().installs()) {
            tally.reached("create", 2, 1, 0);
        } else if (!graph.app().guests()
                && organisations
                        .colleagues()
                        .find(tenancy, create.memberId())
                        .filter(Colleague::guest)
                        .isPresent()) {
            tally.refused(target, "guest");
        } else {
            install(target, tally, 4, many ? 0 : 1);
        }
    }

    /// Where the directory does not know whether the app is installed: without a way to install it, whoever
    /// does not have it is refused.
    private static void install(Target target, Tallying tally, int toGraph, int creates) {
        String obstacle = tally.obstacle();
        if (obstacle == null) {
            tally.reached("install", 1 + creates, creates, toGraph);
        } else {
            tally.refused(target, obstacle);
        }
    }

    private boolean removed(Tenancy tenancy, Person person) {
        return books.directory()
                .personalInstallation(tenancy, person.id())
                .filter(installation -> !installation.installed())
                .isPresent();
    }
}
