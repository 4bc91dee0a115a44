package dev.tidings.server.settings;

import dev.tidings.delivery.press.Listening;
import dev.tidings.delivery.press.Verb;
import dev.tidings.delivery.press.Vocabulary;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Checks what the bot is to hear of what people write to it.
record CommandsReader(TidingsProperties.Commands commands) {

    Listening read() {
        return new Listening(commands.enabled(), helps(), new Vocabulary(words()));
    }

    private boolean helps() {
        return switch (commands.unknown().toLowerCase(Locale.ROOT)) {
            case "help" -> true;
            case "silent" -> false;
            default ->
                throw new SettingRefusedException(
                        "tidings.commands.unknown", "'" + commands.unknown() + "' is not known", "Use silent or help.");
        };
    }

    private Map<Verb, List<String>> words() {
        Map<Verb, List<String>> words = new EnumMap<>(Verb.class);
        commands.words().forEach((verb, added) -> words.put(verb(verb), added(verb, added)));
        return words;
    }

    private static Verb verb(String word) {
        return Verb.ofWord(word)
                .orElseThrow(() -> new SettingRefusedException(
                        "tidings.commands.words." + word,
                        "there is no such command",
                        "Use one of "
                                + Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining(", "))
                                + "."));
    }

    private static List<String> added(String verb, List<String> words) {
        for (String word : words) {
            if (word.isBlank() || word.codePoints().anyMatch(Character::isWhitespace)) {
                throw new SettingRefusedException(
                        "tidings.commands.words." + verb,
                        "'" + word + "' is not one word",
                        "Write words without blanks, separated by commas.");
            }
        }
        return List.copyOf(words);
    }
}
