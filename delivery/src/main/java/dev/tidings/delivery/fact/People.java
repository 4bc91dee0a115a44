package dev.tidings.delivery.fact;

import dev.tidings.delivery.directory.Tenancy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells in which segments a person may be, by short hashes of ids. Those of segments that are planned together lie in
/// buckets, by their first bits, so that a look reads one bucket of each: the more hashes, the more buckets.
public final class People {
    private static final Grain FINE = new Grain('a', 12, 3);
    private static final Grain COARSE = new Grain('b', 3, 1);
    private static final Grain MEDIUM = new Grain('c', 6, 2);
    private static final int FEW = 4;
    private static final int SOME = 64;
    private static final int ENTRY = Integer.BYTES + Short.BYTES;

    private People() {}

    /// Into how many buckets hashes go.
    private record Grain(char letter, int bits, int digits) {
        /// One bucket for each if they are few; otherwise about as many in each.
        static Grain of(int hashes) {
            if (hashes <= FEW) {
                return FINE;
            }
            return hashes <= SOME ? COARSE : MEDIUM;
        }

        String bucket(int hash) {
            String digit = Integer.toHexString(hash >>> (Integer.SIZE - bits));
            return letter + "0".repeat(digits - digit.length()) + digit;
        }
    }

    /// A hash, and how many segments after the first one it is to be found.
    public record Entry(int hash, int offset) {}

    /// Adds what is kept for finding the people of segments that follow one another.
    static void add(FactChanges changes, List<Segment> segments) {
        List<Entry> entries = new ArrayList<>();
        for (int offset = 0; offset < segments.size(); offset++) {
            for (int hash : hashes(segments.get(offset).recipients())) {
                entries.add(new Entry(hash, offset));
            }
        }
        add(changes, segments.getFirst().lane(), segments.getFirst().id(), entries);
    }

    /// The same of entries.
    public static void add(FactChanges changes, Tenancy lane, SegmentId first, List<Entry> entries) {
        Grain grain = Grain.of(entries.size());
        Map<String, List<Entry>> buckets = entries.stream()
                .collect(Collectors.groupingBy(entry -> grain.bucket(entry.hash()), TreeMap::new, Collectors.toList()));
        buckets.forEach((bucket, some) -> changes.put(Keys.people(lane, bucket, first), bytes(some)));
        changes.put(Keys.buckets(first), filled(buckets.keySet()));
    }

    private static int[] hashes(List<Recipient> recipients) {
        return recipients.stream()
                .flatMap(People::names)
                .mapToInt(People::hash)
                .distinct()
                .toArray();
    }

    /// The ids by which a recipient is found.
    public static Stream<String> names(Recipient recipient) {
        return recipient.person() == null
                ? Stream.of(recipient.target().id())
                : Stream.of(recipient.target().id(), recipient.person());
    }

    private static byte[] bytes(List<Entry> entries) {
        ByteBuffer bytes = ByteBuffer.allocate(entries.size() * ENTRY);
        entries.forEach(entry -> bytes.putInt(entry.hash()).putShort((short) entry.offset()));
        return bytes.array();
    }

    /// The buckets in which an id may be.
    public static Set<String> buckets(String id) {
        int hash = hash(id);
        return Stream.of(FINE, COARSE, MEDIUM).map(grain -> grain.bucket(hash)).collect(Collectors.toSet());
    }

    /// A fact that says which buckets were filled.
    public static byte[] filled(Collection<String> buckets) {
        return String.join(",", buckets).getBytes(StandardCharsets.US_ASCII);
    }

    /// The buckets that a fact says were filled.
    public static List<String> filled(byte[] buckets) {
        return List.of(new String(buckets, StandardCharsets.US_ASCII).split(",", -1));
    }

    /// How many segments after the first one somebody may be found, of those in a bucket.
    public static Set<Integer> offsets(byte[] bucket, Collection<String> ids) {
        Set<Integer> hashes = ids.stream().map(People::hash).collect(Collectors.toSet());
        return entries(bucket)
                .filter(entry -> hashes.contains(entry.hash()))
                .map(Entry::offset)
                .collect(Collectors.toSet());
    }

    /// What is kept in a bucket, without some of it.
    public static byte[] without(byte[] bucket, Predicate<Entry> gone) {
        return bytes(entries(bucket).filter(gone.negate()).toList());
    }

    private static Stream<Entry> entries(byte[] bucket) {
        ByteBuffer entries = ByteBuffer.wrap(bucket);
        return Stream.generate(() -> new Entry(entries.getInt(), entries.getShort()))
                .limit(bucket.length / ENTRY);
    }

    /// The short hash of an id.
    public static int hash(String id) {
        int hash = id.hashCode();
        return hash ^ (hash >>> 15) * 0x2C1B3C6D;
    }
}
