package dev.tidings.delivery.notification;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Makes new ids: UUIDs of version 7, which sort by the time they were made, also within one
/// millisecond.
///
/// Thread-safe. A clock that steps back does not break the order: ids then go on from the latest
/// time seen.
public final class TimeOrderedIds {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int SEQUENCE_BITS = 12;
    private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

    private final InstantSource clock;
    private final RandomGenerator random;
    /// Milliseconds in the upper bits, a sequence within the millisecond in the lowest twelve.
    private long latest;

    public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// An id for a new notification.
    public NotificationId notification() {
        return new NotificationId(next());
    }

    static boolean isUuid(String text) {
        return UUID_TEXT.matcher(text).matches();
    }

    /// A new id for anything.
    public synchronized String next() {
        latest = Math.max(clock.millis() << SEQUENCE_BITS, latest + 1);
        long millis = latest >>> SEQUENCE_BITS;
        long upper = (millis << 16) | 0x7000L | (latest & SEQUENCE_MASK);
        long lower = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(upper, lower).toString();
    }
}
