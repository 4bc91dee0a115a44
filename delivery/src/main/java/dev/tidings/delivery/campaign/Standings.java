package dev.tidings.delivery.campaign;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says how notifications stand. Thread-safe; blocks.
public final class Standings {
    /// What a lane permits per second, for an estimate as long as nothing has ended yet.
    static final double ASSUMED_RATE = 50;

    private final Books books;
    private final ToDoubleFunction<CampaignId> rates;
    private final Orders orders;

    public Standings(Books books, Sending sending) {
        this(books, sending::rate);
    }

    /// @param rates how many deliveries of a campaign ended per second lately
    Standings(Books books, ToDoubleFunction<CampaignId> rates) {
        this.books = books;
        this.rates = rates;
        this.orders = new Orders(books.facts());
    }

    /// How a notification stands, if it is within reach.
    public Optional<Standing> find(NotificationId id, Reach reach) {
        return books.notifications().find(id, reach).map(this::of);
    }

    /// How the notifications within reach stand, the latest first.
    public Page<Standing> latest(Reach reach, PageRequest page) {
        Page<Notification> found = books.notifications().latest(reach, page);
        return new Page<>(found.items().stream().map(this::of).toList(), found.next());
    }

    Standing of(Notification notification) {
        List<Plan> errands = books.notifications().errands(notification.id());
        Set<CampaignId> planning = planning(notification, errands);
        CampaignId campaign = CampaignId.sending(notification.id());
        Tally tally = books.ledger().tally(notification, campaign);
        NotificationStatus status = Statuses.of(notification.status(), planning.contains(campaign), tally);
        return new Standing(
                notification,
                status,
                progress(campaign, status, notification.planned(), tally),
                errands.stream()
                        .map(errand -> errand(errand, planning.contains(errand.campaign())))
                        .toList());
    }

    private Standing.Errand errand(Plan plan, boolean planning) {
        CampaignId campaign = plan.campaign();
        Tally tally = books.ledger().tally(plan.notification(), campaign);
        NotificationStatus status = Statuses.of(ordered(campaign), planning, tally);
        long planned = tally.counts().stream().mapToLong(Tally.Count::number).sum();
        return new Standing.Errand(campaign, plan.errand(), status, progress(campaign, status, planned, tally));
    }

    private NotificationStatus ordered(CampaignId campaign) {
        return switch (orders.last(campaign).orElse(Order.RESUME)) {
            case PAUSE -> NotificationStatus.PAUSED;
            case RESUME -> NotificationStatus.ACCEPTED;
            case CANCEL -> NotificationStatus.CANCELLED;
        };
    }

    /// Which of its campaigns are still being planned.
    private Set<CampaignId> planning(Notification notification, List<Plan> errands) {
        boolean sent = notification.status() != NotificationStatus.PLANNING
                && notification.status() != NotificationStatus.PAUSED;
        if (sent && errands.isEmpty()) {
            return Set.of();
        }
        return books.notifications().plans(Planner.MOST_PLANS).stream()
                .map(Plan::campaign)
                .filter(campaign -> campaign.notification().equals(notification.id()))
                .collect(Collectors.toSet());
    }

    private Progress progress(CampaignId campaign, NotificationStatus status, long planned, Tally tally) {
        double rate = rates.applyAsDouble(campaign);
        return new Progress(planned, tally, rate, timeLeft(status, Progress.open(tally), rate));
    }

    private static @Nullable Duration timeLeft(NotificationStatus status, long open, double rate) {
        boolean moves = switch (status) {
            case PLANNING, RUNNING -> true;
            case ACCEPTED -> rate > 0;
            case PAUSED, COMPLETED, CANCELLED, EXPIRED -> false;
        };
        if (!moves || open == 0) {
            return null;
        }
        return Duration.ofSeconds((long) Math.ceil(open / (rate > 0 ? rate : ASSUMED_RATE)));
    }
}
