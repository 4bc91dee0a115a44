package dev.tidings.faketeams.fault;

import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// One thing that goes wrong: what, for which calls, how often. An immutable value; `with...` methods
/// return changed copies.
///
/// `times` is how many calls it may still hit, 0 for no end; `probability` is the chance for each call it
/// covers. `delivered` carries the request out before it is answered badly. `status`, `code` and `message`
/// override the kind's own.
public record Fault(
        FaultKind kind,
        Target target,
        int times,
        double probability,
        boolean delivered,
        RetryAfter retryAfter,
        Duration delay,
        Detail detail) {
    /// How a refusal says when to try again: not at all, in seconds, or as an HTTP date.
    public enum RetryAfter {
        NONE,
        SECONDS,
        DATE
    }

    /// Overrides of the kind's own answer; null keeps the kind's.
    public record Detail(
            @Nullable Integer status,
            @Nullable String code,
            @Nullable String message,
            @Nullable String location) {
        static final Detail NONE = new Detail(null, null, null, null);
    }

    public Fault {
        if (times < 0 || probability < 0 || probability > 1 || delay.isNegative()) {
            throw new IllegalArgumentException("times and delay must not be negative, probability is 0 to 1");
        }
    }

    /// The fault for every call from now on. 429 says `Retry-After` in seconds; slow answers are a second late.
    public static Fault of(FaultKind kind) {
        RetryAfter form = kind == FaultKind.THROTTLED ? RetryAfter.SECONDS : RetryAfter.NONE;
        return new Fault(kind, Target.ANYTHING, 0, 1, false, form, Duration.ofSeconds(1), Detail.NONE);
    }

    /// Hits only the next calls, then is gone.
    public Fault next(int calls) {
        return new Fault(kind, target, calls, probability, delivered, retryAfter, delay, detail);
    }

    /// Hits each call it covers with this chance, 0 to 1.
    public Fault withProbability(double chance) {
        return new Fault(kind, target, times, chance, delivered, retryAfter, delay, detail);
    }

    /// Hits this operation only.
    public Fault on(Operation operation) {
        return at(new Target(operation, target.bot(), target.tenant(), target.conversation(), target.person()));
    }

    /// Hits calls in this conversation only.
    public Fault inConversation(String id) {
        return at(new Target(target.operation(), target.bot(), target.tenant(), id, target.person()));
    }

    /// Hits calls that concern the person with this object id: their personal chat and its creation.
    public Fault forPerson(String objectId) {
        return at(new Target(target.operation(), target.bot(), target.tenant(), target.conversation(), objectId));
    }

    /// Hits calls in this tenant only.
    public Fault inTenant(String id) {
        return at(new Target(target.operation(), target.bot(), id, target.conversation(), target.person()));
    }

    /// Hits these calls only.
    public Fault at(Target where) {
        return new Fault(kind, where, times, probability, delivered, retryAfter, delay, detail);
    }

    /// Carries the request out before answering badly.
    public Fault afterDelivery() {
        return new Fault(kind, target, times, probability, true, retryAfter, delay, detail);
    }

    /// Says when to try again, in this form; the delay is what it says.
    public Fault sayingRetryAfter(RetryAfter form, Duration wait) {
        return new Fault(kind, target, times, probability, delivered, form, wait, detail);
    }

    /// Answers late by this much.
    public Fault lateBy(Duration late) {
        return new Fault(kind, target, times, probability, delivered, retryAfter, late, detail);
    }

    /// Answers with another status, code, message or location.
    public Fault saying(Detail other) {
        return new Fault(kind, target, times, probability, delivered, retryAfter, delay, other);
    }

    /// Whether the request is carried out although the answer is bad or missing.
    public boolean carriesOut() {
        return switch (kind) {
            case DROPPED_AFTER, HALF_ANSWER, SLOW, EMPTY_ANSWER -> true;
            case DROPPED_BEFORE -> false;
            default -> delivered;
        };
    }

    /// The bad answer itself.
    public Reply answer(Instant now) {
        Reply plain = plainAnswer();
        long seconds = Math.max(1, delay.plusMillis(999).toSeconds());
        return switch (retryAfter) {
            case NONE -> plain;
            case SECONDS -> plain.with("Retry-After", Long.toString(seconds));
            case DATE ->
                plain.with(
                        "Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                now.plusSeconds(seconds).atOffset(ZoneOffset.UTC)));
        };
    }

    private Reply plainAnswer() {
        int status = detail.status() == null ? kind.status() : detail.status();
        String code = detail.code() == null ? kind.code() : detail.code();
        String message = detail.message() == null ? kind.message() : detail.message();
        if (kind == FaultKind.MESSAGE_WRITES_BLOCKED && detail.code() == null) {
            return Reply.writesBlocked();
        }
        if (kind == FaultKind.REDIRECT) {
            return Reply.empty(status).with("Location", detail.location() == null ? "/" : detail.location());
        }
        return code.isEmpty() && message.isEmpty() ? Reply.empty(status) : Reply.error(status, code, message);
    }
}
