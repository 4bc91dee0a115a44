package dev.tidings.delivery.fact;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Short hashes of the ids of the persons in a segment, sorted: enough to tell in which segments a person may be,
/// for four bytes each.
public final class People {
    private People() {}

    /// The hashes of all recipients: by target and by person.
    public static byte[] hashes(List<Recipient> recipients) {
        int[] hashes = recipients.stream()
                .flatMapToInt(recipient -> recipient.person() == null
                        ? Arrays.stream(new int[] {hash(recipient.target().id())})
                        : Arrays.stream(new int[] {hash(recipient.target().id()), hash(recipient.person())}))
                .distinct()
                .sorted()
                .toArray();
        ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Integer.BYTES);
        bytes.asIntBuffer().put(hashes);
        return bytes.array();
    }

    /// Whether one of the persons may be among those hashed.
    public static boolean mayContain(byte[] hashes, Collection<String> ids) {
        IntBuffer sorted = ByteBuffer.wrap(hashes).asIntBuffer();
        return ids.stream().anyMatch(id -> contains(sorted, hash(id)));
    }

    private static boolean contains(IntBuffer sorted, int hash) {
        int low = 0;
        int high = sorted.limit() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = sorted.get(middle);
            if (found == hash) {
                return true;
            }
            if (found < hash) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    private static int hash(String id) {
        int hash = id.hashCode();
        return hash ^ (hash >>> 15) * 0x2C1B3C6D;
    }
}
