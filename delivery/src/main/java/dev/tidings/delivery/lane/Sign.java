package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.Keys;
import java.time.Duration;

/// The sign, as a fact, that a lane may have made requests lately.
///
/// It is set with the first request, so it is durable before that leaves; and it is taken away only when
/// the lane has rested for longer than a process that starts has to wait. So where there is no sign,
/// nothing is to be waited for.
final class Sign {
    /// No shorter than the longest window that is waited out, [Windows#WAITED_OUT].
    private static final long REST = Duration.ofSeconds(10).toNanos();
    private static final byte[] NOTHING = {};

    private final Shard shard;
    private final Lane lane;
    private boolean set;
    private long latest;

    Sign(Shard shard, Lane lane) {
        this.shard = shard;
        this.lane = lane;
    }

    /// A request leaves now.
    void set() {
        latest = shard.now();
        if (!set) {
            set = true;
            shard.changes().put(Keys.sign(lane.id()), NOTHING);
        }
    }

    /// An earlier process left it.
    void restore() {
        set = true;
        latest = shard.now();
    }

    /// Takes it away if the lane has rested for long enough.
    ///
    /// @return when to look again, or [Timers#NEVER] if it is not set
    long rest() {
        if (!set) {
            return Timers.NEVER;
        }
        if (shard.now() < latest + REST || !lane.pace().rests(shard.now())) {
            return Math.max(latest, shard.now()) + REST;
        }
        set = false;
        shard.changes().delete(Keys.sign(lane.id()));
        return Timers.NEVER;
    }
}
