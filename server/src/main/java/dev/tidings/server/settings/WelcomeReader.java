package dev.tidings.server.settings;

import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.welcome.OwnWords;
import dev.tidings.delivery.welcome.Welcoming;
import dev.tidings.teams.notice.Action;
import dev.tidings.teams.notice.Notification;
import java.net.URI;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks what the bot is to say where it is added.
record WelcomeReader(TidingsProperties.Welcome welcome) {
    private static final String TEXTS = "tidings.welcome.texts.";

    Settings.Welcome read() {
        Map<String, Map<String, OwnWords>> words = new HashMap<>();
        welcome.texts().forEach((bot, byLanguage) -> {
            Map<String, OwnWords> of = new HashMap<>();
            byLanguage.forEach((language, text) -> {
                String name = TEXTS + bot + "." + language;
                of.put(tag(name, language), words(name, text));
            });
            words.put(bot, of);
        });
        return new Settings.Welcome(welcome.enabled(), new Welcoming(words, welcome.members(), largestTeam()));
    }

    private int largestTeam() {
        int largest = welcome.largestTeam();
        if (largest < 1 || largest >= PageRequest.MAX_LIMIT) {
            throw new SettingRefusedException(
                    "tidings.welcome.largest-team",
                    largest + " is out of range",
                    "Set it to 1 to " + (PageRequest.MAX_LIMIT - 1) + ", for example 100.");
        }
        return largest;
    }

    private static String tag(String name, String language) {
        try {
            return new Locale.Builder().setLanguageTag(language).build().toLanguageTag();
        } catch (IllformedLocaleException unreadable) {
            throw new SettingRefusedException(name, "it is no language tag", "Write it as de or pt-BR.");
        }
    }

    private static OwnWords words(String name, TidingsProperties.WelcomeText text) {
        List<TidingsProperties.Button> next = text.next();
        if (next != null && next.size() > Notification.MOST_BUTTONS) {
            throw new SettingRefusedException(
                    name + ".next", "Teams shows at most " + Notification.MOST_BUTTONS + " buttons", "Leave some out.");
        }
        return new OwnWords(
                text.title(),
                text.why(),
                text.offer(),
                next == null
                        ? null
                        : next.stream()
                                .map(button -> button(name + ".next", button))
                                .toList());
    }

    private static Action button(String name, TidingsProperties.Button button) {
        String title = button.title();
        long deeds = Stream.of(button.command(), button.say(), button.url())
                .filter(Objects::nonNull)
                .count();
        if (title == null || title.isBlank() || deeds != 1) {
            throw new SettingRefusedException(
                    name,
                    "a button has a title and one thing that it does",
                    "Give each a title, and one of command, say and url.");
        }
        try {
            return button(title, button.command(), button.say(), button.url());
        } catch (IllegalArgumentException unusable) {
            throw new SettingRefusedException(
                    name,
                    String.valueOf(unusable.getMessage()),
                    "Give a command such as settings, or an https address.");
        }
    }

    private static Action button(String title, @Nullable String command, @Nullable String say, @Nullable String url) {
        if (command != null) {
            return new Action.Command(title, command);
        }
        return say == null
                ? new Action.Open(title, URI.create(Objects.requireNonNull(url)))
                : new Action.Say(title, say);
    }
}
