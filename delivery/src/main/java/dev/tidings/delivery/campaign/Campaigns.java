package dev.tidings.delivery.campaign;

import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Checks;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.wording.Subject;
import dev.tidings.delivery.wording.Words;
import dev.tidings.teams.activity.Message;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Takes orders about notifications that were accepted: to pause, resume or cancel, to edit or recall.
///
/// Every order is durable when its method returns, and can be given again without harm. Every method
/// answers how the notification stands then, or nothing if it is out of reach. Thread-safe; blocks.
public final class Campaigns {
    private final Books books;
    private final Sending sending;
    private final Planner planner;
    private final Events events;
    private final InstantSource clock;
    private final Standings standings;
    private final Orders orders;
    /// Orders are numbered, so they are given one after another.
    private final ReentrantLock turn = new ReentrantLock();

    public Campaigns(Books books, Sending sending, Planner planner, Events events, InstantSource clock) {
        this.books = books;
        this.sending = sending;
        this.planner = planner;
        this.events = events;
        this.clock = clock;
        this.standings = new Standings(books, sending);
        this.orders = new Orders(books.facts());
    }

    /// Begins nothing more of a notification, its edits and its recalls, until it is resumed.
    ///
    /// @throws NotPossibleException if nothing of it is left to do
    public Optional<Standing> pause(NotificationId id, Reach reach) {
        return inTurn(id, reach, standing -> {
            Allowed.requireOpen(standing);
            return order(standing, Order.PAUSE, Statuses::moving);
        });
    }

    /// Goes on with what was paused.
    ///
    /// @throws NotPossibleException if nothing of it is left to do
    public Optional<Standing> resume(NotificationId id, Reach reach) {
        return inTurn(id, reach, standing -> {
            Allowed.requireOpen(standing);
            return order(standing, Order.RESUME, NotificationStatus.PAUSED::equals);
        });
    }

    /// Ends what has not begun as cancelled, of the notification, its edits and its recalls.
    ///
    /// @throws NotPossibleException if nothing of it is left to do
    public Optional<Standing> cancel(NotificationId id, Reach reach) {
        return inTurn(id, reach, standing -> {
            if (standing.status() != NotificationStatus.CANCELLED) {
                Allowed.requireOpen(standing);
            }
            return order(standing, Order.CANCEL, Statuses::open);
        });
    }

    /// Deletes what was delivered, and cancels what has not begun.
    ///
    /// @throws NotPossibleException if nothing of it was delivered, or will be
    public Optional<Standing> recall(NotificationId id, Reach reach) {
        return inTurn(id, reach, standing -> {
            if (Allowed.recalled(standing)) {
                return standing;
            }
            Allowed.requireDelivered(standing);
            order(standing, Order.CANCEL, Statuses::open);
            return begin(standing, Segment.Errand.RECALL, null);
        });
    }

    /// Replaces the message by one that is the same for everybody.
    ///
    /// @see #edit(NotificationId, Words, Reach)
    public Optional<Standing> edit(NotificationId id, Message message, Reach reach) {
        return edit(id, Words.of(message), reach);
    }

    /// Replaces the message where it was delivered; whatever is sent later says the new one at once. It
    /// may tell each what is known of them, but not what was given for them alone.
    ///
    /// @throws dev.tidings.delivery.intake.NotAcceptedException if the message cannot be sent
    /// @throws NotPossibleException if it is recalled, or nothing of it was delivered, or will be
    public Optional<Standing> edit(NotificationId id, Words words, Reach reach) {
        return inTurn(id, reach, standing -> {
            Allowed.requireNotRecalled(standing);
            String json = Checks.requireSayable(words, subject(standing.notification()))
                    .stored();
            if (saysAlready(standing, json)) {
                return standing;
            }
            Allowed.requireDelivered(standing);
            standing.errands().forEach(errand -> orderErrand(standing, errand, Order.CANCEL, Statuses::open));
            return begin(standing, Segment.Errand.EDIT, json);
        });
    }

    private Subject subject(Notification notification) {
        String topic = notification.topic();
        boolean mandatory = topic != null
                && books.topics().mandatory(notification.tenancy(), topic).orElse(false);
        return new Subject(notification.id().value(), topic, mandatory);
    }

    /// Whether the last edit, which nobody cancelled, is the same.
    private boolean saysAlready(Standing standing, String message) {
        return !standing.errands().isEmpty()
                && standing.errands().getLast().status() != NotificationStatus.CANCELLED
                && books.notifications()
                        .message(standing.errands().getLast().campaign())
                        .filter(message::equals)
                        .isPresent();
    }

    private Optional<Standing> inTurn(NotificationId id, Reach reach, UnaryOperator<Standing> order) {
        turn.lock();
        try {
            return standings.find(id, reach).map(order);
        } finally {
            turn.unlock();
        }
    }

    private Standing begin(Standing standing, Segment.Errand errand, @Nullable String message) {
        Allowed.requireNotTooOften(standing);
        Notification notification = standing.notification();
        CampaignId campaign = books.notifications().begin(notification.id(), errand, message, clock.instant());
        if (errand == Segment.Errand.EDIT) {
            sending.edited(notification.id());
        }
        tell(notification, campaign, errand, NotificationStatus.PLANNING);
        planner.wake();
        return now(standing);
    }

    private Standing order(Standing standing, Order order, Predicate<NotificationStatus> toWhom) {
        if (toWhom.test(standing.status())) {
            orderSending(standing.notification(), order);
        }
        standing.errands().forEach(errand -> orderErrand(standing, errand, order, toWhom));
        planner.wake();
        return now(standing);
    }

    private void orderSending(Notification notification, Order order) {
        CampaignId campaign = CampaignId.sending(notification.id());
        FactChanges facts = new FactChanges();
        orders.add(facts, campaign, order);
        if (books.notifications().order(notification.id(), ordered(order), facts, clock.instant())) {
            sending.ordered(campaign, order);
            tell(notification, campaign, Segment.Errand.SEND, told(order));
        }
    }

    private void orderErrand(
            Standing standing, Standing.Errand errand, Order order, Predicate<NotificationStatus> toWhom) {
        if (toWhom.test(errand.status())) {
            FactChanges facts = new FactChanges();
            orders.add(facts, errand.campaign(), order);
            books.facts().commit(facts);
            sending.ordered(errand.campaign(), order);
            tell(standing.notification(), errand.campaign(), errand.kind(), told(order));
        }
    }

    private static NotificationStatus ordered(Order order) {
        return switch (order) {
            case PAUSE -> NotificationStatus.PAUSED;
            case RESUME -> NotificationStatus.ACCEPTED;
            case CANCEL -> NotificationStatus.CANCELLED;
        };
    }

    private static NotificationStatus told(Order order) {
        return order == Order.RESUME ? NotificationStatus.RUNNING : ordered(order);
    }

    private void tell(
            Notification notification, CampaignId campaign, Segment.Errand errand, NotificationStatus status) {
        NotificationId id = notification.id();
        events.publish(
                notification.tenancy(),
                errand == Segment.Errand.SEND
                        ? new Happening.NotificationChanged(id, status)
                        : new Happening.ErrandChanged(id, campaign.order(), errand, status));
    }

    private Standing now(Standing before) {
        return standings.find(before.notification().id(), Reach.EVERYTHING).orElse(before);
    }
}
