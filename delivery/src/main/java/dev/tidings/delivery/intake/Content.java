package dev.tidings.delivery.intake;

import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Finding;
import dev.tidings.teams.notice.Linter;
import dev.tidings.teams.notice.Notification;
import dev.tidings.teams.notice.Preferences;
import dev.tidings.teams.notice.Welcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants to be told: a message as it is, or one in the shape that the guidance asks for.
public sealed interface Content {

    /// A message as it is.
    record Said(Message message) implements Content {}

    /// That something happened.
    record Happened(Notification notification) implements Content {}

    /// A first message.
    record Greeting(Welcome welcome) implements Content {}

    /// What somebody gets, for them to choose.
    record Chosen(Preferences preferences) implements Content {}

    /// The message that is sent.
    ///
    /// @param id told by the buttons when they are pressed
    /// @param topic what it is about, or null
    /// @param mandatory whether the topic cannot be opted out of
    default Message message(NotificationId id, @Nullable String topic, boolean mandatory) {
        return switch (this) {
            case Said(Message message) -> message;
            case Greeting(Welcome welcome) -> welcome.message();
            case Chosen(Preferences preferences) -> preferences.message(id.value());
            case Happened(Notification notification) ->
                about(notification, topic, mandatory).message(id.value());
        };
    }

    /// What could be better about it.
    ///
    /// @param topic what it is about, or null
    default List<Finding> findings(@Nullable String topic) {
        return switch (this) {
            case Said(Message message) -> Linter.check(message);
            case Greeting(Welcome welcome) -> Linter.check(welcome);
            case Chosen _ -> List.of();
            case Happened(Notification notification) -> Linter.check(about(notification, topic, false));
        };
    }

    private static Notification about(Notification notification, @Nullable String topic, boolean mandatory) {
        if (topic == null) {
            return notification;
        }
        return mandatory ? notification.aboutMandatory(topic) : notification.about(topic);
    }
}
