package dev.tidings.delivery.press;

import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.store.TopicStore;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people themselves choose to hear of. Only topics that somebody has named before can be chosen.
final class TopicChoices {
    private final TopicStore topics;
    private final Events events;
    private final InstantSource clock;

    TopicChoices(Books books, Events events, InstantSource clock) {
        this.topics = books.topics();
        this.events = events;
        this.clock = clock;
    }

    /// Records that a person wants nothing of a topic.
    ///
    /// @return why not, in the person's language; null if it is done
    @Nullable
    String optOut(Presser presser, String topic) {
        Optional<Boolean> known = topics.mandatory(presser.tenancy(), topic);
        if (known.isEmpty()) {
            return Phrase.NO_TOPIC.in(presser.language(), topic);
        }
        if (known.get()) {
            return Phrase.MANDATORY.in(presser.language(), topic);
        }
        topics.optOut(presser.tenancy(), topic, presser.person(), clock.instant());
        tell(presser, topic, false);
        return null;
    }

    /// Records that a person wants a topic.
    ///
    /// @return why not, in the person's language; null if it is done
    @Nullable
    String subscribe(Presser presser, String topic) {
        if (topics.mandatory(presser.tenancy(), topic).isEmpty()) {
            return Phrase.NO_TOPIC.in(presser.language(), topic);
        }
        topics.subscribe(presser.tenancy(), topic, presser.person(), clock.instant());
        tell(presser, topic, true);
        return null;
    }

    private void tell(Presser presser, String topic, boolean subscribed) {
        events.publish(presser.tenancy(), new Happening.ChoseTopic(topic, presser.person(), subscribed));
    }
}
