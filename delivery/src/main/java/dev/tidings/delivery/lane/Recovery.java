package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.lane.Limits.Window;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.OnUncertain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a process finds when it starts: requests that still count, attempts that were cut off, and work.
final class Recovery {
    private static final String ROSTER = "roster ";
    private static final byte[] KEEPS_SIGNS = {1};

    private final Shard shard;
    private final Duration guard;
    private final Map<CampaignId, List<Cut>> cut = new HashMap<>();
    private @Nullable String latestKey;
    private byte[] latestValue = {};

    /// An attempt of which nobody knows what became of it.
    private record Cut(SegmentId segment, int position, int step) {}

    Recovery(Shard shard, Duration guard) {
        this.shard = shard;
        this.guard = guard;
    }

    void run() {
        byte[] before = shard.facts().get(Keys.opened());
        if (before != null || !isEmpty()) {
            Duration rest = longer(waitedOut().plusMillis(1), guard);
            shard.opened(shard.now() + rest.toNanos() + Slots.MARGIN);
        }
        if (before != null && before.length > 0) {
            signs();
        } else {
            shard.changes().put(Keys.opened(), KEEPS_SIGNS);
        }
        shard.steady().restore(shard.facts().get(Keys.ahead()));
        requests();
        attempts();
        work();
        FactChanges changes = shard.decided().changes();
        if (!changes.isEmpty()) {
            shard.facts().commit(changes);
        }
    }

    /// Only where there is a sign an earlier process may have sent just now; one that kept no signs may
    /// have done so everywhere.
    private void signs() {
        shard.facts().scan(Keys.signs(), Keys.signs() + Keys.END, (key, _) -> {
            shard.lane(Keys.laneOf(key)).sign().restore();
            return true;
        });
        if (guard.isZero()) { // or else whoever was at work before may not have noticed that it no longer is
            shard.otherLanesAreOpen();
        }
    }

    /// Whether nobody can have sent anything before: not one fact is there.
    private boolean isEmpty() {
        boolean[] empty = {true};
        shard.facts().scan("", String.valueOf(Keys.END), (_, _) -> {
            empty[0] = false;
            return false;
        });
        return empty[0];
    }

    private Duration waitedOut() {
        Limits limits = shard.limits();
        Duration longest = longer(
                longer(limits.lane().length(), limits.creates().length()),
                limits.graph().length());
        List<Window> windows = new ArrayList<>(limits.conversation());
        windows.addAll(limits.roster());
        for (Window window : windows) {
            longest = window.length().compareTo(Windows.WAITED_OUT) <= 0 ? longer(longest, window.length()) : longest;
        }
        return longest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /// Requests that are still within the longest window; older ones are forgotten.
    private void requests() {
        long oldest = shard.steadyMillis() - longestWindow().toMillis();
        shard.facts().scan(Keys.requests(), Keys.requests() + Keys.END, (key, _) -> {
            long millis = Keys.numberOf(key);
            if (millis < oldest) {
                shard.changes().delete(key);
            } else {
                restore(key, millis);
            }
            return true;
        });
    }

    private Duration longestWindow() {
        Duration longest = Duration.ZERO;
        for (Window window : shard.limits().conversation()) {
            longest = longer(longest, window.length());
        }
        for (Window window : shard.limits().roster()) {
            longest = longer(longest, window.length());
        }
        return longest;
    }

    private void restore(String key, long millis) {
        long age = Math.max(0, shard.steadyMillis() - millis);
        long arrivedBy = shard.now() - age * 1_000_000;
        Lane lane = shard.lane(Keys.laneOf(key));
        String name = Keys.conversationOf(key);
        if (name.startsWith(ROSTER)) {
            lane.conversations(Request.READ).restore(name.substring(ROSTER.length()), arrivedBy, millis);
        } else {
            lane.conversations(Request.SEND).restore(name, arrivedBy, millis);
        }
    }

    /// The attempts that were cut off: those whose beginning is the last that is known.
    private void attempts() {
        shard.facts().scan(Keys.steps(), Keys.steps() + Keys.END, (key, value) -> {
            if (latestKey != null && !sameItem(latestKey, key)) {
                consider(latestKey, latestValue);
            }
            latestKey = key;
            latestValue = value;
            return true;
        });
        if (latestKey != null) {
            consider(latestKey, latestValue);
        }
    }

    private static boolean sameItem(String one, String other) {
        int end = one.lastIndexOf('/');
        return end == other.lastIndexOf('/') && other.startsWith(one.substring(0, end));
    }

    private void consider(String key, byte[] value) {
        if (FactJson.step(value) instanceof Step.Begun) {
            SegmentId segment = Keys.segmentOf(key);
            cut.computeIfAbsent(segment.campaign(), _ -> new ArrayList<>())
                    .add(new Cut(segment, Keys.positionOf(key), (int) Keys.numberOf(key)));
        }
    }

    /// Which lanes have work; and the campaigns of attempts that were cut off are found on the way.
    private void work() {
        String key = firstWork(Keys.work());
        while (key != null) {
            Lane lane = shard.lane(Keys.laneOf(key));
            lane.tier(Keys.priorityOf(key)).mayHaveWork();
            lane.ready();
            CampaignId campaign = Keys.campaignOf(key);
            String tier = Keys.work(lane.id(), Keys.priorityOf(key));
            settle(cut.remove(campaign), tier + campaign.text() + "/");
            String next = cut.isEmpty() ? tier : tier + campaign.text() + "/";
            key = firstWork(next + Keys.END);
        }
    }

    private @Nullable String firstWork(String from) {
        String[] found = new String[1];
        shard.facts().scan(from, Keys.work() + Keys.END, (key, _) -> {
            found[0] = key;
            return false;
        });
        return found[0];
    }

    private void settle(@Nullable List<Cut> attempts, String campaign) {
        if (attempts == null) {
            return;
        }
        Map<SegmentId, Segment> segments = new HashMap<>();
        for (Cut attempt : attempts) {
            Segment segment = segments.get(attempt.segment());
            if (segment == null) {
                String number = Keys.steps(attempt.segment());
                segment = Segments.find(shard.facts(), campaign + lastPart(number));
            }
            if (segment != null) {
                segments.put(attempt.segment(), segment);
                settle(segment, attempt);
            }
        }
    }

    private static String lastPart(String steps) {
        String path = steps.substring(0, steps.length() - 1);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void settle(Segment segment, Cut attempt) {
        String next = Keys.step(Keys.steps(segment.id()), attempt.position(), attempt.step() + 1);
        shard.changes().put(next, FactJson.write(afterCut(segment.onUncertain(), shard.wall())));
        shard.lane(segment.lane())
                .conversations(Request.SEND)
                .restoreUnknown(segment.recipients().get(attempt.position()).conversation());
    }

    private static Step afterCut(OnUncertain choice, Instant now) {
        return switch (choice) {
            case RESEND -> new Step.Deferred(now, Doubt.SENT_AGAIN, now);
            case HOLD -> new Step.Ended(now, DeliveryState.UNCERTAIN, "interrupted", null, null);
        };
    }
}
