package dev.tidings.delivery.press;

import dev.tidings.delivery.campaign.OwnWords;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.teams.activity.Message;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Finds the message that a pressed card was: what a button submits is the sender's word for it, and a
/// person could submit anything, so it has to be one that this person got, in this place.
final class Originals {
    /// How many of a person's latest messages are looked at.
    private static final int LATEST = 100;

    private final Books books;

    Originals(Books books) {
        this.books = books;
    }

    /// A message that was sent, as it reads now.
    ///
    /// @param shared whether everybody who got it looks at the same copy
    record Original(Notification notification, Message message, boolean shared) {
        /// Its card.
        ObjectNode card() {
            return Content.card(message).orElseThrow();
        }
    }

    Optional<Original> find(@Nullable String reference, Presser presser) {
        return Optional.ofNullable(reference)
                .flatMap(NotificationId::ofText)
                .flatMap(id -> books.notifications().find(id, Reach.EVERYTHING))
                .filter(notification -> notification.tenancy().equals(presser.tenancy()))
                .flatMap(notification ->
                        delivery(notification, presser).flatMap(delivery -> latest(notification, delivery)))
                .filter(original -> Content.card(original.message()).isPresent());
    }

    private Optional<Delivery> delivery(Notification notification, Presser presser) {
        return shared(notification)
                ? deliveries(notification)
                        .filter(delivery -> sentTo(delivery, presser))
                        .findFirst()
                : got(notification, presser);
    }

    private Stream<Delivery> deliveries(Notification notification) {
        return books.ledger().deliveries(notification, DeliveryFilter.ALL, PageRequest.first(1)).items().stream();
    }

    private static boolean sentTo(Delivery delivery, Presser presser) {
        Delivery.Sent sent = delivery.sent();
        return sent != null
                && sent.conversationId().startsWith(presser.conversation())
                && (sent.activityId() == null || sent.activityId().equals(presser.activityId()));
    }

    private Optional<Delivery> got(Notification notification, Presser presser) {
        return books
                .ledger()
                .deliveriesTo(presser.tenancy(), ids(presser), Reach.EVERYTHING, PageRequest.first(LATEST))
                .items()
                .stream()
                .filter(delivery -> delivery.notification().equals(notification.id()))
                .findFirst();
    }

    private List<String> ids(Presser presser) {
        Optional<Person> known = books.directory().person(presser.tenancy(), presser.person());
        return Stream.of(
                        Optional.of(presser.person()),
                        known.map(Person::objectId),
                        known.map(Person::userPrincipalName))
                .flatMap(Optional::stream)
                .toList();
    }

    /// As it reads for whoever got it.
    private Optional<Original> latest(Notification notification, Delivery delivery) {
        String text = books.notifications().errands(notification.id()).stream()
                .filter(plan -> plan.errand() == Segment.Errand.EDIT)
                .map(NotificationStore.Plan::message)
                .filter(Objects::nonNull)
                .reduce(notification.message(), (earlier, later) -> later);
        ItemId item =
                ItemId.of(CampaignId.sending(notification.id()), delivery.id().ordinal());
        return new OwnWords(books)
                .of(text, notification.tenancy(), delivery.person(), notification.priority(), item)
                .map(message -> new Original(notification, message, shared(notification)));
    }

    private static boolean shared(Notification notification) {
        return notification.audience() instanceof Audience.One;
    }
}
