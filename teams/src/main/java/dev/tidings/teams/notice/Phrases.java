package dev.tidings.teams.notice;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/// The card's own words in a language; English where there is no translation.
final class Phrases {
    private static final Set<String> TRANSLATED = Set.of("de", "es", "fr");

    private final ResourceBundle bundle;
    private final Locale language;

    private Phrases(ResourceBundle bundle, Locale language) {
        this.bundle = bundle;
        this.language = language;
    }

    /// The root is asked for by name: the machine's own language is nobody's choice.
    static Phrases in(Locale language) {
        String code = language.getLanguage();
        Locale known = TRANSLATED.contains(code) ? Locale.of(code) : Locale.ROOT;
        return new Phrases(ResourceBundle.getBundle("dev.tidings.teams.notice.phrases", known), language);
    }

    String of(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), language).format(values);
    }

    /// The language that the words are in, as cards name it.
    String tag() {
        String found = bundle.getLocale().toLanguageTag();
        return found.equals("und") ? "en" : found;
    }
}
