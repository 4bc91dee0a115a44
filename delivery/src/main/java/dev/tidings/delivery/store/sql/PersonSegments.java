package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.People;
import dev.tidings.delivery.fact.SegmentId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The segments of a lane in which a person may be, from the latest to the earliest, some at a time: those that were
/// planned together. Reads only the buckets that the person's ids fall into.
final class PersonSegments {
    private static final String BACKWARDS = "SELECT k, v FROM facts WHERE k >= ? AND k < ? ORDER BY k DESC LIMIT ?";
    private static final int AHEAD = 50;

    private final Handle handle;
    private final Set<String> ids;
    private final List<Bucket> buckets;

    /// @param last the latest segment of interest, or null for all
    PersonSegments(Handle handle, Tenancy lane, Set<String> ids, @Nullable SegmentId last) {
        this.handle = handle;
        this.ids = ids;
        this.buckets = ids.stream()
                .flatMap(id -> People.buckets(id).stream())
                .distinct()
                .map(bucket -> new Bucket(
                        Keys.people(lane, bucket),
                        last == null
                                ? Keys.people(lane, bucket) + Keys.END
                                : Facts.after(Keys.people(lane, bucket, last))))
                .toList();
    }

    /// The next ones, the latest first; empty if there are no more.
    Optional<List<SegmentId>> next() {
        return buckets.stream()
                .map(Bucket::place)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(this::at);
    }

    private List<SegmentId> at(String place) {
        SegmentId first = Keys.lastSegmentOf(place);
        TreeSet<Integer> offsets = new TreeSet<>();
        buckets.stream()
                .flatMap(bucket -> bucket.take(place))
                .forEach(fact -> offsets.addAll(People.offsets(fact.value(), ids)));
        return offsets.descendingSet().stream()
                .map(offset -> new SegmentId(first.campaign(), first.number() + offset))
                .toList();
    }

    /// One bucket, read from behind.
    private final class Bucket {
        private final String prefix;
        private final Deque<Facts.Fact> ahead = new ArrayDeque<>();
        private @Nullable String before;

        Bucket(String prefix, String before) {
            this.prefix = prefix;
            this.before = before;
        }

        /// Where the next fact stands within its bucket, or null if there is none.
        @Nullable
        String place() {
            if (ahead.isEmpty() && before != null) {
                ahead.addAll(part(before));
                before = ahead.size() < AHEAD ? null : ahead.getLast().key();
            }
            Facts.Fact next = ahead.peek();
            return next == null ? null : "/" + next.key().substring(prefix.length());
        }

        private List<Facts.Fact> part(String end) {
            return handle.createQuery(BACKWARDS)
                    .bind(0, prefix)
                    .bind(1, end)
                    .bind(2, AHEAD)
                    .map((row, context) -> new Facts.Fact(row.getString(1), row.getBytes(2)))
                    .list();
        }

        Stream<Facts.Fact> take(String place) {
            return place.equals(place()) ? Stream.of(ahead.remove()) : Stream.empty();
        }
    }
}
