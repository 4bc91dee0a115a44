package dev.tidings.delivery.press;

import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.notification.Choices;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.TopicStore;
import dev.tidings.teams.notice.Preferences;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people themselves choose to hear of, and when. Only topics that somebody has named before can
/// be chosen.
final class TopicChoices {
    private final TopicStore topics;
    private final QuietTimes quiet;
    private final Events events;
    private final InstantSource clock;

    TopicChoices(Books books, QuietTimes quiet, Events events, InstantSource clock) {
        this.topics = books.topics();
        this.quiet = quiet;
        this.events = events;
        this.clock = clock;
    }

    /// Records what a person wants of a topic.
    ///
    /// @return why not, in the person's language; null if it is done
    @Nullable
    String choose(Presser presser, String topic, Wish wish) {
        Optional<Boolean> known = topics.mandatory(presser.tenancy(), topic);
        if (known.isEmpty()) {
            return Phrase.NO_TOPIC.in(presser.language(), topic);
        }
        if (known.get() && wish == Wish.NOTHING) {
            return Phrase.MANDATORY.in(presser.language(), topic);
        }
        topics.choose(presser.tenancy(), topic, presser.person(), wish, clock.instant());
        events.publish(presser.tenancy(), new Happening.ChoseTopic(topic, presser.person(), wish));
        return null;
    }

    /// Records that a person wants nothing of any topic.
    void stop(Presser presser) {
        topics.optOutOfAll(presser.tenancy(), presser.person(), clock.instant());
        events.publish(presser.tenancy(), new Happening.ChoseAll(presser.person(), true));
    }

    /// Takes that back.
    void start(Presser presser) {
        topics.takeBack(presser.tenancy(), presser.person());
        events.publish(presser.tenancy(), new Happening.ChoseAll(presser.person(), false));
    }

    /// The topic that somebody means by a text, or the text itself if there is none.
    String meant(Presser presser, String text) {
        return topics.meant(presser.tenancy(), text).orElse(text);
    }

    /// What a person gets, and what else there is to choose.
    Preferences preferences(Presser presser) {
        Choices choices = topics.choices(presser.tenancy(), presser.person(), Preferences.MOST);
        return new Preferences(
                choices.topics().stream().map(TopicChoices::shown).toList(),
                choices.stopped(),
                choices.more(),
                quiet.of(presser),
                presser.language());
    }

    private static Preferences.Choice shown(Choices.Choice choice) {
        Wish wish = choice.wish();
        return new Preferences.Choice(choice.topic(), choice.mandatory(), wish == null ? null : wish.word());
    }
}
