package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.PersonId;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The recipients that a list of people names: each person once, whatever and however many names they are
/// given.
///
/// @param parked to how many of them nothing is sent for now
record Named(List<Recipient> recipients, int parked) {
    /// How many people one request may name.
    static final int MOST = 100_000;

    /// How many of the ids at fault a refusal names.
    private static final int SHOWN = 5;

    /// Checks what can be seen without the directory.
    ///
    /// @throws NotAcceptedException if nobody is named, too many are, or an id cannot name anybody
    static void requireWellFormed(Audience.Users users) {
        List<String> ids = users.ids();
        if (ids.isEmpty() || ids.size() > MOST) {
            throw new NotAcceptedException(
                    Problem.BAD_AUDIENCE,
                    "to.users",
                    ids.isEmpty()
                            ? "The list names nobody."
                            : "The list names " + ids.size() + " people; one request may name " + MOST
                                    + ". Send several, or use a topic.");
        }
        List<Integer> bad = IntStream.range(0, ids.size())
                .filter(index -> PersonId.formOf(ids.get(index)) == PersonId.OTHER)
                .boxed()
                .toList();
        if (!bad.isEmpty()) {
            throw new NotAcceptedException(Problem.BAD_TARGET, "to.users[" + bad.getFirst() + "]", complaint(ids, bad));
        }
    }

    private static String complaint(List<String> ids, List<Integer> bad) {
        String first = bad.stream()
                .limit(SHOWN)
                .map(index -> "'" + shortened(ids.get(index)) + "' at " + index)
                .collect(Collectors.joining(", "));
        String more = bad.size() > SHOWN ? " and " + (bad.size() - SHOWN) + " more" : "";
        return "These name nobody: " + first + more + ". " + Targets.FORMS;
    }

    private static String shortened(String id) {
        return id.length() <= 64 ? id : id.substring(0, 64) + "...";
    }

    static Named of(Ways ways, Tenancy tenancy, Audience.Users users, Instant now) {
        Map<String, Optional<Person>> asked = new HashMap<>();
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        int parked = 0;
        for (String id : users.ids()) {
            String name = PersonId.normal(id);
            Optional<Person> known = asked.computeIfAbsent(name, unknown -> ways.person(tenancy, id));
            String person = known.map(Person::id).orElse(name);
            if (recipients.putIfAbsent(person, Recipient.of(new Target.User(id), person)) == null
                    && known.filter(somebody -> Warnings.parked(somebody, now)).isPresent()) {
                parked++;
            }
        }
        return new Named(List.copyOf(recipients.values()), parked);
    }
}
