package dev.tidings.delivery.press;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What people can tell the bot to do.
public enum Verb {
    /// Get a topic's messages.
    SUBSCRIBE(true),
    /// Get a topic's messages gathered once a day.
    DIGEST(true),
    /// Get a topic's messages gathered each hour.
    HOURLY(true),
    /// Get no more of a topic.
    UNSUBSCRIBE(true),
    /// Get no more of a topic, or of any.
    STOP(true),
    /// Take back that nothing is wanted.
    START(false),
    /// See and choose what one gets.
    SETTINGS(false),
    /// See what can be written to the bot.
    HELP(false);

    private final boolean takesTopic;

    Verb(boolean takesTopic) {
        this.takesTopic = takesTopic;
    }

    /// Whether a topic may follow.
    boolean takesTopic() {
        return takesTopic;
    }

    /// The stable word, such as `subscribe`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The verb that a stable word means; empty for any other word.
    public static Optional<Verb> ofWord(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }
}
