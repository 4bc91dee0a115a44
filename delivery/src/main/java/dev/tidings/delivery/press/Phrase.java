package dev.tidings.delivery.press;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/// What the bot says in answer to a button or a command, in the languages that it knows; English for
/// all others.
public enum Phrase {
    /// That the message is not known any more.
    UNKNOWN,
    /// That there is no such topic.
    NO_TOPIC,
    /// That a topic cannot be turned off.
    MANDATORY,
    /// That a message cannot come again when it was asked for.
    NOT_LATER,
    /// That an answer takes a while.
    WAIT,
    /// That an answer takes longer than was promised.
    LATE;

    private static final Set<String> TRANSLATED = Set.of("de", "es", "fr");

    /// The words in a language; the root is asked for by name: the machine's own language is nobody's choice.
    public String in(Locale language, Object... values) {
        String code = language.getLanguage();
        Locale known = TRANSLATED.contains(code) ? Locale.of(code) : Locale.ROOT;
        String text = ResourceBundle.getBundle("dev.tidings.delivery.press.phrases", known)
                .getString(name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return new MessageFormat(text, language).format(values);
    }
}
