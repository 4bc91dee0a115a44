package dev.tidings.delivery.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A set of texts of which only 128 bits of a hash are kept each, so that a million take 32 MiB. Two texts that share
/// them will not be met. Not thread-safe.
final class Seen {
    private static final int SMALLEST = 16;

    private final long[] slots;
    private final int mask;
    private final MessageDigest sha = sha();
    private int size;

    /// For so many at most.
    Seen(int most) {
        int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, most)) << 2);
        this.slots = new long[2 * capacity];
        this.mask = capacity - 1;
    }

    /// Adds a text, and says whether it was not there yet.
    boolean add(String text) {
        ByteBuffer hash = ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        long first = hash.getLong() | 1; // zero says that a slot is free
        long second = hash.getLong();
        int slot = (int) second & mask;
        while (slots[2 * slot] != 0) {
            if (slots[2 * slot] == first && slots[2 * slot + 1] == second) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[2 * slot] = first;
        slots[2 * slot + 1] = second;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
