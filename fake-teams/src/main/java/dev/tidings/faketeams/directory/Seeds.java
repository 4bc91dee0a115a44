package dev.tidings.faketeams.directory;

import java.util.UUID;

/// Deterministic numbers and ids from a seed and some coordinates, so that nothing generated needs to be
/// stored.
public record Seeds(long seed) {
    /// A well-mixed number for these coordinates.
    public long number(long... coordinates) {
        long mixed = mix(seed + 0x9E3779B97F4A7C15L);
        for (long each : coordinates) {
            mixed = mix(mixed ^ mix(each + 0x9E3779B97F4A7C15L));
        }
        return mixed;
    }

    /// A number from 0 to below the bound.
    public int below(int bound, long... coordinates) {
        return (int) Long.remainderUnsigned(number(coordinates), bound);
    }

    /// A version 4 GUID.
    public String guid(long... coordinates) {
        long high = number(coordinates);
        long low = mix(high + 1);
        return uuid(high, low);
    }

    /// 32 hexadecimal digits, as in channel and chat ids.
    public String hex(long... coordinates) {
        long high = number(coordinates);
        return String.format("%016x%016x", high, mix(high + 1));
    }

    static String uuid(long high, long low) {
        return new UUID((high & ~0xF000L) | 0x4000L, (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L).toString();
    }

    static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }
}
