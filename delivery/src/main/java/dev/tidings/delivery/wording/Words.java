package dev.tidings.delivery.wording;

import dev.tidings.delivery.directory.Person;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A message that may be in several languages, and may have places for what is known of its reader:
/// `${person.name}`, `${person.givenName}`, `${person.locale}`, and the names of data that was given
/// for them alone. Immutable and thread-safe.
public final class Words {
    private final boolean personal;
    private final Shape shape;
    private final Subject subject;
    private final Version first;
    private final Map<String, Version> others;

    private Words(boolean personal, Shape shape, Subject subject, Version first, Map<String, Version> others) {
        this.personal = personal;
        this.shape = shape;
        this.subject = subject;
        this.first = first;
        this.others = others;
    }

    /// The same for everybody, as it is.
    public static Words of(Message message) {
        return of(message, Map.of(), false);
    }

    /// In several languages.
    ///
    /// @param message for those whose language is not known, or for whom there is no other one
    /// @param translations by tags of languages such as `de` or `pt-BR`
    /// @param personal whether `${...}` is to be filled in
    /// @throws NotSayableException if something cannot be understood
    public static Words of(Message message, Map<String, Message> translations, boolean personal) {
        return of(
                Shape.MESSAGE,
                Subject.NONE,
                personal,
                field -> Version.of(message, personal, field),
                translations,
                (translation, field) -> Version.of(translation, personal, field));
    }

    /// A notification or a welcome, as requests write it, in several languages.
    ///
    /// @param notice for those whose language is not known, or for whom there is no other one
    /// @param translations by tags of languages such as `de` or `pt-BR`
    /// @param personal whether `${...}` is to be filled in
    /// @throws NotSayableException if something cannot be understood, or could not be shown
    public static Words of(
            Shape shape, ObjectNode notice, Map<String, ObjectNode> translations, boolean personal, Subject subject) {
        return of(
                shape,
                subject,
                personal,
                field -> Version.of(shape, notice, personal, subject, field),
                translations,
                (translation, field) -> Version.of(shape, translation, personal, subject, field));
    }

    private static <T> Words of(
            Shape shape,
            Subject subject,
            boolean personal,
            Function<String, Version> first,
            Map<String, T> translations,
            BiFunction<T, String, Version> other) {
        Map<String, Version> others = new LinkedHashMap<>();
        translations.forEach((tag, translation) -> others.put(
                tag.toLowerCase(Locale.ROOT), other.apply(translation, shape.field() + ".translations." + tag)));
        return new Words(personal, shape, subject, first.apply(shape.field()), others);
    }

    /// The same, its buttons telling and turning off something else.
    ///
    /// @throws NotSayableException if it could not be shown then
    public Words about(Subject other) {
        if (shape == Shape.MESSAGE || other.equals(subject)) {
            return this;
        }
        Map<String, ObjectNode> translations = new LinkedHashMap<>();
        others.forEach((tag, version) -> translations.put(tag, (ObjectNode) version.written()));
        return of(shape, (ObjectNode) first.written(), translations, personal, other);
    }

    /// Reads what [#stored()] wrote, or a message as it was written before.
    public static Words read(String stored) {
        return stored.startsWith(StoredWords.MARK) ? StoredWords.read(stored) : of(Message.read(stored));
    }

    /// All of it as text.
    public String stored() {
        return same() ? message().toJson() : StoredWords.write(shape, personal, subject, first, others);
    }

    /// Whether it is the same for everybody.
    public boolean same() {
        return others.isEmpty() && first instanceof Version.Same;
    }

    /// Whether it may have a button to turn its topic off.
    public boolean canTurnOff() {
        return shape == Shape.NOTIFICATION;
    }

    /// What is said to everybody.
    ///
    /// @throws IllegalStateException if it is not the same for everybody
    public Message message() {
        if (others.isEmpty() && first instanceof Version.Same(Message message, var _)) {
            return message;
        }
        throw new IllegalStateException("it is not the same for everybody");
    }

    /// What is said to somebody.
    ///
    /// @param reader what is known of them, or null if it is nobody, or nobody who is known
    /// @param data what was given for them alone, a JSON object, or null
    /// @throws NotSayableException if a value is missing
    public Message to(@Nullable Person reader, @Nullable String data) {
        Version version = inLanguageOf(reader == null ? null : reader.locale());
        return version instanceof Version.Same(Message message, var _)
                ? message
                : version.filled(Known.of(reader, data));
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
        List<ObjectNode> readers =
                version.asksForReader() ? Known.possibilities(data) : List.of(Known.everything(data));
        readers.forEach(known -> each.accept(version.filled(known)));
    }

    /// What could be better about it, said to somebody of whom everything is known.
    ///
    /// @param data what was given for them alone, or null
    /// @throws NotSayableException if it cannot be said to them
    public List<Finding> findings(@Nullable String data) {
        return first.findings(Known.everything(data));
    }
}
