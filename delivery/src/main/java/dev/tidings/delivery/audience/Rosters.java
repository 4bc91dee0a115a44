package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.connector.Member;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Looks a person up in the teams and group chats that the bot is a member of.
final class Rosters {
    /// Each roster costs a request, so only so many are asked.
    private static final int MAX_ASKED = 20;
    private static final Set<Kind> NOT_THERE = EnumSet.of(
            Kind.CONVERSATION_NOT_FOUND, Kind.NOT_INSTALLED, Kind.NOT_PERMITTED, Kind.FOREIGN_ID, Kind.BAD_REQUEST);

    /// Who is not found in a roster that was read in full so lately is not in it.
    private static final Duration FRESH = Duration.ofDays(1);

    private final DirectoryStore directory;
    private final InstantSource clock;

    Rosters(DirectoryStore directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /// The member with an object id or user principal name.
    Optional<Member> find(Journey on, String serviceUrl, String idOrName) throws InterruptedException {
        List<String> places = unread(on.tenancy(), idOrName).limit(MAX_ASKED).toList();
        if (!places.isEmpty()) {
            on.trail().before(Approach.ASK_ROSTERS);
        }
        for (String place : places) {
            on.pace().reserve(Request.READ, place);
            Optional<Member> found = member(on.bot(), serviceUrl, place, idOrName);
            if (found.isPresent()) {
                return found;
            }
        }
        if (!places.isEmpty()) {
            on.trail().missed("none of them has the person");
        }
        return Optional.empty();
    }

    /// Where the person may be, although the directory does not know it: not in a roster that was read in full,
    /// unless the person is named by what rosters need not tell.
    private Stream<String> unread(Tenancy tenancy, String idOrName) {
        List<String> all = places(tenancy).toList();
        if (PersonId.formOf(idOrName) != PersonId.OBJECT_ID) {
            return all.stream();
        }
        Set<String> read =
                directory.rostersReadSince(tenancy, all, clock.instant().minus(FRESH));
        return all.stream().filter(place -> !read.contains(place));
    }

    private Stream<String> places(Tenancy tenancy) {
        PageRequest first = PageRequest.first(PageRequest.MAX_LIMIT);
        Stream<String> teams = directory.teams(tenancy, first).items().stream()
                .filter(team -> team.installed() && !team.deleted())
                .map(Team::id);
        Stream<String> chats = directory.chats(tenancy, first).items().stream()
                .filter(Chat::installed)
                .map(Chat::id);
        return Stream.concat(teams, chats);
    }

    private static Optional<Member> member(Bot bot, String serviceUrl, String place, String idOrName) {
        try {
            return Optional.of(bot.client().member(serviceUrl, place, idOrName));
        } catch (ConnectorException failure) {
            if (NOT_THERE.contains(failure.kind())) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
