package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One bot, tenant or region that is stopped: a pause that grows, then a probe, and so on until a probe
/// goes well.
final class Circuit {
    private static final Duration FIRST_OF_SERVICE = Duration.ofSeconds(5);
    private static final Duration LONGEST_OF_SERVICE = Duration.ofMinutes(5);
    private static final Duration FIRST_OF_BOT = Duration.ofSeconds(30);
    private static final Duration LONGEST_OF_BOT = Duration.ofMinutes(15);

    private final Shard shard;
    private final String kind;
    private final String name;
    private final @Nullable String region;
    private final String reason;
    private final Instant since;
    private final long openedAt;
    private final long longest;
    private long pause;
    private long until;
    private @Nullable Flight probe;

    private Circuit(Shard shard, Alarm first, @Nullable String region, Duration pause, Duration longest) {
        this.shard = shard;
        this.kind = first.kind();
        this.name = first.name();
        this.reason = first.reason();
        this.region = region;
        this.since = first.since();
        this.openedAt = shard.now();
        this.pause = pause.toNanos();
        this.longest = longest.toNanos();
        this.until = openedAt + this.pause;
    }

    static Circuit ofBot(Shard shard, String bot, String reason) {
        Alarm alarm = new Alarm("bot", bot, reason, shard.wall(), shard.wall());
        return new Circuit(shard, alarm, null, FIRST_OF_BOT, LONGEST_OF_BOT);
    }

    static Circuit ofTenant(Shard shard, Tenancy tenancy, @Nullable String region, String reason) {
        String name = tenancy.bot() + "/" + tenancy.tenant();
        Alarm alarm = new Alarm("tenant", name, reason, shard.wall(), shard.wall());
        return new Circuit(shard, alarm, region, FIRST_OF_SERVICE, LONGEST_OF_SERVICE);
    }

    static Circuit ofRegion(Shard shard, String region, String reason) {
        Alarm alarm = new Alarm("region", region, reason, shard.wall(), shard.wall());
        return new Circuit(shard, alarm, region, FIRST_OF_SERVICE, LONGEST_OF_SERVICE);
    }

    @Nullable
    String region() {
        return region;
    }

    /// When the next delivery may begin, as a probe.
    long beginAt() {
        return probe == null ? until : Timers.NEVER;
    }

    void probe(Flight flight) {
        probe = flight;
    }

    /// The probe, if it was that, tells nothing any more.
    ///
    /// @return whether another may follow now
    boolean landed(Flight flight) {
        if (probe != flight) {
            return false;
        }
        probe = null;
        return true;
    }

    /// A delivery failed; if it was the probe, the next comes after twice the pause.
    ///
    /// @return whether it was
    boolean failed(Flight flight) {
        if (probe != flight) {
            return false;
        }
        probe = null;
        pause = Math.min(2 * pause, longest);
        until = shard.now() + pause;
        return true;
    }

    /// Whether a delivery that went well shows that all is well: not if it left before the trouble began.
    boolean closedBy(Flight flight) {
        return probe == flight || flight.since() > openedAt;
    }

    Alarm alarm() {
        Instant next = shard.wall().plusNanos(Math.max(0, until - shard.now()));
        return new Alarm(kind, name, reason, since, next);
    }
}
