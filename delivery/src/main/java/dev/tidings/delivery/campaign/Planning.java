package dev.tidings.delivery.campaign;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.audience.Segments;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plans a part of every campaign that is to be planned, in one transaction each.
final class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private final Books books;
    private final Sending sending;
    private final Consumer<CampaignId> complete;
    private final InstantSource clock;
    private final Orders orders;
    private final Parts parts;

    Planning(Books books, Sending sending, Consumer<CampaignId> complete, InstantSource clock) {
        this(books, null, (tenancy, place) -> true, sending, complete, clock);
    }

    Planning(
            Books books,
            @Nullable Organisations organisations,
            BiPredicate<Tenancy, String> roster,
            Sending sending,
            Consumer<CampaignId> complete,
            InstantSource clock) {
        this.books = books;
        this.sending = sending;
        this.complete = complete;
        this.clock = clock;
        this.orders = new Orders(books.facts());
        this.parts =
                new Parts(books.directory(), books.audiences(), books.ledger(), books.facts(), organisations, roster);
    }

    /// What a look at the plans has found, the more urgent the later.
    enum Found {
        /// Nothing is to be planned, or somebody will tell when there is.
        NOTHING,
        /// Something is to be planned as soon as deliveries have ended.
        WAITING,
        /// Something was planned, and there may be more.
        WORK
    }

    /// A part of each campaign in turn.
    ///
    /// @param stop whether to leave the rest for later
    Found step(BooleanSupplier stop) {
        List<Plan> plans = books.notifications().plans(Planner.MOST_PLANS);
        Set<NotificationId> unsure = plans.stream()
                .filter(plan -> plan.errand() == Segment.Errand.SEND)
                .map(plan -> plan.notification().id())
                .collect(Collectors.toSet());
        Found found = Found.NOTHING;
        for (Plan plan : plans) {
            if (stop.getAsBoolean()) {
                return found;
            }
            Found one = apart(plan, unsure.contains(plan.notification().id()));
            found = one.compareTo(found) > 0 ? one : found;
        }
        return found;
    }

    /// One that cannot be planned must not keep the others from it.
    private Found apart(Plan plan, boolean moreToCome) {
        try {
            return part(plan, moreToCome);
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException failure) {
            LOG.error("{} cannot be planned for now", plan.campaign().text(), failure);
            return Found.WAITING;
        }
    }

    private Found part(Plan plan, boolean moreToCome) {
        return switch (ordered(plan)) {
            case PAUSE -> Found.NOTHING;
            case CANCEL -> planned(plan, new Parts.Part(List.of(), null, false));
            case RESUME ->
                plan.errand() == Segment.Errand.SEND
                        ? planned(plan, parts.people(plan, clock.instant()))
                        : planned(plan, parts.reached(plan, moreToCome));
        };
    }

    private Order ordered(Plan plan) {
        if (plan.errand() != Segment.Errand.SEND) {
            return orders.last(plan.campaign()).orElse(Order.RESUME);
        }
        NotificationStatus status = plan.notification().status();
        return switch (status) {
            case PAUSED -> Order.PAUSE;
            case CANCELLED -> Order.CANCEL;
            case ACCEPTED, PLANNING, RUNNING, COMPLETED, EXPIRED -> Order.RESUME;
        };
    }

    private Found planned(Plan plan, Parts.Part part) {
        if (part.recipients().isEmpty() && plan.cursor().equals(part.cursor())) {
            return part.waits() ? Found.WAITING : Found.WORK;
        }
        List<Segment> segments = segments(plan, part.recipients());
        FactChanges changes = new FactChanges();
        Planned.add(changes, segments);
        part.spent().forEach(changes::delete);
        if (books.notifications().planned(plan, changes, part.recipients().size(), part.cursor(), clock.instant())) {
            segments.forEach(sending::accepted);
            if (part.cursor() == null) {
                complete.accept(plan.campaign());
            }
        }
        return part.waits() ? Found.WAITING : Found.WORK;
    }

    private static List<Segment> segments(Plan plan, List<Recipient> recipients) {
        return Segments.of(plan.notification(), plan.campaign(), plan.errand(), plan.segments(), recipients);
    }
}
