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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The recipients that a list of people names: each person once, whatever and however many names they are
/// given.
///
/// @param parked to how many of them nothing is sent for now
record Named(List<Recipient> recipients, int parked) {
    /// How many people one request may name: each is looked up while the caller waits.
    static final int MOST = 20_000;

    /// How many of the ids at fault a refusal names.
    private static final int SHOWN = 5;

    /// Checks what can be seen without the directory.
    ///
    /// @throws NotAcceptedException if nobody is named, or too many are
    static void requireSize(Audience.Users users) {
        int size = users.ids().size();
        if (size == 0) {
            throw new NotAcceptedException(Problem.BAD_AUDIENCE, "to.users", "The list names nobody.");
        }
        if (size > MOST) {
            throw new NotAcceptedException(
                    Problem.BAD_AUDIENCE,
                    "to.users",
                    "The list names " + size + " people; one request may name " + MOST
                            + ". Send several, or use a topic.");
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

    /// Looks each of them up.
    ///
    /// @throws NotAcceptedException if an id cannot name anybody
    static Named of(Ways ways, Tenancy tenancy, Audience.Users users, Instant now) {
        Map<String, Optional<Person>> asked = new HashMap<>();
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        List<Integer> bad = new ArrayList<>();
        int parked = 0;
        for (int index = 0; index < users.ids().size(); index++) {
            String id = users.ids().get(index);
            String name = PersonId.normal(id);
            Optional<Person> known = asked.computeIfAbsent(name, unknown -> ways.person(tenancy, id));
            if (known.isEmpty() && PersonId.formOf(id) == PersonId.OTHER) {
                bad.add(index);
            }
            String person = known.map(Person::id).orElse(name);
            if (recipients.putIfAbsent(person, Recipient.of(new Target.User(id), person)) == null
                    && known.filter(somebody -> Warnings.parked(somebody, now)).isPresent()) {
                parked++;
            }
        }
        requireNone(bad, users.ids());
        return new Named(List.copyOf(recipients.values()), parked);
    }

    private static void requireNone(List<Integer> bad, List<String> ids) {
        if (!bad.isEmpty()) {
            throw new NotAcceptedException(Problem.BAD_TARGET, "to.users[" + bad.getFirst() + "]", complaint(ids, bad));
        }
    }
}
