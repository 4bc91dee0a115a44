package dev.tidings.delivery.campaign;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.lane.Rest;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells those who listen to events when notifications, edits and recalls have ended by themselves; whoever cancels
/// something has that told at once.
///
/// What is all in one segment, as most notifications are, is told without asking the database. The rest is looked up on
/// a thread of its own, `tidings-endings`, when it rests and when its planning is complete, whichever is last.
/// Thread-safe.
public final class Endings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final Duration LAST_LOOKS = Duration.ofSeconds(5);
    private static final int REMEMBERED = 4096;

    private final Books books;
    private final Standings standings;
    private final Events events;
    private final LinkedHashSet<CampaignId> told = new LinkedHashSet<>();
    private final ExecutorService looks = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("tidings-endings").factory());

    public Endings(Books books, Events events) {
        this.books = books;
        this.standings = new Standings(books, campaign -> 0);
        this.events = events;
    }

    /// Nothing that the engine knows of a campaign is left to do. Never blocks.
    public void rests(Rest rest) {
        Tally whole = rest.whole();
        if (whole == null || somethingCancelled(whole)) {
            look(rest.campaign());
        } else {
            publish(
                    rest.lane(),
                    rest.campaign(),
                    rest.errand(),
                    Statuses.of(NotificationStatus.ACCEPTED, false, whole));
        }
    }

    /// Then it depends on who did it.
    private static boolean somethingCancelled(Tally tally) {
        return tally.counts().stream().anyMatch(count -> count.state() == DeliveryState.CANCELLED);
    }

    /// All recipients of a campaign are known. Never blocks.
    public void planned(CampaignId campaign) {
        look(campaign);
    }

    /// A campaign that may have ended goes on, and will end again.
    public void goesOn(CampaignId campaign) {
        synchronized (told) {
            told.remove(campaign);
        }
    }

    private void look(CampaignId campaign) {
        try {
            looks.execute(() -> {
                try {
                    find(campaign);
                } catch (StoreException away) {
                    LOG.warn("Whether {} has ended is not told: {}", campaign.text(), away.getMessage());
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("Nobody is told any more how {} ends", campaign.text());
        }
    }

    private void find(CampaignId campaign) {
        books.notifications()
                .find(campaign.notification(), Reach.EVERYTHING)
                .map(standings::of)
                .ifPresent(standing -> {
                    if (campaign.order() == 0) {
                        find(standing, campaign, Segment.Errand.SEND, standing.status());
                    }
                    standing.errands().stream()
                            .filter(errand -> errand.campaign().equals(campaign))
                            .forEach(errand -> find(standing, campaign, errand.kind(), errand.status()));
                });
    }

    private void find(Standing standing, CampaignId campaign, Segment.Errand errand, NotificationStatus status) {
        boolean ended = status == NotificationStatus.COMPLETED || status == NotificationStatus.EXPIRED;
        if (ended && first(campaign)) {
            publish(standing.notification().tenancy(), campaign, errand, status);
        }
    }

    private boolean first(CampaignId campaign) {
        synchronized (told) {
            if (told.size() >= REMEMBERED) {
                told.removeFirst();
            }
            return told.add(campaign);
        }
    }

    private void publish(Tenancy tenancy, CampaignId campaign, Segment.Errand errand, NotificationStatus status) {
        events.publish(
                tenancy,
                errand == Segment.Errand.SEND
                        ? new Happening.NotificationChanged(campaign.notification(), status)
                        : new Happening.ErrandChanged(campaign.notification(), campaign.order(), errand, status));
    }

    /// Finishes the looks that are waiting.
    @Override
    public void close() {
        looks.shutdown();
        try {
            boolean _ = looks.awaitTermination(LAST_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        looks.shutdownNow();
    }
}
