package dev.tidings.delivery.notification;

import java.util.Optional;

/// What somebody wants to get of a topic.
public enum Wish {
    /// Each message by itself.
    ALL,
    /// Messages gathered in a digest each hour.
    HOURLY,
    /// Messages gathered in a digest once a day.
    DIGEST,
    /// None: they have opted out.
    NOTHING;

    /// The stable word, such as `digest`.
    public String word() {
        return Words.of(this);
    }

    /// The wish that a word means; empty for any other word.
    public static Optional<Wish> ofWord(String word) {
        return Words.find(Wish.class, word);
    }
}
