package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Priority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The ledger of one segment: from one fact if its work is done, from the work and its steps if it is not. To
/// be used within a snapshot, since work that gets done moves from the one to the other.
record SegmentLines(Segment segment, List<Line> lines) {

    /// Work that is done.
    static Optional<SegmentLines> done(Handle handle, SegmentId id) {
        return Optional.ofNullable(Facts.get(handle, Keys.done(id))).map(bytes -> of(FactJson.done(bytes)));
    }

    /// Work that is not done.
    static Optional<SegmentLines> open(Handle handle, Tenancy lane, Priority priority, SegmentId id) {
        byte @Nullable [] work = Facts.get(handle, Keys.work(lane, priority, id));
        return Optional.ofNullable(work).map(bytes -> of(handle, FactJson.segment(bytes)));
    }

    private static SegmentLines of(Done done) {
        return new SegmentLines(
                done.segment(),
                done.ends().stream()
                        .map(end -> new Line(end.step(), end.attempts()))
                        .toList());
    }

    private static SegmentLines of(Handle handle, Segment segment) {
        Map<String, Line> begun = Folded.steps(handle, Keys.steps(segment.id()));
        return new SegmentLines(
                segment,
                IntStream.range(0, segment.recipients().size())
                        .mapToObj(position ->
                                begun.getOrDefault(Keys.steps(new ItemId(segment.id(), position)), Line.NOTHING_YET))
                        .toList());
    }

    /// How many deliveries it has.
    int size() {
        return lines.size();
    }

    Delivery delivery(int position) {
        return lines.get(position).delivery(segment, position);
    }
}
