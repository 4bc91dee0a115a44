package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.teams.activity.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The front desk: accepts notifications and says how they stand.
///
/// Thread-safe; blocks, so callers are on virtual threads. Every method throws a `StoreUnavailableException`
/// while the
/// database is away.
public final class Notifications {
    private final NotificationStore ledger;
    private final Bots bots;
    private final Tenancies tenancies;
    private final Targets targets;
    private final TimeOrderedIds ids;
    private final InstantSource clock;
    private final Runnable wake;

    /// @param wake told after each acceptance, so that sending begins at once
    public Notifications(
            NotificationStore ledger,
            DirectoryStore directory,
            Bots bots,
            TimeOrderedIds ids,
            InstantSource clock,
            Runnable wake) {
        this.ledger = ledger;
        this.bots = bots;
        this.tenancies = new Tenancies(directory);
        this.targets = new Targets(new Ways(directory));
        this.ids = ids;
        this.clock = clock;
        this.wake = wake;
    }

    /// Accepts a notification: when this returns it is durable, and it will end in an outcome.
    ///
    /// @param reach what the caller may see; whatever is outside is unknown to it
    /// @param claim the caller's idempotency key, or null if it gave none
    /// @throws NotAcceptedException if it is wrong, or its target cannot be reached in any way
    public Accepted accept(NotificationRequest request, Reach reach, @Nullable IdempotencyClaim claim) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Acceptance> earlier = claim == null ? Optional.empty() : ledger.earlier(claim, now);
        return earlier.isPresent() ? again(earlier.get(), request) : afresh(request, reach, claim, now);
    }

    private Accepted afresh(NotificationRequest request, Reach reach, @Nullable IdempotencyClaim claim, Instant now) {
        check(request, now);
        Bot bot = bot(request, reach);
        Tenancy tenancy = tenancies.meant(bot, request, reach);
        Way way = targets.require(tenancy, request.target());
        Notification notification = notification(request, tenancy, now);
        Delivery delivery = Delivery.queued(ids.delivery(), notification, Targets.personId(way));
        Acceptance acceptance = ledger.accept(notification, List.of(delivery), claim);
        if (acceptance instanceof Acceptance.Accepted) {
            wake.run();
            return new Accepted(notification, false, Warnings.about(request, way, now));
        }
        return again(acceptance, request);
    }

    /// The first answer, also where the same request would not be accepted now: its time may be past meanwhile.
    private static Accepted again(Acceptance acceptance, NotificationRequest request) {
        return switch (acceptance) {
            case Acceptance.Accepted(Notification kept) -> new Accepted(kept, false, Warnings.about(request));
            case Acceptance.Repeated(Notification first) -> new Accepted(first, true, Warnings.about(request));
            case Acceptance.Conflict() ->
                throw new NotAcceptedException(
                        Problem.KEY_REUSED,
                        "Idempotency-Key",
                        "This idempotency key was used for another request. Take a new key for a new request.");
        };
    }

    private static void check(NotificationRequest request, Instant now) {
        Targets.requireWellFormed(request.target());
        Instant expiresAt = request.expiresAt();
        Instant notBefore = request.notBefore();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new NotAcceptedException(Problem.BAD_TIME, "expiresAt", "This time is past: " + expiresAt + ".");
        }
        if (expiresAt != null && notBefore != null && !notBefore.isBefore(expiresAt)) {
            throw new NotAcceptedException(
                    Problem.BAD_TIME, "notBefore", "It would expire before it may be sent: notBefore must be earlier.");
        }
        if (request.message().sizeInBytes() > Message.MAX_SIZE) {
            throw new NotAcceptedException(
                    Problem.MESSAGE_TOO_BIG,
                    "message",
                    "The message has " + request.message().sizeInBytes() / 1024 + " KB as Teams counts them (two bytes"
                            + " a character); the limit is 100 KB.");
        }
    }

    private Bot bot(NotificationRequest request, Reach reach) {
        return bots.find(request.bot())
                .filter(bot -> reach.bots() == null || reach.bots().contains(bot.name()))
                .orElseThrow(() -> new NotAcceptedException(
                        Problem.UNKNOWN_BOT, "bot", "There is no bot named '" + request.bot() + "'."));
    }

    private Notification notification(NotificationRequest request, Tenancy tenancy, Instant now) {
        OnUncertain choice = request.onUncertain();
        return new Notification(
                ids.notification(),
                tenancy,
                request.target(),
                request.message().toJson(),
                request.topic(),
                request.priority(),
                request.notBefore(),
                request.expiresAt(),
                choice == null ? OnUncertain.defaultFor(request.priority()) : choice,
                NotificationStatus.ACCEPTED,
                now,
                now);
    }

    /// How a notification stands, if it is within reach.
    public Optional<Standing> find(NotificationId id, Reach reach) {
        return ledger.find(id, reach).map(found -> new Standing(found, ledger.counts(found.tenancy(), found.id())));
    }

    /// The ledger of a notification, in the order of ids; empty if the notification is out of reach.
    public Optional<Page<Delivery>> deliveries(
            NotificationId id, Reach reach, DeliveryFilter filter, PageRequest page) {
        return ledger.find(id, reach).map(found -> ledger.deliveries(found.tenancy(), found.id(), filter, page));
    }
}
