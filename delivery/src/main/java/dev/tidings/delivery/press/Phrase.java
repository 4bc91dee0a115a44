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
    /// That quiet hours need two times.
    NO_HOURS,
    /// That somebody gets a topic.
    SUBSCRIBED,
    /// That somebody gets a topic gathered once a day.
    DIGEST,
    /// That somebody gets a topic gathered each hour.
    HOURLY,
    /// That somebody gets no more of a topic.
    UNSUBSCRIBED,
    /// That somebody gets nothing more.
    STOPPED,
    /// That somebody gets again what they had chosen.
    STARTED,
    /// That the answer is in the person's own chat.
    SENT,
    /// That something was not understood.
    UNCLEAR,
    /// What can be written to the bot.
    HELP,
    /// That a message cannot come again when it was asked for.
    NOT_LATER,
    /// That an answer takes a while.
    WAIT,
    /// That an answer takes longer than was promised.
    LATE;

    private static final Set<String> TRANSLATED = Set.of("de", "es", "fr");

    /// The words in a language; the root is asked for by name: the machine's own language is nobody's
    /// choice.
    public String in(Locale language, Object... values) {
        String text = ResourceBundle.getBundle("dev.tidings.delivery.press.phrases", translated(language))
                .getString(name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return new MessageFormat(text, language).format(values);
    }

    /// The language itself if there is a translation, else the root, which is English.
    static Locale translated(Locale language) {
        String code = language.getLanguage();
        return TRANSLATED.contains(code) ? Locale.of(code) : Locale.ROOT;
    }
}
