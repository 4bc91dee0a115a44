package dev.tidings.delivery.wording;

import dev.tidings.teams.activity.MalformedActivityException;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.template.Template;
import dev.tidings.teams.template.TemplateException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A message in one language.
///
/// @param template what is to be filled in, or null if it is the same for everybody
/// @param field where in a request it stands
record Version(Message message, @Nullable Template template, String field) {
    private static final JsonMapper JSON = new JsonMapper();
    /// What is a text to Teams, also where a place alone would give a number.
    private static final List<String> TEXTS = List.of("text", "summary");

    private static final String HINT =
            " What is not given for everybody, or not known of everybody, needs another word,"
                    + " such as ${person.givenName ?? 'there'}.";
    private static final String CARD = "attachments[0].content";

    /// @param personal whether `${...}` is to be filled in
    /// @throws NotSayableException if it cannot be understood
    static Version of(Message message, boolean personal, String field) {
        if (!personal) {
            return new Version(message, null, field);
        }
        try {
            Template template = Template.of(JSON.readTree(message.toJson()));
            return new Version(message, template.plain() ? null : template, field);
        } catch (TemplateException unclear) {
            throw notSayable(unclear, field);
        }
    }

    /// The message as it is filled with data.
    ///
    /// @throws NotSayableException if a value is missing or no message comes of it
    Message filled(JsonNode data) {
        if (template == null) {
            return message;
        }
        try {
            ObjectNode filled = (ObjectNode) template.expand(data);
            TEXTS.forEach(name -> asText(filled, name));
            return Message.read(filled.toString());
        } catch (TemplateException missing) {
            throw notSayable(missing, field);
        } catch (MalformedActivityException none) {
            throw new NotSayableException(field, "With these values it is no message: " + none.getMessage(), none);
        }
    }

    private static void asText(ObjectNode filled, String name) {
        JsonNode value = filled.path(name);
        if (value.isNumber()) {
            filled.put(name, value.decimalValue().stripTrailingZeros().toPlainString());
        } else if (value.isBoolean()) {
            filled.put(name, value.toString());
        }
    }

    private static NotSayableException notSayable(TemplateException trouble, String field) {
        String place =
                trouble.place().startsWith(CARD) ? "card" + trouble.place().substring(CARD.length()) : trouble.place();
        return new NotSayableException(
                field + (place.isEmpty() ? "" : "." + place),
                "At character " + trouble.position() + ": " + trouble.getMessage() + (trouble.missing() ? HINT : ""),
                trouble);
    }
}
