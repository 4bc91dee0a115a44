package dev.tidings.delivery.press;

import dev.tidings.delivery.campaign.Campaigns;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.press.Originals.Original;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.notice.Afterwards;
import dev.tidings.teams.notice.Press;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Does what people ask for with the buttons of cards, and shows on the card who did it and when.
///
/// Thread-safe; blocks for a few look-ups and a write, so that it fits into the time that Teams waits.
/// What was done is durable when this returns.
public final class Presses {
    private final TopicChoices topics;
    private final Originals originals;
    private final Copies copies;
    private final Talks talks;
    private final Snoozes snoozes;
    private final PressEvents events;
    private final InstantSource clock;
    /// Of two who press the same button at once, the card names the first.
    private final ReentrantLock turn = new ReentrantLock();

    /// What they work with.
    ///
    /// @param notifications takes what is said in answer
    /// @param manners what people are spared who have said nothing else
    public record Parts(
            Books books, Notifications notifications, Campaigns campaigns, Manners manners, Events events) {}

    public Presses(Parts parts, Listening listening, InstantSource clock) {
        var quiet = new QuietTimes(parts.books().directory(), parts.manners(), parts.events(), clock);
        this.topics = new TopicChoices(parts.books(), quiet, parts.events(), clock);
        this.originals = new Originals(parts.books());
        this.copies = new Copies(parts.campaigns());
        this.talks = new Talks(topics, quiet, originals, copies, new Replies(parts.notifications()), listening, clock);
        this.events = new PressEvents(parts.events());
        this.snoozes = new Snoozes(parts.notifications());
        this.clock = clock;
    }

    /// What people write.
    Talks talks() {
        return talks;
    }

    /// Does what an activity asks for with a button; empty if it is no button of ours.
    public Optional<Answer> pressed(String bot, Activity activity) {
        return Press.of(activity)
                .flatMap(press -> Presser.of(bot, activity).map(presser -> answer(press, presser, activity)));
    }

    private Answer answer(Press press, Presser presser, Activity activity) {
        return switch (press) {
            case Press.OptOut out -> chosen(press, presser, topics.choose(presser, out.topic(), Wish.NOTHING));
            case Press.OptIn in -> chosen(press, presser, topics.choose(presser, in.topic(), Wish.ALL));
            case Press.Done _ -> settled(press, presser);
            case Press.Called _ -> settled(press, presser);
            case Press.Asked asked -> talks.asked(asked, presser, activity);
            case Press.Chose chose -> talks.chose(chose, presser);
            case Press.Snoozed snoozed -> settled(snoozed, presser);
        };
    }

    /// Only in their own chat the card shows what one person chose.
    private Answer chosen(Press press, Presser presser, @Nullable String refusal) {
        if (refusal != null) {
            return new Answer.Words(refusal);
        }
        if (!presser.personal()) {
            return new Answer.Words(Afterwards.words(press, presser.language()));
        }
        turn.lock();
        try {
            return originals
                    .find(press.reference(), presser)
                    .<Answer>map(original -> shown(original, press, presser, clock.instant()))
                    .orElseGet(() -> new Answer.Words(Afterwards.words(press, presser.language())));
        } finally {
            turn.unlock();
        }
    }

    private Answer settled(Press press, Presser presser) {
        turn.lock();
        try {
            Optional<Original> original = originals.find(press.reference(), presser);
            if (original.isEmpty()) {
                return new Answer.Words(Phrase.UNKNOWN.in(presser.language()));
            }
            if (original.get().shared() && Afterwards.settled(original.get().card())) {
                return new Answer.Card(original.get().card());
            }
            return settled(original.get(), press, presser);
        } finally {
            turn.unlock();
        }
    }

    private Answer settled(Original original, Press press, Presser presser) {
        Instant now = clock.instant();
        if (press instanceof Press.Snoozed(String _, Duration delay)) {
            return snoozes.putOff(original, delay, presser, now)
                    .map(later -> shownPutOff(original, press, presser, later, delay))
                    .orElseGet(() -> new Answer.Words(Phrase.NOT_LATER.in(presser.language())));
        }
        events.pressed(original.notification().id(), press, presser);
        return shown(original, press, presser, now);
    }

    private Answer shownPutOff(Original original, Press press, Presser presser, Snoozes.PutOff later, Duration delay) {
        if (later.first()) {
            events.putOff(original.notification().id(), later.until(), presser);
        }
        return shown(original, press, presser, later.until().minus(delay));
    }

    private Answer shown(Original original, Press press, Presser presser, Instant at) {
        ObjectNode card = Afterwards.settled(original.card(), press, presser.name(), at);
        if (original.shared()) {
            copies.edit(original, card);
        }
        return new Answer.Card(card);
    }
}
