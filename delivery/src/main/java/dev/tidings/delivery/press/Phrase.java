package dev.tidings.delivery.press;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/// What the bot says in answer to a button or a command, in the languages that it knows; English for
/// all others.
enum Phrase {
    UNKNOWN,
    NO_TOPIC,
    MANDATORY,
    SUBSCRIBED,
    DIGEST,
    UNSUBSCRIBED,
    STOPPED,
    STARTED,
    SENT,
    UNCLEAR,
    HELP;

    private static final Set<String> TRANSLATED = Set.of("de", "es", "fr");

    /// The root is asked for by name: the machine's own language is nobody's choice.
    String in(Locale language, Object... values) {
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
