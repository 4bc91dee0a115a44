package dev.tidings.delivery.digest;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.fact.FactChanges;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes one message of what has waited for a person.
final class Composing {
    private final Books books;
    private final DispatchStore dispatch;

    Composing(Books books, DispatchStore dispatch) {
        this.books = books;
        this.dispatch = dispatch;
    }

    /// The message; empty if nothing of it is to be told any more. A single one is told as it is.
    Optional<Message> message(Gathering gathering, Instant now) {
        List<Collected> wanted = wanted(gathering, now);
        List<Message> messages = new ArrayList<>();
        List<Digest.Entry> entries = new ArrayList<>();
        for (Collected one : wanted) {
            said(one).ifPresent(message -> {
                messages.add(message);
                entries.add(Digest.Entry.of(message, one.topic()));
            });
        }
        if (messages.size() <= 1) {
            return messages.stream().findFirst();
        }
        return Optional.of(new Digest(entries, language(gathering)).message());
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
        return new Departure(one.lane(), recipient, one.topic(), null, "", new byte[0], whereabouts -> false);
    }

    /// What the message says by now; empty if it was cancelled or recalled meanwhile.
    private Optional<Message> said(Collected one) {
        return books.notifications()
                .find(one.campaign().notification(), Reach.EVERYTHING)
                .filter(notification -> notification.status() != NotificationStatus.CANCELLED)
                .filter(this::standing)
                .flatMap(notification -> books.notifications().text(one.campaign()))
                .map(text -> Message.read(text.message()));
    }

    private boolean standing(Notification notification) {
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
