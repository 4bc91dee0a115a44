package dev.tidings.delivery.wording;

import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Finding;
import dev.tidings.teams.notice.Linter;
import dev.tidings.teams.template.Template;
import dev.tidings.teams.template.TemplateException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is said in one language.
sealed interface Version {

    /// As it was written.
    JsonNode written();

    /// The message for a reader.
    ///
    /// @throws NotSayableException if a value is missing or no message comes of it
    Message filled(JsonNode known);

    /// What could be better about it.
    ///
    /// @throws NotSayableException as [#filled]
    List<Finding> findings(JsonNode known);

    /// Whether it asks for what is known of its reader besides the data.
    boolean asksForReader();

    /// What is the same for everybody.
    ///
    /// @param notice of which the message was made, or null if it was written as it is
    record Same(Message message, @Nullable ObjectNode notice) implements Version {
        @Override
        public JsonNode written() {
            return notice == null ? JsonMapper.shared().readTree(message.toJson()) : notice;
        }

        @Override
        public Message filled(JsonNode known) {
            return message;
        }

        @Override
        public List<Finding> findings(JsonNode known) {
            return Linter.check(message);
        }

        @Override
        public boolean asksForReader() {
            return false;
        }
    }

    /// What has places for values.
    ///
    /// @param field where in a request it stands
    record Places(
            Shape shape, ObjectNode written, Template template, Subject subject, String field, boolean asksForReader)
            implements Version {
        private static final String HINT =
                " What is not given for everybody, or not known of everybody, needs another word,"
                        + " such as ${person.givenName ?? 'there'}.";
        private static final String CARD = "attachments[0].content";

        @Override
        public Message filled(JsonNode known) {
            return shape.message(expanded(known), subject, field);
        }

        @Override
        public List<Finding> findings(JsonNode known) {
            return shape.findings(expanded(known), subject, field);
        }

        private ObjectNode expanded(JsonNode known) {
            try {
                return (ObjectNode) template.expand(known);
            } catch (TemplateException missing) {
                throw notSayable(missing, field);
            }
        }

        static NotSayableException notSayable(TemplateException trouble, String field) {
            String place = trouble.place().startsWith(CARD)
                    ? "card" + trouble.place().substring(CARD.length())
                    : trouble.place();
            return new NotSayableException(
                    field + (place.isEmpty() ? "" : "." + place),
                    "At character " + trouble.position() + ": " + trouble.getMessage()
                            + (trouble.missing() ? HINT : ""),
                    null,
                    trouble);
        }
    }

    /// A message.
    ///
    /// @param personal whether `${...}` is to be filled in
    /// @throws NotSayableException if it cannot be understood
    static Version of(Message message, boolean personal, String field) {
        Same same = new Same(message, null);
        return personal
                ? places(Shape.MESSAGE, (ObjectNode) same.written(), Subject.NONE, field)
                        .orElse(same)
                : same;
    }

    /// A notification or a welcome.
    ///
    /// @param personal whether `${...}` is to be filled in
    /// @throws NotSayableException if it cannot be understood, or could not be shown
    static Version of(Shape shape, ObjectNode notice, boolean personal, Subject subject, String field) {
        Optional<Version> places = personal ? places(shape, notice, subject, field) : Optional.empty();
        return places.orElseGet(() -> new Same(shape.message(notice, subject, field), notice));
    }

    private static Optional<Version> places(Shape shape, ObjectNode written, Subject subject, String field) {
        try {
            Template template = Template.of(written);
            boolean reader = Known.asksForReader(written.toString());
            return template.plain()
                    ? Optional.empty()
                    : Optional.of(new Places(shape, written, template, subject, field, reader));
        } catch (TemplateException unclear) {
            throw Places.notSayable(unclear, field);
        }
    }
}
