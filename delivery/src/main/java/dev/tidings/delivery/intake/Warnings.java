package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.notification.Target;
import dev.tidings.teams.activity.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is worth saying about a request that is accepted all the same.
final class Warnings {
    private Warnings() {}

    static List<String> about(NotificationRequest request, Way way, Instant now) {
        List<String> warnings = new ArrayList<>(about(request));
        Person person = person(way);
        Person.Parked parked = person == null ? null : person.parked();
        if (parked != null && now.isBefore(parked.until())) {
            warnings.add("Teams refused an earlier message to this person (" + parked.reason()
                    + "); this one will be refused unless the person contacts the bot first.");
        }
        return List.copyOf(warnings);
    }

    /// What the request alone tells.
    static List<String> about(NotificationRequest request) {
        Message message = request.message();
        List<String> warnings = new ArrayList<>();
        if (message.text().isBlank() && message.summary().isEmpty()) {
            warnings.add("The message has neither text nor summary, so notifications in Teams will not say what it is"
                    + " about. Set a summary.");
        }
        if (message.sizeInBytes() > Message.ADVISED_SIZE) {
            warnings.add("The message is larger than the 80 KB that Microsoft advises; Teams may refuse it.");
        }
        if (!message.suggestedActions().isEmpty() && !(request.target() instanceof Target.User)) {
            warnings.add("Teams shows suggested actions in 1:1 chats only.");
        }
        return List.copyOf(warnings);
    }

    private static @Nullable Person person(Way way) {
        return switch (way) {
            case Way.Stored stored -> stored.person();
            case Way.Create create -> create.person();
            case Way.LookUp _, Way.None _ -> null;
        };
    }
}
