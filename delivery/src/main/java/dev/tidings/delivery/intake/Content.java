package dev.tidings.delivery.intake;

import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.delivery.wording.Subject;
import dev.tidings.delivery.wording.Words;
import dev.tidings.teams.activity.Attachment;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Afterwards;
import dev.tidings.teams.notice.Finding;
import dev.tidings.teams.notice.Linter;
import dev.tidings.teams.notice.Notification;
import dev.tidings.teams.notice.Preferences;
import dev.tidings.teams.notice.Welcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What somebody wants to be told: a message as it is, or one in the shape that the guidance asks for.
public sealed interface Content {
    /// How many characters of data somebody may have.
    int MOST_DATA = 4096;

    /// A message as it is.
    record Said(Message message) implements Content {}

    /// That something happened.
    record Happened(Notification notification) implements Content {}

    /// A message for each in their own language, or with what is known of them.
    ///
    /// @param data what is given for each of the people whom the audience names, a JSON object or
    /// an empty text;
    ///     empty if nothing is given for anybody
    record Personal(Words words, List<String> data) implements Content {}

    /// A first message.
    record Greeting(Welcome welcome) implements Content {}

    /// What somebody gets, for them to choose.
    record Chosen(Preferences preferences) implements Content {}
    /// The card of an earlier message once more, its buttons about the new one.
    record Again(Message earlier) implements Content {}

    /// What is sent.
    ///
    /// @param id told by the buttons when they are pressed
    /// @param topic what it is about, or null
    /// @param mandatory whether the topic cannot be opted out of
    /// @throws NotSayableException if it cannot be about that topic
    default Words words(NotificationId id, @Nullable String topic, boolean mandatory) {
        return switch (this) {
            case Said(Message message) -> Words.of(message);
            case Personal personal -> personal.words().about(new Subject(id.value(), topic, mandatory));
            case Greeting(Welcome welcome) -> Words.of(welcome.message());
            case Chosen(Preferences preferences) -> Words.of(preferences.message(id.value()));
            case Again(Message earlier) -> Words.of(again(earlier, id));
            case Happened(Notification notification) ->
                Words.of(about(notification, topic, mandatory).message(id.value()));
        };
    }

    /// Whether it may have a button to opt out.
    default boolean canTurnOff() {
        return this instanceof Happened
                || (this instanceof Personal personal && personal.words().canTurnOff());
    }

    /// What could be better about it.
    ///
    /// @param topic what it is about, or null
    default List<Finding> findings(@Nullable String topic) {
        return switch (this) {
            case Said(Message message) -> Linter.check(message);
            case Personal personal -> findings(personal);
            case Greeting(Welcome welcome) -> Linter.check(welcome);
            case Chosen _, Again _ -> List.of();
            case Happened(Notification notification) -> Linter.check(about(notification, topic, false));
        };
    }

    /// The card of a message, if it has one.
    static Optional<ObjectNode> card(Message message) {
        return message.attachments().stream()
                .filter(Attachment::isCard)
                .map(Attachment::content)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private static Message again(Message earlier, NotificationId id) {
        Message again = Message.card(Afterwards.again(card(earlier).orElseThrow(), id.value()));
        return earlier.summary().map(again::withSummary).orElse(again);
    }

    /// As it reads for the first of those for whom something is given; what they cannot be told is
    /// refused elsewhere.
    private static List<Finding> findings(Personal personal) {
        try {
            return personal.words()
                    .findings(personal.data().isEmpty() ? null : personal.data().getFirst());
        } catch (NotSayableException refused) {
            return List.of();
        }
    }

    /// What is given for each of the people whom the audience names; empty if nothing is.
    default List<String> data() {
        return this instanceof Personal personal ? personal.data() : List.of();
    }

    private static Notification about(Notification notification, @Nullable String topic, boolean mandatory) {
        if (topic == null) {
            return notification;
        }
        return mandatory ? notification.aboutMandatory(topic) : notification.about(topic);
    }
}
