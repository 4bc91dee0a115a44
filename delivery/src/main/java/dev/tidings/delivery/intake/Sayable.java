package dev.tidings.delivery.intake;

import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.delivery.wording.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes sure that a message can be said to each of its recipients before anything is accepted.
final class Sayable {
    private Sayable() {}

    /// @throws NotAcceptedException if a value is missing for somebody, or may be missing when it
    /// is sent
    static void require(NotificationRequest request) {
        if (!(request.content() instanceof Content.Personal(Words words, List<String> data))) {
            return;
        }
        if (data.isEmpty() || !(request.audience() instanceof Audience.Users)) {
            require(words, null, "");
            return;
        }
        int place = 0;
        for (String own : data) {
            require(words, own, "to.users[" + place + "]: ");
            place++;
        }
    }

    /// @param whom to whom it is said, or empty for everybody
    static void require(Words words, @Nullable String data, String whom) {
        try {
            words.check(data, Checks::requireSize);
        } catch (NotSayableException missing) {
            throw new NotAcceptedException(Problem.NOT_SAYABLE, missing.field(), whom + missing.getMessage());
        }
    }
}
