package dev.tidings.delivery.notification;

import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a message minds its reader. Immutable.
///
/// @param mode whether it may come into another exchange
/// @param purpose why it comes, which decides what its reader is spared
/// @param updateKey what it is about: it replaces the reader's earlier message of that key; or null
/// @param deliverAt the time of day at which it comes, by its reader's own clock, or null for any
public record Manner(
        Mode mode,
        Purpose purpose,
        @Nullable String updateKey,
        @Nullable LocalTime deliverAt) {
    /// Comes when it can, and replaces nothing.
    public static final Manner USUAL = new Manner(Mode.INTERJECT, Purpose.NEWS, null, null);

    /// The same in another mode.
    public Manner in(Mode other) {
        return new Manner(other, purpose, updateKey, deliverAt);
    }

    /// The same for another purpose.
    public Manner as(Purpose other) {
        return new Manner(mode, other, updateKey, deliverAt);
    }

    /// The same, replacing the reader's earlier message of a key.
    public Manner replacing(@Nullable String key) {
        return new Manner(mode, purpose, key, deliverAt);
    }

    /// The same, coming at a time of day.
    public Manner at(@Nullable LocalTime time) {
        return new Manner(mode, purpose, updateKey, time);
    }

    /// Whether a message may come into an exchange that its reader is in.
    public enum Mode {
        /// It may.
        INTERJECT,
        /// It waits for a pause.
        WHEN_IDLE;

        /// The word in the API, such as `when-idle`.
        public String word() {
            return Words.of(this);
        }

        /// The mode that a word means; empty for any other word.
        public static Optional<Mode> ofWord(String word) {
            return Words.find(Mode.class, word);
        }
    }

    /// Why a message comes.
    public enum Purpose {
        /// Somebody has something to tell: it counts for the most that a person gets in a short time.
        NEWS,
        /// It gathers what a person was spared before: it counts, but is not gathered itself.
        DIGEST,
        /// The reader has asked for it or caused it: it comes at once and is not counted.
        ANSWER,
        /// The bot's first word to somebody who has not asked for it: it is not counted, but minds quiet
        /// hours.
        WELCOME;

        /// Whether it counts for the most that a person gets in a short time.
        public boolean counted() {
            return this == NEWS || this == DIGEST;
        }

        /// The word in stored facts, such as `news`.
        public String word() {
            return Words.of(this);
        }

        /// The purpose that a word means; empty for any other word.
        public static Optional<Purpose> ofWord(String word) {
            return Words.find(Purpose.class, word);
        }
    }
}
