package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.SpareRights;
import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.RosterStore;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.Member;
import dev.tidings.teams.connector.MemberPage;
import dev.tidings.teams.connector.TeamChannel;
import dev.tidings.teams.connector.TeamDetails;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a roster, a part at a time, and keeps each part before it asks for the next; with the first part also
/// which channels the team has. Thread-safe.
final class RosterReading {
    private static final Logger LOG = LoggerFactory.getLogger(RosterReading.class);
    private static final int PAGE = 500;
    private static final String STANDARD = "standard";
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration REFUSED = Duration.ofDays(1);
    private static final Duration THROTTLED = Duration.ofSeconds(5);
    private static final Duration NEVER = Duration.ofDays(365_000);

    private final Bots bots;
    private final DirectoryStore directory;
    private final RosterStore rosters;
    private final SpareRights rights;
    private final Duration refresh;
    private final InstantSource clock;

    /// @param refresh how long after a reading the next one is due; zero for never
    RosterReading(
            Bots bots,
            DirectoryStore directory,
            RosterStore rosters,
            SpareRights rights,
            Duration refresh,
            InstantSource clock) {
        this.bots = bots;
        this.directory = directory;
        this.rosters = rosters;
        this.rights = rights;
        this.refresh = refresh.isZero() ? NEVER : refresh;
        this.clock = clock;
    }

    /// Reads on, to the end of the roster or until Teams does not answer.
    ///
    /// @return how far it is
    Roster read(Roster roster) {
        Roster now = roster;
        do {
            now = part(now);
        } while (now.begunAt() != null && goesOn(now, roster.dueAt()));
        return now;
    }

    private static boolean goesOn(Roster now, Instant due) {
        return now.tries() == 0
                && !now.dueAt().isAfter(due)
                && !Thread.currentThread().isInterrupted();
    }

    /// Reads the next part.
    Roster part(Roster roster) {
        Instant now = clock.instant();
        Tenancy tenancy = roster.tenancy();
        Optional<Bot> bot = bots.find(tenancy.bot());
        Optional<String> serviceUrl = bot.flatMap(known -> url(known, tenancy));
        if (serviceUrl.isEmpty()) {
            return kept(roster.failed("no service URL is known", now.plus(REFUSED)));
        }
        Roster reading = roster.reading(now);
        try {
            MemberPage page = rights.ask(
                    tenancy,
                    roster.place(),
                    () -> bot.orElseThrow().client().members(serviceUrl.get(), roster.place(), PAGE, reading.link()));
            Knowledge learnt = learnt(reading, page.members(), now);
            if (reading.link() == null) {
                channels(reading, bot.orElseThrow(), serviceUrl.get(), learnt);
            }
            return kept(reading, page, learnt);
        } catch (ConnectorException failure) {
            return Thread.currentThread().isInterrupted() ? roster : kept(after(reading, failure));
        }
    }

    private Optional<String> url(Bot bot, Tenancy tenancy) {
        return directory.serviceUrl(tenancy).or(bot::serviceUrl);
    }

    private Roster kept(Roster roster) {
        rosters.keep(roster, new Knowledge());
        return roster;
    }

    private Roster kept(Roster reading, MemberPage page, Knowledge learnt) {
        int more = page.members().size();
        @Nullable String next = page.continuationToken();
        if (next == null) {
            Roster read = reading.read(more, clock.instant().plus(refresh));
            rosters.complete(read, learnt);
            return read;
        }
        Roster further = reading.further(more, next);
        rosters.keep(further, learnt);
        return further;
    }

