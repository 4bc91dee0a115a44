package dev.tidings.delivery.welcome;

import dev.tidings.delivery.welcome.Arrival.Kind;
import dev.tidings.teams.notice.Action;
import dev.tidings.teams.notice.Markdown;
import dev.tidings.teams.notice.Welcome;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the bot says when it is added somewhere: why it is there, what it offers and what to try first.
final class Wording {
    private static final Set<String> TRANSLATED = Set.of("de", "es", "fr");

    private final Map<String, Map<String, OwnWords>> own;

    /// @param own the operator's words, by bot and by language
    Wording(Map<String, Map<String, OwnWords>> own) {
        this.own = own;
    }

    /// The welcome.
    ///
    /// @param who the name of who added the bot, or null if it is not known
    /// @param where the name of the team or chat, or null if it is not known, or has none
    Welcome of(Arrival arrival, @Nullable String who, @Nullable String where) {
        Locale language = arrival.language();
        OwnWords words = own(arrival.tenancy().bot(), language);
        ResourceBundle phrases = phrases(language);
        String reason = reason(words, who, where);
        return new Welcome(
                Objects.requireNonNullElseGet(words.title(), () -> title(phrases, arrival.kind(), where)),
                reason == null ? why(phrases, arrival.kind(), who, where) : reason,
                Objects.requireNonNullElseGet(words.offer(), () -> offer(phrases, arrival.kind())),
                Objects.requireNonNullElseGet(words.next(), () -> next(phrases)),
                language);
    }

    /// The words for the language itself come before those for the language without its country.
    private OwnWords own(String bot, Locale language) {
        Map<String, OwnWords> byLanguage = own.getOrDefault(bot, Map.of());
        OwnWords exact = byLanguage.get(language.toLanguageTag());
        return exact == null ? byLanguage.getOrDefault(language.getLanguage(), OwnWords.NONE) : exact;
    }

    private static @Nullable String reason(OwnWords words, @Nullable String who, @Nullable String where) {
        String why = words.why();
        boolean known =
                why != null && (who != null || !why.contains("{who}")) && (where != null || !why.contains("{where}"));
        return !known || why == null ? null : named(named(why, "{who}", who), "{where}", where);
    }

    private static String named(String text, String place, @Nullable String name) {
        return name == null ? text : text.replace(place, Markdown.literal(name));
    }

    private static String title(ResourceBundle phrases, Kind kind, @Nullable String where) {
        return kind == Kind.PERSON || kind == Kind.MEMBERS || where == null
                ? filled(phrases, "title")
                : filled(phrases, "title-named", where);
    }

    private static String why(ResourceBundle phrases, Kind kind, @Nullable String who, @Nullable String where) {
        if (kind == Kind.PERSON) {
            return filled(phrases, "why-person");
        }
        String key = "why-" + word(kind) + (where == null ? "" : "-named") + (who == null ? "" : "-by");
        return filled(phrases, key, where == null ? "" : where, who == null ? "" : who);
    }

    private static String offer(ResourceBundle phrases, Kind kind) {
        return filled(phrases, "offer-" + word(kind == Kind.MEMBERS ? Kind.PERSON : kind));
    }

    private static List<Action> next(ResourceBundle phrases) {
        return List.of(
                new Action.Command(filled(phrases, "next-settings"), "settings"),
                new Action.Command(filled(phrases, "next-help"), "help"));
    }

    private static String filled(ResourceBundle phrases, String key, String... names) {
        Object[] shown = new Object[names.length];
        for (int index = 0; index < names.length; index++) {
            shown[index] = Markdown.literal(names[index]);
        }
        return new MessageFormat(phrases.getString(key), Locale.ROOT).format(shown);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// The root is asked for by name: the machine's own language is nobody's choice.
    private static ResourceBundle phrases(Locale language) {
        String code = language.getLanguage();
        Locale known = TRANSLATED.contains(code) ? Locale.of(code) : Locale.ROOT;
        return ResourceBundle.getBundle("dev.tidings.delivery.welcome.phrases", known);
    }
}
