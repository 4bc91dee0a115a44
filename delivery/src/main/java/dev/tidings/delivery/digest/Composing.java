package dev.tidings.delivery.digest;

import dev.tidings.delivery.campaign.OwnWords;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment.Errand;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Collected;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.DigestStore.Gathering;
import dev.tidings.delivery.store.DispatchStore;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Whereabouts;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes one message of what has waited for a person.
final class Composing {
    private final Books books;
    private final DispatchStore dispatch;
    private final OwnWords ownWords;

    Composing(Books books, DispatchStore dispatch) {
        this.books = books;
        this.dispatch = dispatch;
        this.ownWords = new OwnWords(books);
    }

    /// The message; empty if nothing of it is to be told any more. A single one is told as it is.
    Optional<Message> message(Gathering gathering, Instant now) {
        List<Collected> wanted = wanted(gathering, now);
        List<Said> told = latest(wanted);
        if (told.size() <= 1) {
            return told.stream().findFirst().map(Said::message);
        }
        List<Digest.Entry> entries = told.stream()
                .map(said -> Digest.Entry.of(said.message(), said.topic()))
                .toList();
        return Optional.of(new Digest(entries, language(gathering)).message());
    }

    /// A message with what it is about.
    private record Said(@Nullable String topic, Message message) {}

    /// Of several with the same update key only the latest is told.
    private List<Said> latest(List<Collected> wanted) {
        Map<String, Said> told = new LinkedHashMap<>();
        for (Collected one : wanted) {
            standing(one)
                    .ifPresent(notification -> books.notifications()
                            .text(one.campaign())
                            .flatMap(text -> ownWords.of(
                                    text.message(),
                                    one.lane(),
                                    one.person(),
                                    notification.priority(),
                                    ItemId.of(one.campaign(), one.ordinal())))
                            .ifPresent(message -> {
                                String key = notification.manner().updateKey();
                                String name =
                                        key == null ? " " + notification.id().value() : key;
                                told.remove(name);
                                told.put(name, new Said(one.topic(), message));
                            }));
        }
        return List.copyOf(told.values());
    }

    /// What has not expired, and of whose topic the person has not opted out by now.
    private List<Collected> wanted(Gathering gathering, Instant now) {
        List<Collected> inTime = gathering.waiting().stream()
                .filter(one -> one.expiresAt() == null || now.isBefore(one.expiresAt()))
                .toList();
        List<Whereabouts> found = dispatch.dispatch(
                new FactChanges(), inTime.stream().map(Composing::look).toList());
        List<Collected> wanted = new ArrayList<>();
        for (int index = 0; index < inTime.size(); index++) {
            if (!found.get(index).optedOut()) {
                wanted.add(inTime.get(index));
            }
        }
        return wanted;
    }

    private static Departure look(Collected one) {
        Recipient recipient = Recipient.of(new Target.User(one.person()), one.person());
        return new Departure(one.lane(), recipient, one.topic(), null, null, "", new byte[0], whereabouts -> false);
    }

    /// The notification, unless it was cancelled or recalled meanwhile.
    private Optional<Notification> standing(Collected one) {
        return books.notifications()
                .find(one.campaign().notification(), Reach.EVERYTHING)
                .filter(notification -> notification.status() != NotificationStatus.CANCELLED)
                .filter(this::notRecalled);
    }

    private boolean notRecalled(Notification notification) {
        return books.notifications().errands(notification.id()).stream()
                .noneMatch(errand -> errand.errand() == Errand.RECALL);
    }

    private Locale language(Gathering gathering) {
        return books.directory()
                .person(gathering.lane(), gathering.person())
                .map(Person::locale)
                .map(Locale::forLanguageTag)
                .orElse(Locale.ENGLISH);
    }
}
