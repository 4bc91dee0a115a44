package dev.tidings.delivery.wording;

import dev.tidings.teams.activity.MalformedActivityException;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Finding;
import dev.tidings.teams.notice.Linter;
import dev.tidings.teams.notice.Notification;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// As what words are written, before they are a message for Teams.
public enum Shape {
    /// A message as Teams takes it.
    MESSAGE,
    /// That something happened, by what its reader wants to know.
    NOTIFICATION,
    /// A first message, by what its reader wants to know.
    WELCOME;

    /// What is a text to Teams, also where a place alone would give a number.
    private static final List<String> TEXTS = List.of("text", "summary");

    /// The field of a request in which it stands.
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The message that comes of it.
    ///
    /// @param filled without places for values
    /// @param field where in a request it stands
    /// @throws NotSayableException if none does
    Message message(ObjectNode filled, Subject subject, String field) {
        return switch (this) {
            case MESSAGE -> read(filled, field);
            case NOTIFICATION -> notification(filled, subject, field).message(subject.reference());
            case WELCOME -> Notices.welcome(filled, field).message();
        };
    }

    /// What could be better about it.
    List<Finding> findings(ObjectNode filled, Subject subject, String field) {
        return switch (this) {
            case MESSAGE -> Linter.check(read(filled, field));
            case NOTIFICATION -> Linter.check(notification(filled, subject, field));
            case WELCOME -> Linter.check(Notices.welcome(filled, field));
        };
    }

    private static Notification notification(ObjectNode filled, Subject subject, String field) {
        String topic = subject.topic();
        Notification notification = Notices.notification(filled, topic != null, field);
        if (topic == null) {
            return notification;
        }
        return subject.mandatory() ? notification.aboutMandatory(topic) : notification.about(topic);
    }

    private static Message read(ObjectNode filled, String field) {
        TEXTS.forEach(name -> asText(filled, name));
        try {
            return Message.read(filled.toString());
        } catch (MalformedActivityException none) {
            throw new NotSayableException(
                    field, "With these values it is no message: " + none.getMessage(), null, none);
        }
    }

    private static void asText(ObjectNode filled, String name) {
        JsonNode value = filled.path(name);
        if (value.isNumber() || value.isBoolean()) {
            filled.put(name, Fields.written(value));
        }
    }
}
