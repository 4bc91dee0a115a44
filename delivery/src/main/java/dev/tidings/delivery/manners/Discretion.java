package dev.tidings.delivery.manners;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.manners.Manners.Cap;
import dev.tidings.delivery.notification.Manner.Mode;
import dev.tidings.delivery.notification.Manner.Purpose;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.Attention;
import dev.tidings.delivery.store.Received;
import dev.tidings.delivery.store.Tab;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides, at the last look before a message leaves, whether it may come to its reader now. Immutable.
public final class Discretion {
    /// A flag can be taken back at any time, so it is looked at this often.
    private static final Duration LOOK_AT_FLAG = Duration.ofSeconds(5);
    /// So long before it expires a message waits for a pause no longer.
    private static final Duration LAST_CHANCE = Duration.ofMinutes(1);

    private final Manners manners;
    private final Clock clock;

    /// Decides as an operator has set it.
    public Discretion(Manners manners) {
        this.manners = manners;
        this.clock = new Clock(manners.quiet(), manners.zones());
    }

    /// Where it is to be noted that the reader gets this message, or null if it does not count. A further
    /// attempt is noted too: it is the one that may arrive.
    public @Nullable Tab tab(Send send, Instant now) {
        Cap cap = manners.cap();
        return cap != null && counts(send)
                ? Tab.of(send.segment().lane(), send.conversation(), now, cap.messages())
                : null;
    }

    private static boolean counts(Send send) {
        return sparing(send.segment())
                && send.segment().manner().purpose().counted()
                && send.recipient().target() instanceof Target.User;
    }

    /// Edits and recalls are no messages of their own, and what is urgent comes at once.
    private static boolean sparing(Segment segment) {
        return segment.errand() == Segment.Errand.SEND && segment.priority() != Priority.HIGH;
    }

    /// Whether the message may come now, given what is known about its reader. One that replaces an
    /// earlier one disturbs nobody.
    public Ruling rule(Send send, Whereabouts at, Instant now) {
        Segment segment = send.segment();
        Ruling time = itsTime(segment, at, now);
        if (!(time instanceof Ruling.Now) || !sparing(segment) || at.attention().mandatory() || at.replaces() != null) {
            return time;
        }
        Optional<Instant> quiet =
                disturbs(send) ? clock.quietUntil(segment.lane(), at.person(), now) : Optional.empty();
        if (quiet.isPresent()) {
            return new Ruling.Later(Reason.QUIET_HOURS, quiet.get());
        }
        Ruling idle = segment.manner().mode() == Mode.WHEN_IDLE ? whenIdle(segment, at, now) : new Ruling.Now();
        boolean again = send.attempt() > 1;
        if (!(idle instanceof Ruling.Now) || again || !counts(send)) {
            return idle;
        }
        return segment.manner().purpose() == Purpose.NEWS
                ? asWanted(segment, at, now)
                : withinCap(segment, at.attention().received(), now);
    }

    private Ruling asWanted(Segment segment, Whereabouts at, Instant now) {
        return switch (at.attention().wish()) {
            case HOURLY -> gathered(segment, clock.nextHour(segment.lane(), at.person(), now), false);
            case DIGEST -> gathered(segment, clock.next(manners.digestAt(), segment.lane(), at.person(), now), false);
            case ALL, NOTHING -> withinCap(segment, at.attention().received(), now);
        };
    }

    /// What its sender wants at a time of day comes then, however urgent it is.
    private Ruling itsTime(Segment segment, Whereabouts at, Instant now) {
        LocalTime time = segment.manner().deliverAt();
        if (time == null || segment.errand() != Segment.Errand.SEND) {
            return new Ruling.Now();
        }
        Instant first = clock.first(time, segment, at.person());
        return first.isAfter(now) ? new Ruling.Later(Reason.DELIVER_AT, first) : new Ruling.Now();
    }

    /// An answer is waited for, and a place has no quiet hours.
    private static boolean disturbs(Send send) {
        return send.recipient().target() instanceof Target.User
                && send.segment().manner().purpose() != Purpose.ANSWER;
    }

    private Ruling whenIdle(Segment segment, Whereabouts at, Instant now) {
        Instant deadline = deadline(segment);
        Instant idleAt = idleAt(at, now);
        if (!now.isBefore(deadline) || !idleAt.isAfter(now)) {
            return new Ruling.Now();
        }
        return new Ruling.Later(Reason.WHEN_IDLE, idleAt.isBefore(deadline) ? idleAt : deadline);
    }

    private Instant deadline(Segment segment) {
        Instant begins = segment.notBefore() == null ? segment.createdAt() : segment.notBefore();
        Instant deadline = begins.plus(manners.patience());
        Instant expires = segment.expiresAt();
        Instant lastChance = expires == null ? deadline : expires.minus(LAST_CHANCE);
        return lastChance.isBefore(deadline) ? lastChance : deadline;
    }

    /// When the reader may be spoken to, as far as is known now. What was heard in the future was heard
    /// before the clock was set back.
    private Instant idleAt(Whereabouts at, Instant now) {
        Attention attention = at.attention();
        Instant flag = attention.busyUntil();
        if (flag != null && flag.isAfter(now)) {
            Instant look = now.plus(LOOK_AT_FLAG);
            return flag.isBefore(look) ? flag : look;
        }
        Instant heard = attention.heardAt();
        return heard == null || heard.isAfter(now) ? now : heard.plus(manners.pause());
    }

    private Ruling withinCap(Segment segment, Received received, Instant now) {
        Cap cap = manners.cap();
        if (cap == null) {
            return new Ruling.Now();
        }
        Instant room = received.roomAt(cap.messages(), cap.within(), now);
        if (segment.manner().purpose() == Purpose.DIGEST) {
            return room.isAfter(now) ? new Ruling.Later(Reason.PERSON_CAP, room) : new Ruling.Now();
        }
        Instant pending = received.digestDue();
        if (pending == null && !room.isAfter(now)) {
            return new Ruling.Now();
        }
        return gathered(segment, pending == null ? room : pending, true);
    }

    private static Ruling gathered(Segment segment, Instant due, boolean capped) {
        Instant expires = segment.expiresAt();
        return expires != null && !due.isBefore(expires)
                ? new Ruling.TooLate(Reason.EXPIRED)
                : new Ruling.Gathered(Reason.DIGESTED, due, capped);
    }
}
