package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.teams.graph.GraphException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the recipients of an audience as far as that is done while the caller waits.
record Recipients(Books books, Ways ways, @Nullable Organisations organisations) {

    /// Recipients that are known already.
    ///
    /// @param complete false if the audience is still to be read from the directory
    /// @param warning a sentence about the recipients, or null
    record Found(
            List<Recipient> recipients,
            boolean complete,
            @Nullable String warning) {}

    /// @throws NotAcceptedException if there is no such audience
    Found find(Tenancy tenancy, Audience audience, Instant now) {
        return find(tenancy, audience, List.of(), now);
    }

    /// @param data what is given for each of the people whom the audience names, or empty
    /// @throws NotAcceptedException if there is no such audience
    Found find(Tenancy tenancy, Audience audience, List<String> data, Instant now) {
        return switch (audience) {
            case Audience.One(Target target) -> one(tenancy, target, now);
            case Audience.Users(List<String> ids) -> named(new Named(ways, tenancy, ids, data), now);
            case Audience.Listed _ -> throw new IllegalArgumentException("nobody is named");
            case Audience.Members(String id) -> {
                requireTeam(tenancy, id);
                yield later(tenancy, audience, now);
            }
            case Audience.Channels(String id) -> {
                Team team = requireTeam(tenancy, id);
                yield new Found(List.of(), false, team.archived() ? Warnings.ARCHIVED : null);
            }
            case Audience.Group(String id) -> group(tenancy, id);
            case Audience.Everyone _
            when organisations != null && organisations.reads(tenancy) -> new Found(List.of(), false, null);
            case Audience.Subscribers _, Audience.Everyone _ -> later(tenancy, audience, now);
        };
    }

    /// Asks Graph for the first part, so that a group that cannot be read is refused at once.
    private Found group(Tenancy tenancy, String id) {
        if (organisations == null || !organisations.reads(tenancy)) {
            throw new NotAcceptedException(
                    Problem.UNKNOWN_TARGET,
                    "to.group",
                    "Groups are read from Microsoft Graph, to which this bot has no" + " way.");
        }
        try {
            boolean nobody = organisations.members(tenancy, id, null).items().isEmpty();
            return new Found(List.of(), false, nobody ? Warnings.nobody(new Audience.Group(id)) : null);
        } catch (GraphException refused) {
            throw new NotAcceptedException(Problem.UNKNOWN_TARGET, "to.group", GroupTrouble.sentence(refused));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("The server is stopping.", stopped);
        }
    }

    /// Where somebody known can be reached is looked up when it is sent.
    private Found one(Tenancy tenancy, Target target, Instant now) {
        Optional<Person> known = target instanceof Target.User(String id) ? ways.person(tenancy, id) : Optional.empty();
        if (known.isPresent()) {
            return one(target, known.get().id(), Warnings.about(known.get(), now));
        }
        Way way = new Targets(ways).require(tenancy, target);
        return one(target, Targets.personId(way), Warnings.about(way, now));
    }

    private static Found one(Target target, @Nullable String person, Optional<String> warning) {
        return new Found(List.of(Recipient.of(target, person)), true, warning.orElse(null));
    }

    private static Found named(Named named, Instant now) {
        named.require();
        List<Recipient> all = new ArrayList<>();
        Named.Count count = named.forEach(now, all::add);
        return new Found(all, true, Warnings.about(count).orElse(null));
    }

    private Found later(Tenancy tenancy, Audience audience, Instant now) {
        boolean nobody = books.audiences().people(tenancy, audience, "", 1, now).isEmpty();
        return new Found(List.of(), false, nobody ? Warnings.nobody(audience) : null);
    }

    private Team requireTeam(Tenancy tenancy, String id) {
        return books.directory()
                .team(tenancy, id)
                .filter(Team::installed)
                .filter(team -> !team.deleted())
                .orElseThrow(() -> new NotAcceptedException(
                        Problem.UNKNOWN_TARGET,
                        "to.team",
                        "The bot is not in this team, or not any more. Add the app there and try again."));
    }
}
