package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.audience.Segments;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.TopicStore;
import dev.tidings.delivery.trace.TraceFacts;
import dev.tidings.delivery.wording.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The front desk: accepts notifications.
///
/// Thread-safe; blocks, so callers are on virtual threads. Every method throws a
/// `StoreUnavailableException` while the database is away.
public final class Notifications {
    private final NotificationStore notifications;
    private final TopicStore topics;
    private final Tenancies tenancies;
    private final Recipients recipients;
    private final LongLists longLists;
    private final TimeOrderedIds ids;
    private final Sending sending;
    private final Runnable plan;
    private final InstantSource clock;

    /// Where nobody reads groups.
    ///
    /// @param sending told of each segment, so that sending begins at once
    /// @param plan told when an audience is to be worked out
    public Notifications(
            Books books, Tenancies tenancies, TimeOrderedIds ids, Sending sending, Runnable plan, InstantSource clock) {
        this(books, tenancies, null, ids, sending, plan, clock);
    }

    /// @param organisations reads groups, or null where nobody does
    public Notifications(
            Books books,
            Tenancies tenancies,
            @Nullable Organisations organisations,
            TimeOrderedIds ids,
            Sending sending,
            Runnable plan,
            InstantSource clock) {
        this.notifications = books.notifications();
        this.topics = books.topics();
        this.tenancies = tenancies;
        Ways ways = new Ways(books.directory(), tenancies.bots());
        this.recipients = new Recipients(books, ways, organisations);
        this.longLists = new LongLists(books.facts(), ways);
        this.ids = ids;
        this.sending = sending;
        this.plan = plan;
        this.clock = clock;
    }

    /// Accepts a notification: when this returns it is durable, and it will end in an outcome.
    ///
    /// @param reach what the caller may see; whatever is outside is unknown to it
    /// @param claim the caller's idempotency key, or null if it gave none
    /// @throws NotAcceptedException if it is wrong, or its target cannot be reached in any way
    public Accepted accept(NotificationRequest request, Reach reach, @Nullable IdempotencyClaim claim) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Acceptance> earlier = claim == null ? Optional.empty() : notifications.earlier(claim, now);
        return earlier.isPresent()
                ? again(earlier.get(), request)
                : afresh(request, reach, claim, new FactChanges(), now);
    }

    /// Accepts a notification of the bot's own, and makes facts durable with it: both or neither.
    ///
    /// @throws NotAcceptedException if it is wrong, or its target cannot be reached in any way
    public Accepted accept(NotificationRequest request, FactChanges facts) {
        return afresh(request, Reach.EVERYTHING, null, facts, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /// Looks whether a request would be accepted now, without keeping anything.
    ///
    /// @throws NotAcceptedException if it would not, or names more people than are looked up at once
    public Checked check(NotificationRequest request, Reach reach) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Checks.require(request, now);
        Tenancy tenancy = tenancies.meant(request.scope(reach), request.audience());
        if (request.audience() instanceof Audience.Users(List<String> names) && names.size() > LongLists.LONG) {
            throw new NotAcceptedException(
                    Problem.BAD_AUDIENCE,
                    "to.users",
                    "Here at most " + LongLists.LONG + " people are named. Use a topic, to which they subscribe.");
        }
        Recipients.Found found =
                recipients.find(tenancy, request.audience(), request.content().data(), now);
        Notification notification = notification(request, tenancy, request.audience(), found, now);
        return new Checked(notification.tenancy(), Warnings.about(request, found.warning()));
    }

    private Accepted afresh(
            NotificationRequest request,
            Reach reach,
            @Nullable IdempotencyClaim claim,
            FactChanges facts,
            Instant now) {
        Checks.require(request, now);
        Tenancy tenancy = tenancies.meant(request.scope(reach), request.audience());
        if (request.audience() instanceof Audience.Users(List<String> names) && names.size() > LongLists.LONG) {
            return listed(request, tenancy, names, claim, now);
        }
        Recipients.Found found =
                recipients.find(tenancy, request.audience(), request.content().data(), now);
        Notification notification = notification(request, tenancy, request.audience(), found, now);
        return accept(request, notification, found, claim, facts);
    }

    private Accepted listed(
            NotificationRequest request,
            Tenancy tenancy,
            List<String> names,
            @Nullable IdempotencyClaim claim,
            Instant now) {
        Recipients.Found later = new Recipients.Found(List.of(), false, null);
        Notification notification = notification(request, tenancy, new Audience.Listed(names.size()), later, now);
        Named.Count count =
                longLists.keep(notification, names, request.content().data(), now);
        String warning = Warnings.about(count).orElse(null);
        var planned = new Recipients.Found(List.of(), false, warning);
        return accept(request, notification, planned, claim, new FactChanges());
    }

    private Accepted accept(
            NotificationRequest request,
            Notification notification,
            Recipients.Found found,
            @Nullable IdempotencyClaim claim,
            FactChanges work) {
        List<Segment> segments = segments(notification, found);
        Planned.add(work, segments);
        TraceFacts.keep(work, CampaignId.sending(notification.id()));
        Acceptance acceptance = notifications.accept(notification, work, claim);
        if (acceptance instanceof Acceptance.Accepted) {
            segments.forEach(sending::accepted);
            if (!found.complete()) {
                plan.run();
            }
            return new Accepted(notification, false, Warnings.about(request, found.warning()));
        }
        return again(acceptance, request);
    }

    private static List<Segment> segments(Notification notification, Recipients.Found found) {
        List<Segment> segments = Segments.of(
                notification, CampaignId.sending(notification.id()), Segment.Errand.SEND, 0, found.recipients());
        return found.complete() && segments.size() == 1
                ? List.of(segments.getFirst().asWhole())
                : segments;
    }

    /// The first answer, also where the same request would not be accepted now: its time may be past
    /// meanwhile.
    private static Accepted again(Acceptance acceptance, NotificationRequest request) {
        List<String> warnings = Warnings.about(request, null);
        return switch (acceptance) {
            case Acceptance.Accepted(Notification kept) -> new Accepted(kept, false, warnings);
            case Acceptance.Repeated(Notification first) -> new Accepted(first, true, warnings);
            case Acceptance.Conflict() ->
                throw new NotAcceptedException(
                        Problem.KEY_REUSED,
                        "Idempotency-Key",
                        "This idempotency key was used for another request. Take a new key for a new request.");
        };
    }

    private Notification notification(
            NotificationRequest request, Tenancy tenancy, Audience audience, Recipients.Found found, Instant now) {
        OnUncertain choice = request.onUncertain();
        NotificationId id = ids.notification();
        String topic = request.subject();
        Words words = request.content().words(id, topic, mandatory(request, tenancy));
        if (words.same()) {
            Checks.requireSize(words.message());
        }
        return new Notification(
                id,
                tenancy,
                audience,
                words.stored(),
                topic,
                request.priority(),
                request.notBefore(),
                request.expiresAt(),
                choice == null ? OnUncertain.defaultFor(request.priority()) : choice,
                request.manner(),
                found.complete() ? NotificationStatus.ACCEPTED : NotificationStatus.PLANNING,
                found.recipients().size(),
                now,
                now);
    }

    /// Only what has a button to opt out needs to know.
    private boolean mandatory(NotificationRequest request, Tenancy tenancy) {
        String topic = request.subject();
        return topic != null
                && request.content().canTurnOff()
                && topics.mandatory(tenancy, topic).orElse(false);
    }
}
