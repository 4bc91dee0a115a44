package dev.tidings.delivery.schedule;

import java.time.LocalDateTime;
import java.util.Optional;

/// A cron expression, as far as the clock on the wall goes: it knows no zones.
///
/// @param everyHour whether it is meant for each hour there is, so that an hour that comes twice counts
/// twice
/// @param calendar the time that follows another one
public record Cron(boolean everyHour, Calendar calendar) {

    /// Which times follow one another.
    public interface Calendar {
        /// The first time after another one; empty if there is none.
        Optional<LocalDateTime> after(LocalDateTime time);
    }

    /// Understands expressions.
    public interface Reader {
        /// Reads an expression of five fields, from minutes to days of the week.
        ///
        /// @throws IllegalArgumentException with a sentence that says what is wrong
        Cron read(String expression);
    }
}