    /// True as of the moment before Teams was asked: what happened since, an event tells.
    private static Knowledge learnt(Roster roster, List<Member> members, Instant asked) {
        Knowledge learnt = new Knowledge();
        for (Member member : members) {
            Thing person = new Thing(roster.tenancy(), Subject.SOMEBODY, member.id(), "");
            Thing membership = new Thing(roster.tenancy(), Subject.MEMBERSHIP, roster.place(), member.id());
            learnt.learn(person)
                    .learn(person, Property.NAME, member.name(), asked)
                    .learn(person, Property.OBJECT_ID, lowerCase(member.aadObjectId()), asked)
                    .learn(person, Property.USER_PRINCIPAL_NAME, lowerCase(member.userPrincipalName()), asked)
                    .learn(membership, Property.EXISTENCE, Knowledge.PRESENT, asked);
        }
        return learnt;
    }

    /// Adds the channels of a team. In a private or shared one the bot can post only where it was added, of
    /// which an event tells.
    private void channels(Roster roster, Bot bot, String serviceUrl, Knowledge learnt) {
        Tenancy tenancy = roster.tenancy();
        Optional<Team> team = directory.team(tenancy, roster.place());
        if (team.isEmpty()) {
            return;
        }
        if (team.get().groupId() == null) {
            group(roster, bot, serviceUrl, learnt);
        }
        Instant asked = clock.instant();
        for (TeamChannel channel :
                rights.ask(tenancy, roster.place(), () -> bot.client().channels(serviceUrl, roster.place()))) {
            if (channel.type() == null || channel.type().equalsIgnoreCase(STANDARD)) {
                Thing thing = new Thing(tenancy, Subject.CONVERSATION, channel.id(), "");
                learnt.learn(thing, Property.TYPE, ConversationType.CHANNEL.wire(), asked)
                        .learn(thing, Property.TEAM, roster.place(), asked)
                        .learn(thing, Property.NAME, channel.name(), asked)
                        .learn(thing, Property.EXISTENCE, Knowledge.PRESENT, asked);
            }
        }
    }

    /// Asks for the group behind a team, while the bot is there: without it the app cannot be installed
    /// there again.
    private void group(Roster roster, Bot bot, String serviceUrl, Knowledge learnt) {
        Tenancy tenancy = roster.tenancy();
        Instant asked = clock.instant();
        try {
            TeamDetails team =
                    rights.ask(tenancy, roster.place(), () -> bot.client().team(serviceUrl, roster.place()));
            Thing thing = new Thing(tenancy, Subject.TEAM, roster.place(), "");
            learnt.learn(thing, Property.GROUP_ID, team.aadGroupId(), asked);
        } catch (ConnectorException refused) {
            // The members can be read all the same; whoever is to wait is told so with them.
            LOG.info("The group of the team {} cannot be asked for: {}", roster.place(), refused.getMessage());
        }
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : PersonId.normal(text);
    }

    private Roster after(Roster reading, ConnectorException failure) {
        Instant now = clock.instant();
        String why = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case THROTTLED -> {
                Duration wait = failure.retryAfter().orElse(THROTTLED);
                rights.throttled(reading.tenancy(), reading.place(), wait);
                yield reading.postponed(now.plus(wait));
            }
            case BUSY, UNCERTAIN, FAILED, UNAUTHORIZED, NO_TOKEN, BAD_ANSWER ->
                reading.failed(why, now.plus(backoff(reading.tries())));
            // Where a reading is under way, the place to go on may not be known any more.
            case BAD_REQUEST, FOREIGN_ID ->
                reading.anew().failed(why, now.plus(reading.link() == null ? REFUSED : SHORTEST));
            case WRONG_HOST,
                    CONVERSATION_NOT_FOUND,
                    ACTIVITY_NOT_FOUND,
                    NOT_INSTALLED,
                    WRITES_BLOCKED,
                    DISABLED_BY_ADMIN,
                    NOT_PERMITTED,
                    TOO_BIG,
                    REDIRECTED,
                    HOST_NOT_ALLOWED -> reading.anew().failed(why, now.plus(REFUSED));
        };
    }

    private static Duration backoff(int tries) {
        Duration wait = SHORTEST.multipliedBy(1L << Math.min(tries, 10));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
