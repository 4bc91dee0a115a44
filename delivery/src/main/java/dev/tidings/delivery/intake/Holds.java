package dev.tidings.delivery.intake;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.manners.Discretion;
import dev.tidings.delivery.manners.Ruling;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How long a notification would wait for its readers' sake, as the last look before it leaves would rule.
/// What changes within seconds, as a pause in an exchange does, is left to that look.
final class Holds {
    private static final NotificationId NONE = new NotificationId("00000000-0000-7000-8000-000000000000");
    private static final Set<Reason> BY_THE_CLOCK = Set.of(Reason.QUIET_HOURS, Reason.DELIVER_AT);
    /// A time of day may lie in quiet hours, and after them a digest may be due.
    private static final int LOOKS = 4;

    private final Discretion discretion;
    private final NotificationRequest request;
    private final Tenancy tenancy;
    private final Instant now;

    Holds(Discretion discretion, NotificationRequest request, Tenancy tenancy, Instant now) {
        this.discretion = discretion;
        this.request = request;
        this.tenancy = tenancy;
        this.now = now;
    }

    /// Why and until when one recipient would wait.
    ///
    /// @param until from when on it would not be sent any more, if the reason is [Reason#EXPIRED]
    record Hold(Reason reason, Instant until) {}

    /// Null if it would be sent as soon as it may be.
    @Nullable
    Hold of(Recipient recipient, Whereabouts at) {
        Send send = send(recipient);
        Instant begins = request.notBefore();
        Instant when = begins == null || begins.isBefore(now) ? now : begins;
        Hold hold = null;
        for (int look = 0; look < LOOKS; look++) {
            Hold next = next(discretion.rule(send, at, when), when);
            if (next == null) {
                return hold;
            }
            hold = next;
            when = next.until();
            if (!BY_THE_CLOCK.contains(next.reason())) {
                return hold;
            }
        }
        return hold;
    }

    private @Nullable Hold next(Ruling ruling, Instant when) {
        return switch (ruling) {
            case Ruling.Now() -> null;
            case Ruling.Later(Reason reason, Instant until) ->
                BY_THE_CLOCK.contains(reason) ? inTime(new Hold(reason, until)) : null;
            case Ruling.Gathered(Reason reason, Instant due, boolean _) -> inTime(new Hold(reason, due));
            case Ruling.TooLate(Reason reason) -> new Hold(reason, when);
        };
    }

    private Hold inTime(Hold hold) {
        Instant expires = request.expiresAt();
        return expires == null || hold.until().isBefore(expires) ? hold : new Hold(Reason.EXPIRED, expires);
    }

    private Send send(Recipient recipient) {
        Segment segment = new Segment(
                        new SegmentId(CampaignId.sending(NONE), 0),
                        tenancy,
                        Segment.Errand.SEND,
                        request.priority(),
                        Objects.requireNonNullElse(request.onUncertain(), OnUncertain.HOLD),
                        request.topic(),
                        now,
                        request.notBefore(),
                        request.expiresAt(),
                        List.of(recipient))
                .with(request.manner());
        return new Send(
                new ItemId(segment.id(), 0),
                segment,
                recipient,
                recipient.target().id(),
                Request.SEND,
                1,
                "");
    }
}
