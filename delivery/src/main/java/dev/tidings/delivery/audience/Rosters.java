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

    private final DirectoryStore directory;

    Rosters(DirectoryStore directory) {
        this.directory = directory;
    }

    /// The member with an object id or user principal name.
    Optional<Member> find(Journey on, String serviceUrl, String idOrName) throws InterruptedException {
        List<String> places = places(on.tenancy()).limit(MAX_ASKED).toList();
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
