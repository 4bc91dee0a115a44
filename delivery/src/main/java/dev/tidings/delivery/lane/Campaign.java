package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.lane.Item.Place;
import dev.tidings.delivery.lane.Timers.Timer;
import dev.tidings.delivery.notification.DeliveryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The work of one campaign in one lane: a few segments in memory, the others as facts.
final class Campaign {
    private static final int MOST_LOADED = 16;
    private static final int FEW_LOADED = 4;
    private static final int MOST_UNFINISHED = 2 * Segment.MOST;
    /// What is due later need not stay in memory.
    private static final long SOON = 10_000_000_000L;

    private final Tier tier;
    private final CampaignId id;
    private final Shelf shelf;
    private final List<OpenSegment> loaded = new ArrayList<>(2);
    private final Waiting waiting = new Waiting();
    private final Timer timer;
    private final Timer dawn;
    private final Timer expiry;
    private boolean paused;
    private boolean cancelled;
    private boolean closing;
    private boolean asleep;
    /// Whether it stands in its tier's rotation.
    boolean queued;
    /// Whether it stands among those to be closed.
    boolean queuedToClose;

    Campaign(Tier tier, CampaignId id) {
        this.tier = tier;
        this.id = id;
        this.shelf = new Shelf(this);
        this.timer = shard().timers().timer(this::wake);
        this.dawn = shard().calendar().timer(this::rise);
        this.expiry = shard().calendar().timer(this::close);
    }

    CampaignId id() {
        return id;
    }

    Tier tier() {
        return tier;
    }

    Lane lane() {
        return tier.lane();
    }

    Shard shard() {
        return tier.lane().shard();
    }

    Shelf shelf() {
        return shelf;
    }

    List<OpenSegment> loaded() {
        return loaded;
    }

    @Nullable
    OpenSegment loaded(int number) {
        for (OpenSegment segment : loaded) {
            if (segment.id().number() == number) {
                return segment;
            }
        }
        return null;
    }

    String key(int number) {
        return Keys.work(lane().id(), tier.priority(), new SegmentId(id, number));
    }

    // Work comes in.

    /// A segment that was just accepted.
    void accept(Segment segment) {
        note(segment);
        boolean use = loaded.size() < FEW_LOADED && tier.hasRoomSoon() && startable() && !early(segment);
        if (shelf.accepted(segment, use)) {
            open(new OpenSegment(this, segment));
        }
        if (closing) {
            close();
        }
        offer();
    }

    /// Looks at what comes next only to know when it expires.
    void peek() {
        Shelf.Taken next = shelf.take();
        if (next != null) {
            note(next.segment());
            shelf.putBack(next.segment());
        }
    }

    /// Brings one more segment into memory, if there is one that may be sent from now.
    void load() {
        Shelf.Taken next = shelf.take();
        if (next == null) {
            retireIfDone();
            if (shelf.hasWork()) {
                lane().hungers();
            }
            return;
        }
        note(next.segment());
        if (early(next.segment())) {
            shelf.putBack(next.segment());
            asleep = true;
        } else {
            OpenSegment read = Segments.read(this, next.segment());
            if (next.due()) {
                hasWaited(read);
            }
            open(read);
        }
    }

    /// The wait of a segment that was put away is over, also if the wall clock was set back meanwhile.
    private void hasWaited(OpenSegment segment) {
        long early = firstDue(segment) - shard().now();
        if (early > 0) {
            segment.forEachOpen(item -> item.due(item.due() - early));
        }
    }

    private void note(Segment segment) {
        Instant expires = segment.expiresAt();
        if (expires != null) {
            shard().calendar().by(expiry, expires.toEpochMilli() + 1);
        }
    }

    private boolean early(Segment segment) {
        Instant begins = segment.notBefore();
        if (begins == null || !shard().wall().isBefore(begins)) {
            return false;
        }
        shard().calendar().by(dawn, begins.toEpochMilli() + 1);
        return true;
    }

    /// Takes a segment into memory, with what its steps say.
    void open(OpenSegment segment) {
        loaded.add(segment);
        tier.remembers(segment.size());
        segment.forEachOpen(item -> waiting.add(item, shard().now()));
        arm();
        if (segment.open() == 0) {
            complete(segment);
        }
    }

    // Items leave and come back.

    /// Whether something may begin, apart from what the lane says.
    boolean startable() {
        return !paused && !closing && !asleep;
    }

    /// Whether there may be something to begin.
    boolean hasWork() {
        return waiting.hasReady() || shelf.hasWork();
    }

    /// Whether one more segment may be brought into memory.
    boolean hasRoom() {
        int unfinished = 0;
        for (OpenSegment segment : loaded) {
            unfinished += segment.open();
        }
        return loaded.size() < MOST_LOADED && unfinished < MOST_UNFINISHED;
    }

    /// The item whose turn it is, or null if none of those in memory may begin.
    @Nullable
    Item poll() {
        return waiting.poll();
    }

    void offer() {
        if (startable() && hasWork()) {
            tier.offer(this);
        }
    }

    /// An item may begin before others.
    void urgent(Item item) {
        waiting.urgent(item);
        offer();
    }

