package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.People;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Takes the short hashes of an erased person out of the buckets. A hash that somebody else in the segment shares
/// stays, as they are found by it.
final class HashErasure {
    private final Handle handle;
    private final Tenancy lane;
    private final Map<SegmentId, Set<Integer>> hashes = new HashMap<>();
    private final Set<String> buckets = new HashSet<>();

    HashErasure(Handle handle, Tenancy lane) {
        this.handle = handle;
        this.lane = lane;
    }

    /// Notes what a segment was and is.
    void gone(Segment before, Segment after) {
        Set<String> names = names(before).collect(Collectors.toSet());
        names.removeAll(names(after).collect(Collectors.toSet()));
        names.forEach(name -> buckets.addAll(People.buckets(name)));
        Set<Integer> gone = names.stream().map(People::hash).collect(Collectors.toSet());
        gone.removeAll(names(after).map(People::hash).collect(Collectors.toSet()));
        hashes.put(before.id(), gone);
    }

    private static Stream<String> names(Segment segment) {
        return segment.recipients().stream().flatMap(People::names);
    }

    /// Removes what was noted.
    void run() {
        buckets.forEach(bucket -> {
            String prefix = Keys.people(lane, bucket);
            Map<String, byte[]> thinned = new HashMap<>();
            Facts.scan(
                    (from, to, limit) -> Facts.part(handle, from, to, limit),
                    prefix,
                    prefix + Keys.END,
                    (key, value) -> {
                        byte[] rest = rest(Keys.lastSegmentOf(key), value);
                        if (rest.length < value.length) {
                            thinned.put(key, rest);
                        }
                        return true;
                    });
            thinned.forEach((key, rest) -> keep(key, rest, bucket));
        });
    }

    private byte[] rest(SegmentId first, byte[] value) {
        return People.without(
                value,
                entry -> hashes.getOrDefault(new SegmentId(first.campaign(), first.number() + entry.offset()), Set.of())
                        .contains(entry.hash()));
    }

    private void keep(String key, byte[] rest, String bucket) {
        put(key, rest);
        if (rest.length == 0) {
            empty(bucket, Keys.buckets(Keys.lastSegmentOf(key)));
        }
    }

    /// The name of a bucket tells some bits of the hashes in it.
    private void empty(String bucket, String key) {
        byte[] filled = Facts.get(handle, key);
        if (filled != null) {
            List<String> rest = new ArrayList<>(People.filled(filled));
            rest.remove(bucket);
            put(key, People.filled(rest));
        }
    }

    private void put(String key, byte[] value) {
        if (value.length == 0) {
            handle.execute("DELETE FROM facts WHERE k = ?", key);
        } else {
            handle.execute("UPDATE facts SET v = ? WHERE k = ?", value, key);
        }
    }
}
