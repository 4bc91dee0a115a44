package dev.tidings.delivery.intake;

import static java.util.Objects.requireNonNull;

import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import dev.tidings.teams.activity.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is worth saying about a request that is accepted all the same.
final class Warnings {
    private Warnings() {}

    static final String ARCHIVED =
            "This team is archived, so Teams may refuse to post there until its owners restore it.";

    static Optional<String> about(Way way, Instant now) {
        return person(way).flatMap(person -> about(person, now));
    }

    static Optional<String> about(Person somebody, Instant now) {
        return Optional.of(somebody)
                .filter(person -> parked(person, now))
                .map(person -> "Teams refused an earlier message to this person ("
                        + requireNonNull(person.parked()).reason()
                        + "); this one will be refused unless the person contacts the bot first.");
    }

    static Optional<String> about(Named.Count count) {
        return count.parked() == 0
                ? Optional.empty()
                : Optional.of("Teams refused earlier messages to " + count.parked() + " of these " + count.people()
                        + " people; theirs will be refused unless they contact the bot first.");
    }

    /// An audience that may be empty all the same, since people come and go until the message is sent.
    static String nobody(Audience audience) {
        return switch (audience) {
            case Audience.Members _ -> "No members of this team are known to the bot yet.";
            case Audience.Channels _ -> "No channels of this team are known to the bot yet.";
            case Audience.Subscribers _ -> "Nobody subscribes to this topic yet.";
            case Audience.Group _ -> "Nobody is in this group.";
            case Audience.Everyone _, Audience.One _, Audience.Users _, Audience.Listed _ ->
                "Nobody in this tenant has a chat with the bot yet.";
        };
    }

    static boolean parked(Person person, Instant now) {
        Person.Parked parked = person.parked();
        return parked != null && now.isBefore(parked.until());
    }

    /// What the request itself tells, and what its recipients do.
    ///
    /// @param further a sentence about the recipients, or null
    static List<String> about(NotificationRequest request, @Nullable String further) {
        List<String> warnings = new ArrayList<>();
        request.content().findings(request.subject()).forEach(finding -> warnings.add(finding.sentence()));
        if (request.content() instanceof Content.Said(Message message)
                && !message.suggestedActions().isEmpty()
                && toPlace(request.audience())) {
            warnings.add("Teams shows suggested actions in 1:1 chats only.");
        }
        if (further != null) {
            warnings.add(further);
        }
        return List.copyOf(warnings);
    }

    private static boolean toPlace(Audience audience) {
        return audience instanceof Audience.Channels
                || (audience instanceof Audience.One(Target target) && !(target instanceof Target.User));
    }

    private static Optional<Person> person(Way way) {
        return Optional.ofNullable(
                switch (way) {
                    case Way.Stored stored -> stored.person();
                    case Way.Create create -> create.person();
                    case Way.Install install -> install.person();
                    case Way.Post _, Way.LookUp _, Way.Join _, Way.None _ -> null;
                });
    }
}