    /// An item that had a right comes back without having begun.
    void returned(Item item) {
        Step.Ended verdict = closing ? verdict(item.segment()) : null;
        if (verdict != null) {
            ended(item, verdict);
        } else {
            settleDown(item.segment());
        }
    }

    /// An item has to wait until a time.
    void defer(Item item, long due) {
        waiting.defer(item, due);
        arm();
        settleDown(item.segment());
    }

    private void arm() {
        long due = waiting.nextDue();
        if (shelf.nextDue() > shard().now()) {
            due = Math.min(due, shelf.nextDue());
        }
        if (due < Waiting.CALLED_BACK) {
            shard().timers().by(timer, due);
        }
    }

    private void wake() {
        waiting.wake(shard().now());
        arm();
        offer();
    }

    /// Those that wait to be called back by a conversation may try again.
    void callBack() {
        waiting.callBack();
        shelf.callBack();
        offer();
    }

    private void rise() {
        asleep = false;
        offer();
    }

    /// An item that was under way, or of which nothing was begun, has ended.
    void ended(Item item, Step.Ended step) {
        OpenSegment segment = item.segment();
        Replacing.note(shard().changes(), item, step);
        Segments.end(shard().changes(), item, item.mayHaveArrived() ? Doubt.of(step) : step);
        if (segment.open() == 0) {
            complete(segment);
        } else {
            settleDown(segment);
        }
    }

    private void complete(OpenSegment segment) {
        Tally tally = Segments.close(shard().changes(), segment);
        loaded.remove(segment);
        tier.remembers(-segment.size());
        if (loaded.isEmpty() && shelf.isEmpty()) {
            shard().rests(Rest.after(segment.segment(), tally));
        }
        retireIfDone();
    }

    void retireIfDone() {
        if (loaded.isEmpty() && shelf.isEmpty()) {
            shard().timers().cancel(timer);
            shard().calendar().cancel(dawn);
            shard().calendar().cancel(expiry);
            tier.retire(this);
        }
    }

    /// Puts a segment away if it need not be in memory now.
    void settleDown(OpenSegment segment) {
        if (segment.open() == 0 || segment.underWay() > 0 || !loaded.contains(segment)) {
            return;
        }
        if (paused) {
            putAway(segment);
        } else if (segment.active() == 0) {
            boolean crowded = loaded.size() > FEW_LOADED || !shard().hasRoom();
            if (crowded || firstDue(segment) > shard().now() + SOON) {
                putAway(segment);
            }
        }
    }

    private static long firstDue(OpenSegment segment) {
        long[] first = {Timers.NEVER};
        segment.forEachOpen(item -> first[0] = Math.min(first[0], item.due()));
        return first[0];
    }

    private void putAway(OpenSegment segment) {
        shelf.put(segment.id().number(), segment.active() > 0 ? Long.MIN_VALUE : firstDue(segment));
        segment.forEachOpen(item -> item.place(Place.GONE));
        waiting.remove(segment);
        loaded.remove(segment);
        tier.remembers(-segment.size());
        arm();
        offer();
    }

    /// Whether what has not begun is to end.
    boolean closing() {
        return closing;
    }

    // Orders.

    void order(Order order) {
        switch (order) {
            case PAUSE -> pause();
            case RESUME -> {
                paused = false;
                cancelled = false;
                offer();
            }
            case CANCEL -> {
                cancelled = true;
                close();
            }
        }
    }

    private void pause() {
        paused = true;
        List.copyOf(loaded).forEach(this::settleDown);
    }

    /// Ends all that has not begun, step by step, if it is cancelled or its time has run out.
    void close() {
        closing = true;
        if (!queuedToClose) {
            queuedToClose = true;
            shard().closing().addLast(this);
        }
    }

    /// Goes on after all: it is no longer to be closed.
    void reopen() {
        closing = false;
        for (OpenSegment segment : loaded) {
            if (!segment.expired(shard().wall())) {
                note(segment.segment());
            }
        }
        waiting.gather(loaded);
        offer();
    }

    /// How an item of a segment ends that may not begin any more, or null if it may.
    Step.@Nullable Ended verdict(OpenSegment segment) {
        Instant wall = shard().wall();
        if (cancelled) {
            return new Step.Ended(wall, DeliveryState.CANCELLED, "cancelled", null, null);
        }
        return segment.expired(wall) ? new Step.Ended(wall, DeliveryState.EXPIRED, "expired", null, null) : null;
    }

    /// How many are known to wait.
    long waiting() {
        long waiting = shelf.unread();
        for (OpenSegment segment : loaded) {
            waiting += segment.open() - segment.underWay();
        }
        return waiting;
    }

    /// When the longest waiting of those in memory was accepted, or null if there are none.
    @Nullable
    Instant oldest() {
        Instant oldest = null;
        for (OpenSegment segment : loaded) {
            Instant created = segment.segment().createdAt();
            oldest = oldest == null || created.isBefore(oldest) ? created : oldest;
        }
        return oldest == null ? shelf.oldest() : oldest;
    }
}
