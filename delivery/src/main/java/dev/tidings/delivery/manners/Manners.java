package dev.tidings.delivery.manners;

import dev.tidings.delivery.notification.QuietHours;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What readers are spared, as the operator has set it.
///
/// @param cap how many messages a person gets at most in a short time, or null for any number
/// @param pause how long after they last did something with the bot a person counts as being in an
/// exchange
/// @param patience how long a message waits for a pause at most
/// @param quiet when those are not disturbed who have said nothing else, or null for never
/// @param zones by whose clock it is day or night
/// @param digestAt at what time of their own day people get topics that they want in digests
public record Manners(
        @Nullable Cap cap,
        Duration pause,
        Duration patience,
        @Nullable QuietHours quiet,
        Zones zones,
        LocalTime digestAt) {

    /// When digests come if nobody says.
    public static final LocalTime NINE = LocalTime.of(9, 0);

    /// Nobody has quiet hours.
    public Manners(@Nullable Cap cap, Duration pause, Duration patience) {
        this(cap, pause, patience, null, Zones.everywhere(ZoneId.of("UTC")), NINE);
    }

    /// The time in which messages are counted if nobody says.
    public static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /// At most four messages in ten minutes; a pause is a minute, and is waited for up to an hour.
    public static Manners defaults() {
        return new Manners(new Cap(4, TEN_MINUTES), Duration.ofMinutes(1), Duration.ofHours(1));
    }

    /// The same with another cap, or null for none.
    public Manners with(@Nullable Cap other) {
        return new Manners(other, pause, patience, quiet, zones, digestAt);
    }

    /// The same with quiet hours, by the clocks of a zone where a reader's own is not known.
    public Manners quiet(@Nullable QuietHours hours, ZoneId where) {
        return new Manners(cap, pause, patience, hours, Zones.everywhere(where), digestAt);
    }

    /// So many messages within a time, and no more.
    ///
    /// @param messages at least 1
    public record Cap(int messages, Duration within) {
        /// How many messages a cap can count.
        public static final int MOST = 1_000;

        /// Checks both.
        public Cap {
            if (messages < 1 || messages > MOST) {
                throw new IllegalArgumentException("a cap is 1 to " + MOST + " messages");
            }
            if (!within.isPositive()) {
                throw new IllegalArgumentException("a cap needs a time in which it counts");
            }
        }
    }
}
