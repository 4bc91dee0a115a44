package dev.tidings.delivery.send;

import dev.tidings.teams.activity.Message;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The line by which somebody learns why they get a message from an app that they never added.
final class FirstWords {
    private static final Set<String> TRANSLATED = Set.of("de", "es", "fr");

    private FirstWords() {}

    /// The message with the line at its end; as it is if there is no room.
    static Message with(Message message, Locale language) {
        String line = line(language);
        boolean xml = message.format() == Message.Format.XML;
        String text = message.text();
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(message.toJson());
        json.put("text", text.isBlank() ? line : text + (xml ? "<br/><br/>" : "\n\n") + line);
        Message whole = Message.read(json.toString());
        return whole.sizeInBytes() > Message.MAX_SIZE ? message : whole;
    }

    /// The root is asked for by name: the machine's own language is nobody's choice.
    private static String line(Locale language) {
        String code = language.getLanguage();
        Locale known = TRANSLATED.contains(code) ? Locale.of(code) : Locale.ROOT;
        return ResourceBundle.getBundle("dev.tidings.delivery.send.phrases", known)
                .getString("installed");
    }
}
