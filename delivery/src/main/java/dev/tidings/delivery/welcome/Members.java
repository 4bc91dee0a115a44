package dev.tidings.delivery.welcome;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.store.PageRequest;
import java.util.List;
import java.util.Optional;

/// Which members of a team are welcomed.
///
/// @param largest in a team with more members nobody is
record Members(Books books, int largest) {

    /// Those who have not been welcomed before; empty while the roster is not known.
    Optional<List<String>> toWelcome(Tenancy tenancy, String team) {
        return books.directory()
                .roster(tenancy, team)
                .filter(Roster::settled)
                .map(known -> books.directory()
                        .members(tenancy, team, PageRequest.first(largest + 1))
                        .items())
                .map(members -> members.size() > largest ? List.of() : strangers(tenancy, members));
    }

    private List<String> strangers(Tenancy tenancy, List<Person> members) {
        return members.stream()
                .map(Person::id)
                .filter(id -> books.facts().get(Keys.welcomed(tenancy, id)) == null)
                .toList();
    }
}
