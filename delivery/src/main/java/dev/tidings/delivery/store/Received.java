package dev.tidings.delivery.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person got lately, as far as it counts.
///
/// @param times when, to the second, oldest first
/// @param digestDue when what they were spared comes as a digest, or null if nothing waits
public record Received(List<Instant> times, @Nullable Instant digestDue) {
    /// Nothing.
    public static final Received NOTHING = new Received(List.of(), null);

    /// Keeps its own copy.
    public Received {
        times = List.copyOf(times);
    }

    /// The same with one more, the latest so many of them.
    public Received with(Instant at, int kept) {
        List<Instant> more = new ArrayList<>(times);
        more.add(at);
        return new Received(more.subList(Math.max(0, more.size() - kept), more.size()), digestDue);
    }

    /// When one more may come, if so many may come within a time; an instant that is not after `now`
    /// for at once.
    public Instant roomAt(int most, Duration within, Instant now) {
        // What lies ahead was noted before the clock was set back.
        List<Instant> recent = times.stream().filter(at -> !at.isAfter(now)).toList();
        return recent.size() < most
                ? now
                : recent.get(recent.size() - most).plus(within).plusSeconds(1);
    }

    /// The times in four bytes each.
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(times.size() * Integer.BYTES);
        times.forEach(at -> bytes.putInt((int) at.getEpochSecond()));
        return bytes.array();
    }

    /// What was kept.
    public static Received of(byte[] bytes, @Nullable Instant digestDue) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        List<Instant> times = new ArrayList<>(bytes.length / Integer.BYTES);
        while (left.remaining() >= Integer.BYTES) {
            times.add(Instant.ofEpochSecond(Integer.toUnsignedLong(left.getInt())));
        }
        return new Received(times, digestDue);
    }
}
