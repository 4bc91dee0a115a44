package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.PersonId;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.wording.Subject;
import dev.tidings.delivery.wording.Words;
import dev.tidings.teams.activity.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Checks what can be seen in a request alone.
public final class Checks {
    private static final int LONGEST_KEY = 128;

    private Checks() {}

    /// @throws NotAcceptedException if it can never be sent as it is
    static void require(NotificationRequest request, Instant now) {
        requireWellFormed(request.audience());
        if (request.topic() != null) {
            Topics.requireName("topic", request.topic());
        }
        requireTimes(request.notBefore(), request.expiresAt(), now);
        Sayable.require(request);
        requireUpdateKey(request.manner().updateKey());
    }

    private static void requireUpdateKey(@Nullable String key) {
        if (key != null
                && (key.isBlank()
                        || key.length() > LONGEST_KEY
                        || key.codePoints().anyMatch(Character::isISOControl))) {
            throw new NotAcceptedException(
                    Problem.BAD_KEY,
                    "updateKey",
                    "An update key has 1 to " + LONGEST_KEY + " characters, not only blanks and no line breaks.");
        }
    }

    private static void requireWellFormed(Audience audience) {
        switch (audience) {
            case Audience.One(Target target) -> Targets.requireWellFormed(target);
            case Audience.Users users -> Named.requireSize(users);
            case Audience.Listed _ -> throw new IllegalArgumentException("nobody is named");
            case Audience.Members(String id) -> requireTeam(id);
            case Audience.Channels(String id) -> requireTeam(id);
            case Audience.Group(String id) -> {
                if (PersonId.formOf(id) != PersonId.OBJECT_ID) {
                    throw new NotAcceptedException(
                            Problem.BAD_TARGET, "to.group", "A group is named by its Entra object id, a GUID.");
                }
            }
            case Audience.Subscribers(String topic) -> Topics.requireName("to.topic", topic);
            case Audience.Everyone() -> {
                // There is nothing to be wrong.
            }
        }
    }

    private static void requireTeam(String id) {
        if (id.isBlank()) {
            throw new NotAcceptedException(Problem.BAD_TARGET, "to.team", "The id is empty.");
        }
    }

    private static void requireTimes(@Nullable Instant notBefore, @Nullable Instant expiresAt, Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new NotAcceptedException(Problem.BAD_TIME, "expiresAt", "This time is past: " + expiresAt + ".");
        }
        if (expiresAt != null && notBefore != null && !notBefore.isBefore(expiresAt)) {
            throw new NotAcceptedException(
                    Problem.BAD_TIME, "notBefore", "It would expire before it may be sent: notBefore must be earlier.");
        }
    }

    /// Checks an id that is to name a person.
    ///
    /// @param field where it stands in the request
    /// @throws NotAcceptedException if it has none of the forms, and the directory does not know it
    public static void requirePerson(Ways ways, Tenancy tenancy, String field, String id) {
        if (PersonId.formOf(id) == PersonId.OTHER && ways.person(tenancy, id).isEmpty()) {
            throw new NotAcceptedException(Problem.BAD_TARGET, field, Targets.FORMS);
        }
    }

    /// Words about something, which can be said to anybody, whatever is known of them, and in every form.
    ///
    /// @throws NotAcceptedException if they cannot, or are larger than Teams takes
    public static Words requireSayable(Words words, Subject subject) {
        Words told = Sayable.about(words, subject);
        Sayable.require(told);
        return told;
    }

    /// Checks the size of a message.
    ///
    /// @throws NotAcceptedException if it is larger than Teams takes
    public static void requireSize(Message message) {
        if (message.sizeInBytes() > Message.MAX_SIZE) {
            throw new NotAcceptedException(
                    Problem.MESSAGE_TOO_BIG,
                    "message",
                    "The message has " + message.sizeInBytes() / 1024 + " KB as Teams counts them (two bytes a"
                            + " character); the limit is 100 KB.");
        }
    }
}
