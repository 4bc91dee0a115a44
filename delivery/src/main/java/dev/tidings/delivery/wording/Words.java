package dev.tidings.delivery.wording;

import dev.tidings.delivery.directory.Person;
import dev.tidings.teams.activity.Message;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A message that may be in several languages, and may have places for what is known of its reader:
/// `${person.name}`, `${person.givenName}`, `${person.locale}`, and the names of data that was given
/// for them alone. Immutable and thread-safe.
public final class Words {
    private static final JsonMapper JSON = new JsonMapper();
    /// No message begins like this: its own name comes first there.
    private static final String MARK = "{\"words\":";
    private static final String FIELD = "message";

    private final boolean personal;
    private final Version first;
    private final Map<String, Version> others;

    private Words(boolean personal, Version first, Map<String, Version> others) {
        this.personal = personal;
        this.first = first;
        this.others = others;
    }

    /// The same for everybody, as it is.
    public static Words of(Message message) {
        return new Words(false, Version.of(message, false, FIELD), Map.of());
    }

    /// In several languages.
    ///
    /// @param message for those whose language is not known, or for whom there is no other one
    /// @param translations by tags of languages such as `de` or `pt-BR`
    /// @param personal whether `${...}` is to be filled in
    /// @throws NotSayableException if something cannot be understood
    public static Words of(Message message, Map<String, Message> translations, boolean personal) {
        Map<String, Version> others = new LinkedHashMap<>();
        translations.forEach((tag, translation) -> others.put(
                tag.toLowerCase(Locale.ROOT), Version.of(translation, personal, FIELD + ".translations." + tag)));
        return new Words(personal, Version.of(message, personal, FIELD), others);
    }

    /// Reads what [#stored()] wrote, or a message as it was written before.
    public static Words read(String stored) {
        if (!stored.startsWith(MARK)) {
            return of(Message.read(stored));
        }
        JsonNode words = JSON.readTree(stored).path("words");
        Map<String, Message> translations = new LinkedHashMap<>();
        words.path("translations")
                .properties()
                .forEach(each -> translations.put(
                        each.getKey(), Message.read(each.getValue().toString())));
        return of(
                Message.read(words.path(FIELD).toString()),
                translations,
                words.path("personal").asBoolean(false));
    }

    /// All of it as text.
    public String stored() {
        if (same()) {
            return first.message().toJson();
        }
        ObjectNode words = JSON.createObjectNode().put("personal", personal);
        words.set(FIELD, JSON.readTree(first.message().toJson()));
        ObjectNode translations = words.putObject("translations");
        others.forEach((tag, version) ->
                translations.set(tag, JSON.readTree(version.message().toJson())));
        return JSON.createObjectNode().set("words", words).toString();
    }

    /// Whether it is the same for everybody.
    public boolean same() {
        return others.isEmpty() && first.template() == null;
    }

    /// The message with its places as they are, in the language that is taken where there is no
    /// other one.
    public Message message() {
        return first.message();
    }

    /// What is said to somebody.
    ///
    /// @param reader what is known of them, or null if it is nobody, or nobody who is known
    /// @param data what was given for them alone, a JSON object, or null
    /// @throws NotSayableException if a value is missing
    public Message to(@Nullable Person reader, @Nullable String data) {
        Version version = inLanguageOf(reader == null ? null : reader.locale());
        return version.template() == null ? version.message() : version.filled(Known.of(reader, data));
    }

    private Version inLanguageOf(@Nullable String locale) {
        if (locale == null || others.isEmpty()) {
            return first;
        }
        String tag = locale.toLowerCase(Locale.ROOT);
        int region = tag.indexOf('-');
        Version other = others.get(tag);
        Version language = region < 0 ? null : others.get(tag.substring(0, region));
        return other != null ? other : language != null ? language : first;
    }

    /// Makes sure that it can be said to somebody, whatever is or is not known of them when it is sent.
    ///
    /// @param data what was given for them alone, or null
    /// @param each is handed the message in every form
    /// @throws NotSayableException if it could not
    public void check(@Nullable String data, Consumer<Message> each) {
        check(first, data, each);
        others.values().forEach(version -> check(version, data, each));
    }

    private static void check(Version version, @Nullable String data, Consumer<Message> each) {
        Known.possibilities(data).forEach(known -> each.accept(version.filled(known)));
    }
}
