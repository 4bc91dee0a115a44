package dev.tidings.delivery.press;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words by which people tell the bot what to do: in their own language, in English, and those that the
/// operator has added. Immutable.
public final class Vocabulary {
    private static final String BUNDLE = "dev.tidings.delivery.press.words";
    /// Whoever writes more than this is telling something else.
    private static final int LONGEST = 200;

    private static final Pattern WORDS = Pattern.compile("/?(\\S+?)(?:\\s+(.+))?");
    private static final Pattern BLANK = Pattern.compile("(&nbsp;|[\\s\\u00A0])+");
    private static final Pattern END = Pattern.compile("[\\s.!?…]+$");

    private final Map<Verb, List<String>> added;

    /// @param added further words, in any language
    public Vocabulary(Map<Verb, List<String>> added) {
        this.added = Map.copyOf(added);
    }

    /// The word for a verb in a language.
    String word(Verb verb, Locale language) {
        return known(verb, language).getFirst();
    }

    /// What a text tells the bot to do; empty if it tells something else.
    Optional<Command> read(String text, Locale language) {
        String plain = BLANK.matcher(text).replaceAll(" ").strip();
        if (plain.equals("?")) {
            return Optional.of(new Command(Verb.HELP, ""));
        }
        Matcher words = WORDS.matcher(END.matcher(plain).replaceFirst(""));
        if (plain.length() > LONGEST || !words.matches()) {
            return Optional.empty();
        }
        String topic = words.group(2) == null ? "" : unquoted(words.group(2));
        return verb(words.group(1), language)
                .filter(verb -> topic.isEmpty() || verb.takesTopic())
                .map(verb -> new Command(verb, topic));
    }

    private Optional<Verb> verb(String word, Locale language) {
        for (Verb verb : Verb.values()) {
            List<String> words = new ArrayList<>(known(verb, language));
            words.addAll(known(verb, Locale.ROOT));
            words.addAll(added.getOrDefault(verb, List.of()));
            if (words.stream().anyMatch(word::equalsIgnoreCase)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    private static List<String> known(Verb verb, Locale language) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, Phrase.translated(language));
        return List.of(bundle.getString(verb.word()).split(" "));
    }

    private static String unquoted(String topic) {
        String plain = topic.strip();
        boolean quoted = plain.length() > 1 && "\"'„“«".indexOf(plain.charAt(0)) >= 0;
        return quoted ? plain.substring(1, plain.length() - 1).strip() : plain;
    }
}
