package dev.tidings.delivery.intake;

import dev.tidings.delivery.intake.NotAcceptedException.Bad;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.delivery.wording.Subject;
import dev.tidings.delivery.wording.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes sure that a message can be said to each of its recipients before anything is accepted.
final class Sayable {
    /// As long as the id that its buttons will tell.
    private static final String REFERENCE = "00000000-0000-0000-0000-000000000000";

    private Sayable() {}

    /// @throws NotAcceptedException if a value is missing for somebody, or may be missing when it
    /// is sent
    static void require(NotificationRequest request) {
        if (!(request.content() instanceof Content.Personal(Words template, List<String> data))) {
            return;
        }
        Words words = about(template, new Subject(REFERENCE, request.subject(), false));
        if (data.isEmpty() || !(request.audience() instanceof Audience.Users)) {
            require(words);
            return;
        }
        requireEach(words, data);
    }

    private static void requireEach(Words words, List<String> data) {
        List<Bad> bad = new ArrayList<>();
        NotAcceptedException first = null;
        int place = 0;
        for (String own : data) {
            NotAcceptedException trouble = trouble(words, own);
            if (trouble != null && bad.size() < PeopleLines.SHOWN) {
                first = first == null ? trouble : first;
                bad.add(new Bad(place, trouble.field() + ": " + trouble.getMessage()));
            }
            place++;
        }
        if (first != null) {
            String whom = "to.users[" + bad.getFirst().place() + "]: ";
            throw new NotAcceptedException(first.problem(), first.field(), whom + first.getMessage(), bad);
        }
    }

    static Words about(Words words, Subject subject) {
        try {
            return words.about(subject);
        } catch (NotSayableException unshowable) {
            throw refused(unshowable);
        }
    }

    /// Makes sure of it for everybody.
    static void require(Words words) {
        NotAcceptedException trouble = trouble(words, null);
        if (trouble != null) {
            throw trouble;
        }
    }

    private static @Nullable NotAcceptedException trouble(Words words, @Nullable String data) {
        try {
            words.check(data, Checks::requireSize);
            return null;
        } catch (NotSayableException missing) {
            return refused(missing);
        } catch (NotAcceptedException tooLarge) {
            return tooLarge;
        }
    }

    private static NotAcceptedException refused(NotSayableException why) {
        String advice = why.advice() == null ? "" : ". " + why.advice();
        return new NotAcceptedException(Problem.NOT_SAYABLE, why.field(), why.getMessage() + advice);
    }
}
