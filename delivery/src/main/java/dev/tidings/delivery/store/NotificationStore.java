package dev.tidings.delivery.store;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The notifications: what was accepted, how far its planning is, and what people ordered since.
///
/// Thread-safe; blocks, so callers are on virtual threads. Writing returns when it is durable. Every method
/// throws [StoreUnavailableException] while the database is away.
public interface NotificationStore {
    /// How long an idempotency key is honoured at least.
    Duration IDEMPOTENCY_KEPT = Duration.ofDays(2);

    /// Makes a notification and the first of its work durable, in one transaction; its topic becomes known.
    ///
    /// @param claim the caller's idempotency key, or null if it gave none
    Acceptance accept(Notification notification, FactChanges work, @Nullable IdempotencyClaim claim);

    /// What was accepted before under an idempotency key, as [#accept] would answer it; empty if nothing was.
    Optional<Acceptance> earlier(IdempotencyClaim claim, Instant now);

    /// The notification with an id, if it is within reach.
    Optional<Notification> find(NotificationId id, Reach reach);

    /// The notifications within reach, the latest first.
    Page<Notification> latest(Reach reach, PageRequest page);

    /// Errands whose recipients are still being worked out, the oldest first.
    List<Plan> plans(int limit);

    /// How far the planning of a campaign is.
    ///
    /// @param errand what is done for each recipient
    /// @param message what they are to get instead, for an edit; otherwise null
    /// @param cursor where planning goes on; empty at the beginning
    /// @param segments how many segments have been planned so far
    record Plan(
            CampaignId campaign,
            Notification notification,
            Segment.Errand errand,
            @Nullable String message,
            String cursor,
            int segments) {}

    /// Makes a further part of a campaign's work durable, with the place where planning goes on.
    ///
    /// @param recipients how many recipients the part has
    /// @param cursor null if planning is complete
    /// @return false if nothing was stored, since the plan is not where it was any more: somebody cancelled
    ///     the notification, or this part is stored already
    boolean planned(Plan plan, FactChanges work, int recipients, @Nullable String cursor, Instant now);

    /// Records what people ordered about a notification, with the facts that tell the engine. Cancelling ends
    /// its planning, too; resuming is ordered as [NotificationStatus#ACCEPTED].
    ///
    /// @return false if the notification has that status already, or cannot get it any more
    boolean order(NotificationId id, NotificationStatus status, FactChanges facts, Instant now);

    /// Begins an edit or recall of what a notification has delivered.
    ///
    /// @param message what they are to get instead, for an edit; otherwise null
    /// @return its campaign, to be planned from the beginning
    CampaignId begin(NotificationId id, Segment.Errand errand, @Nullable String message, Instant now);

    /// What the recipients of a campaign get, as it was ordered.
    Optional<String> message(CampaignId campaign);

    /// What is said from now on in a campaign: in that of the notification itself the text of its last edit that
    /// nobody has cancelled.
    Optional<Text> text(CampaignId campaign);

    /// A message, and the number of the edit that it comes from; 0 for the original one.
    record Text(String message, int edit) {}

    /// The edits and recalls of a notification, the earliest first.
    List<Plan> errands(NotificationId id);

    /// Forgets notifications that were accepted before an instant and have nothing left to do, with their
    /// ledger.
    ///
    /// @return how many were forgotten; at most `limit`
    int purge(Instant before, int limit);
}
