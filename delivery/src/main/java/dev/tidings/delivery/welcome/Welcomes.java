package dev.tidings.delivery.welcome;

import dev.tidings.delivery.directory.Installation;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.inbound.Reactions;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.round.Rounds;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Welcomes each person, group chat and team once when the bot is added, however often and in whatever
/// order Teams tells of it. Thread-safe; blocks.
///
/// That somebody was welcomed is a fact that lasts, and becomes durable together with the welcome: a
/// crash before that changes nothing, and one after it finds the fact. Teams often tells ids without
/// names; such a welcome waits, as a fact too, until the directory has learnt the names, but not for
/// long.
public final class Welcomes implements Reactions, AutoCloseable {
    /// How long a welcome waits for names.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /// How long the welcome of a team's members waits for its roster.
    private static final Duration PATIENCE_FOR_ROSTER = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Welcomes.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Books books;
    private final Notifications notifications;
    private final Wording wording;
    private final boolean toMembers;
    private final Members members;
    private final Acquaintance acquaintance;
    private final InstantSource clock;
    /// What arrives and what has waited could otherwise be the same welcome at the same time.
    private final ReentrantLock turn = new ReentrantLock();
    private final Rounds rounds = new Rounds("tidings-welcomes", EVERY, this::step);

    public Welcomes(Books books, Notifications notifications, Welcoming how, InstantSource clock) {
        this.books = books;
        this.notifications = notifications;
        this.wording = new Wording(how.words());
        this.toMembers = how.members();
        this.members = new Members(books, how.largestTeam());
        this.acquaintance = new Acquaintance(books.directory());
        this.clock = clock;
    }

    /// Begins to look after welcomes that wait, those from before this process included.
    public void start() {
        start(() -> true);
    }

    /// The same, but looks only while it is on duty: of several processes on one database one is.
    public void start(BooleanSupplier onDuty) {
        rounds.start(onDuty);
    }

    @Override
    public boolean wants(String bot, Activity activity) {
        return Arrival.tells(activity);
    }

    @Override
    public void react(String bot, Activity activity, Instant receivedAt) {
        turn.lock();
        try {
            Arrival.of(bot, activity)
                    .filter(this::stillThere)
                    .filter(this::isNew)
                    .ifPresent(arrival -> arrived(new Expected(arrival, receivedAt)));
        } finally {
            turn.unlock();
        }
    }

    /// Looks after the welcomes that wait, once.
    ///
    /// @return false: what waits on is for the next round
    boolean step() {
        List<Expected> waiting = new ArrayList<>();
        books.facts()
                .scan(
                        Keys.expected(),
                        Keys.expected() + Keys.END,
                        (key, fact) -> waiting.add(Expected.read(key, fact)));
        waiting.forEach(this::again);
        return false;
    }

    private void again(Expected expected) {
        turn.lock();
        try {
            if (isNew(expected.arrival()) && stillThere(expected.arrival())) {
                arrived(expected);
            } else {
                books.facts().commit(new FactChanges().delete(waits(expected.arrival())));
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean isNew(Arrival arrival) {
        return books.facts().get(Keys.welcomed(arrival.tenancy(), arrival.mark())) == null;
    }

    /// Events arrive late, and in any order: the bot may be gone again.
    private boolean stillThere(Arrival arrival) {
        String place = arrival.kind() == Arrival.Kind.PERSON ? arrival.conversation() : arrival.place();
        return books.directory()
                .installation(arrival.tenancy(), place)
                .map(Installation::installed)
                .orElse(true);
    }

    private void arrived(Expected expected) {
        Arrival arrival = expected.arrival();
        if (arrival.kind() == Arrival.Kind.MEMBERS) {
            welcomeMembers(expected);
        } else if (acquaintance.complete(arrival) || overdue(expected, PATIENCE)) {
            welcome(expected);
        } else if (books.facts().get(waits(arrival)) == null) {
            books.facts().commit(new FactChanges().put(waits(arrival), expected.write()));
        }
    }

    private boolean overdue(Expected expected, Duration patience) {
        return !clock.instant().isBefore(expected.since().plus(patience));
    }

    private void welcome(Expected expected) {
        Arrival arrival = expected.arrival();
        FactChanges facts = welcomed(arrival);
        if (ours(arrival)) {
            books.facts().commit(facts);
            return;
        }
        if (toMembers && arrival.kind() == Arrival.Kind.TEAM) {
            Arrival each = arrival.forMembers();
            facts.put(waits(each), new Expected(each, expected.since()).write());
        }
        send(arrival, new Audience.One(arrival.target()), facts);
    }

    /// Once the roster has been read.
    private void welcomeMembers(Expected expected) {
        Arrival arrival = expected.arrival();
        Optional<List<String>> people = members.toWelcome(arrival.tenancy(), arrival.place());
        if (people.isEmpty() && !overdue(expected, PATIENCE_FOR_ROSTER)) {
            return;
        }
        List<String> welcomed = people.orElse(List.of());
        FactChanges facts = welcomed(arrival);
        welcomed.forEach(person -> facts.put(Keys.welcomed(arrival.tenancy(), person), now()));
        if (welcomed.isEmpty()) {
            books.facts().commit(facts);
        } else {
            send(arrival, new Audience.Users(welcomed), facts);
        }
    }

    private FactChanges welcomed(Arrival arrival) {
        return new FactChanges()
                .put(Keys.welcomed(arrival.tenancy(), arrival.mark()), now())
                .delete(waits(arrival));
    }

    private byte[] now() {
        return clock.instant().toString().getBytes(StandardCharsets.UTF_8);
    }

    private void send(Arrival arrival, Audience audience, FactChanges facts) {
        var content = new Content.Greeting(wording.of(arrival, acquaintance.who(arrival), acquaintance.where(arrival)));
        NotificationRequest request = NotificationRequest.of(audience, content)
                .withOnUncertain(OnUncertain.HOLD)
                .with(Manner.USUAL.as(purpose(audience)))
                .from(arrival.tenancy().bot(), arrival.tenancy().tenant());
        try {
            notifications.accept(request, facts);
        } catch (NotAcceptedException unreachable) {
            LOG.info("Nobody was welcomed: {}", unreachable.getMessage());
            books.facts().commit(new FactChanges().delete(waits(arrival)));
        }
    }

    /// Who adds the bot hears from it at once, and it neither counts for their cap nor ends in a
    /// digest; the members of a team have not asked for anything, so their quiet hours hold.
    private static Manner.Purpose purpose(Audience audience) {
        return audience instanceof Audience.One ? Manner.Purpose.ANSWER : Manner.Purpose.WELCOME;
    }

    /// Whether the app was installed by us to bring the person a message: that one says why.
    private boolean ours(Arrival arrival) {
        ChannelAccount by = arrival.by();
        String objectId = by == null ? null : objectId(arrival.tenancy(), by);
        return arrival.kind() == Arrival.Kind.PERSON
                && objectId != null
                && books.facts().get(Keys.installAsked(arrival.tenancy(), objectId)) != null;
    }

    private @Nullable String objectId(Tenancy tenancy, ChannelAccount account) {
        return books.directory()
                .person(tenancy, account.id())
                .map(Person::objectId)
                .orElse(account.aadObjectId());
    }

    private static String waits(Arrival arrival) {
        return Keys.expected(arrival.tenancy(), arrival.mark());
    }

    /// Finishes the look that is being taken.
    @Override
    public void close() {
        rounds.close();
    }
}
