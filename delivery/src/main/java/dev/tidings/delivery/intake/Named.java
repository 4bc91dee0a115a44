package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.PersonId;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.NotAcceptedException.Bad;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/// The recipients that a list of people names: each person once, whatever and however many names they
/// are given. Looked up some hundreds at a time, and handed on as they come: a list may be very long.
///
/// @param data what is given for each of them alone, or empty
record Named(Ways ways, Tenancy tenancy, List<String> ids, List<String> data) {
    /// For whom nothing is given.
    Named(Ways ways, Tenancy tenancy, List<String> ids) {
        this(ways, tenancy, ids, List.of());
    }

    /// How many people one request may name.
    static final int MOST = 1_000_000;

    /// How many are looked up together.
    private static final int TOGETHER = Segment.MOST;

    /// How many of the ids at fault a refusal names.
    private static final int SHOWN = 5;

    /// How many people were named, and to how many of them nothing is sent for now.
    record Count(int people, int parked) {}

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

    /// Checks every id.
    ///
    /// @throws NotAcceptedException if one cannot name anybody
    void require() {
        List<Bad> bad = new ArrayList<>();
        inParts((some, first) -> {
            List<String> strange = some.stream()
                    .filter(id -> PersonId.formOf(id) == PersonId.OTHER)
                    .toList();
            Map<String, Person> known = strange.isEmpty() ? Map.of() : ways.people(tenancy, strange);
            for (int index = 0; index < some.size(); index++) {
                String id = some.get(index);
                if (PersonId.formOf(id) == PersonId.OTHER && !known.containsKey(PersonId.normal(id))) {
                    bad.add(new Bad(first + index, shortened(id)));
                }
            }
        });
        if (!bad.isEmpty()) {
            throw strangers(bad);
        }
    }

    private static NotAcceptedException strangers(List<Bad> bad) {
        String shown = bad.stream()
                .limit(SHOWN)
                .map(each -> "'" + each.why() + "' at " + each.place())
                .collect(Collectors.joining(", "));
        String more = bad.size() > SHOWN ? " and " + (bad.size() - SHOWN) + " more" : "";
        return new NotAcceptedException(
                Problem.BAD_TARGET,
                "to.users[" + bad.getFirst().place() + "]",
                "These name nobody: " + shown + more + ". " + Targets.FORMS,
                bad.stream()
                        .limit(PeopleLines.SHOWN)
                        .map(each -> new Bad(each.place(), "'" + each.why() + "' names nobody. " + Targets.FORMS))
                        .toList());
    }

    private static String shortened(String id) {
        return id.length() <= 64 ? id : id.substring(0, 64) + "...";
    }

    /// Looks everybody up and hands over who has not been named before.
    Count forEach(Instant now, Consumer<Recipient> each) {
        Seen seen = new Seen(ids.size());
        int[] parked = {0};
        Iterator<String> values = data.iterator();
        inParts((some, first) -> {
            Map<String, Person> known = ways.people(tenancy, some);
            for (String id : some) {
                String name = PersonId.normal(id);
                String own = values.hasNext() ? values.next() : "";
                Person person = known.get(name);
                if (seen.add(person == null ? name : person.id())) {
                    each.accept(Recipient.of(new Target.User(id), person == null ? name : person.id())
                            .with(own));
                    parked[0] += person != null && Warnings.parked(person, now) ? 1 : 0;
                }
            }
        });
        return new Count(seen.size(), parked[0]);
    }

    private void inParts(ObjIntConsumer<List<String>> work) {
        List<String> some = new ArrayList<>(TOGETHER);
        int taken = 0;
        for (String id : ids) {
            some.add(id);
            taken++;
            if (some.size() == TOGETHER || taken == ids.size()) {
                work.accept(some, taken - some.size());
                some.clear();
            }
        }
    }
}
