package dev.tidings.delivery.digest;

import dev.tidings.delivery.audience.Segments;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Manner.Purpose;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.round.Rounds;
import dev.tidings.delivery.store.DigestStore;
import dev.tidings.delivery.store.DigestStore.Gathering;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.teams.activity.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Tells people in one message what they were spared before, once it is due. Thread-safe.
public final class Digests implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int TOGETHER = 50;

    private final DigestStore digests;
    private final Composing composing;
    private final TimeOrderedIds ids;
    private final Sending sending;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("tidings-digests", EVERY, this::step);

    /// @param dispatch knows who has opted out
    public Digests(
            DigestStore digests,
            Books books,
            DispatchStore dispatch,
            TimeOrderedIds ids,
            Sending sending,
            InstantSource clock) {
        this.digests = digests;
        this.composing = new Composing(books, dispatch);
        this.ids = ids;
        this.sending = sending;
        this.clock = clock;
    }

    /// Begins to look what is due.
    public void start() {
        rounds.start();
    }

    /// Tells some people what is due.
    ///
    /// @return whether there was somebody
    public boolean step() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Gathering> due = digests.due(now, TOGETHER);
        due.forEach(gathering -> tell(gathering, now));
        return !due.isEmpty();
    }

    private void tell(Gathering gathering, Instant now) {
        composing
                .message(gathering, now)
                .ifPresentOrElse(message -> tell(gathering, message, now), () -> digests.drop(gathering));
    }

    private void tell(Gathering gathering, Message message, Instant now) {
        Target target = new Target.User(gathering.person());
        Notification digest = new Notification(
                ids.notification(),
                gathering.lane(),
                new Audience.One(target),
                message.toJson(),
                null,
                Priority.NORMAL,
                null,
                null,
                OnUncertain.HOLD,
                Manner.USUAL.as(Purpose.DIGEST),
                NotificationStatus.ACCEPTED,
                1,
                now,
                now);
        Segment segment = Segments.of(
                        digest,
                        CampaignId.sending(digest.id()),
                        Segment.Errand.SEND,
                        0,
                        List.of(Recipient.of(target, gathering.person())))
                .getFirst()
                .asWhole();
        FactChanges work = new FactChanges();
        Planned.add(work, segment);
        digests.tell(gathering, digest, work);
        sending.accepted(segment);
    }

    /// Finishes what is being told.
    @Override
    public void close() {
        rounds.close();
    }
}
