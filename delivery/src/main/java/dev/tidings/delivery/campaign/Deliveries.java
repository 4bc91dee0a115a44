package dev.tidings.delivery.campaign;

import dev.tidings.delivery.audience.PersonId;
import dev.tidings.delivery.audience.Trail;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.campaign.NotPossibleException.Problem;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Footprint;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Checks;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.intake.Tenancies;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// The ledger, line by line: what became of each delivery, and what a person decides about it. Thread-safe;
/// blocks.
public final class Deliveries {
    private static final Set<DeliveryState> RETRYABLE = Set.of(DeliveryState.REFUSED, DeliveryState.UNCERTAIN);

    private final Books books;
    private final Tenancies tenancies;
    private final Sending sending;
    private final InstantSource clock;
    private final Standings standings;
    private final Ways ways;

    public Deliveries(Books books, Tenancies tenancies, Sending sending, InstantSource clock) {
        this.books = books;
        this.tenancies = tenancies;
        this.sending = sending;
        this.clock = clock;
        this.standings = new Standings(books, sending);
        this.ways = new Ways(books.directory());
    }

    /// What a person found out about an uncertain delivery, or wants of it.
    public enum Decision {
        /// It has arrived.
        DELIVERED,
        /// It has not, or may arrive twice: it is sent again.
        RESEND
    }

    /// The ledger of a notification, in the order of planning; empty if the notification is out of reach.
    public Optional<Page<Delivery>> of(NotificationId id, Reach reach, DeliveryFilter filter, PageRequest page) {
        return books.notifications().find(id, reach).map(found -> books.ledger().deliveries(found, filter, page));
    }

    /// One line of the ledger; empty if there is none within reach.
    public Optional<Delivery> find(DeliveryId id, Reach reach) {
        return books.notifications()
                .find(id.notification(), reach)
                .flatMap(found -> books.ledger().delivery(found, id));
    }

    /// The steps that were taken to reach the recipient of a delivery, the oldest first; none where a conversation
    /// was known.
    public List<Footprint> trail(DeliveryId id) {
        return Trail.of(books.facts(), ItemId.of(CampaignId.sending(id.notification()), id.ordinal()));
    }

    /// What was to go to a person, the latest notification first.
    ///
    /// @param user an Entra object id, a `29:...` id, or a user principal name
    /// @throws NotAcceptedException if this names nobody, or no tenant can be meant
    public Page<Delivery> to(Scope scope, String user, PageRequest page) {
        Tenancy tenancy = tenancies.meant(scope);
        Checks.requirePerson(ways, tenancy, "id", user);
        return books.ledger().deliveriesTo(tenancy, names(tenancy, user), scope.reach(), page);
    }

    /// Everything the person may have been called, as it is given and in its one spelling.
    private Set<String> names(Tenancy tenancy, String user) {
        Optional<Person> known = ways.person(tenancy, user);
        Set<String> names = new LinkedHashSet<>(List.of(user, PersonId.normal(user)));
        known.stream()
                .flatMap(person -> Stream.of(person.id(), person.objectId(), person.userPrincipalName()))
                .filter(name -> name != null)
                .forEach(names::add);
        return names;
    }

    /// Settles an uncertain delivery; answers how it stands then, or nothing if it is out of reach.
    ///
    /// @throws NotPossibleException if it is not uncertain, or cannot be sent any more
    public Optional<Delivery> resolve(DeliveryId id, Decision as, Reach reach) {
        return standings
                .find(id.notification(), reach)
                .flatMap(standing -> books.ledger()
                        .delivery(standing.notification(), id)
                        .flatMap(delivery -> {
                            switch (as) {
                                case DELIVERED -> settle(standing.notification(), delivery);
                                case RESEND -> resend(standing, delivery);
                            }
                            return books.ledger().delivery(standing.notification(), id);
                        }));
    }

    private void settle(Notification notification, Delivery delivery) {
        if (delivery.state() != DeliveryState.DELIVERED
                && !sending.settle(notification, delivery, DeliveryState.DELIVERED)) {
            throw notUncertain();
        }
    }

    private void resend(Standing standing, Delivery delivery) {
        Allowed.requireSendable(standing, clock.instant());
        if (delivery.state() != DeliveryState.UNCERTAIN
                || sending.requeue(standing.notification(), List.of(delivery)) == 0) {
            throw notUncertain();
        }
    }

    private static NotPossibleException notUncertain() {
        return new NotPossibleException(
                Problem.NOT_UNCERTAIN, "The delivery is not uncertain, so there is nothing to settle.");
    }

    /// Sends again what was refused, or what is uncertain if the filter names that state.
    ///
    /// @return how many deliveries were queued again; empty if the notification is out of reach
    /// @throws NotPossibleException if these cannot be sent again, or the notification is over
    public OptionalLong retry(NotificationId id, DeliveryFilter filter, Reach reach) {
        DeliveryState state = filter.state() == null ? DeliveryState.REFUSED : filter.state();
        if (!RETRYABLE.contains(state)) {
            throw new NotPossibleException(
                    Problem.NOT_RETRYABLE,
                    "Only what is refused or uncertain can be sent again, not what is " + state.word() + ".");
        }
        Optional<Standing> standing = standings.find(id, reach);
        standing.ifPresent(found -> Allowed.requireSendable(found, clock.instant()));
        return standing.map(found ->
                        OptionalLong.of(requeue(found.notification(), new DeliveryFilter(state, filter.reason()))))
                .orElse(OptionalLong.empty());
    }

    private long requeue(Notification notification, DeliveryFilter filter) {
        long queued = 0;
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        while (true) {
            Page<Delivery> page = books.ledger().deliveries(notification, filter, request);
            if (!page.items().isEmpty()) {
                queued += sending.requeue(notification, page.items());
            }
            if (page.next() == null) {
                return queued;
            }
            request = PageRequest.of(page.next(), PageRequest.MAX_LIMIT);
        }
    }
}
