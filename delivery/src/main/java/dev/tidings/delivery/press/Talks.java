package dev.tidings.delivery.press;

import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Afterwards;
import dev.tidings.teams.notice.Preferences;
import dev.tidings.teams.notice.Press;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What people tell the bot to do, in words or with buttons that stand for them, and what they choose
/// on the card of their preferences. Thread-safe; blocks.
final class Talks {
    private final TopicChoices topics;
    private final QuietTimes quiet;
    private final Originals originals;
    private final Copies copies;
    private final Replies replies;
    private final Listening listening;
    private final Commands commands;
    private final InstantSource clock;

    Talks(
            TopicChoices topics,
            QuietTimes quiet,
            Originals originals,
            Copies copies,
            Replies replies,
            Listening listening,
            InstantSource clock) {
        this.topics = topics;
        this.quiet = quiet;
        this.originals = originals;
        this.copies = copies;
        this.replies = replies;
        this.listening = listening;
        this.commands = new Commands(topics, listening.vocabulary());
        this.clock = clock;
    }

    /// Whether a message is one that the bot answers: decided without looking anything up.
    boolean hears(String bot, Activity.Message message) {
        Optional<Presser> presser = Presser.of(bot, message);
        return listening.commands()
                && presser.isPresent()
                && addressed(presser.get(), message)
                && (command(presser.get(), message).isPresent() || unclear(presser.get(), message));
    }

    /// In a chat of many only what mentions the bot is meant for it, also where it hears everything.
    private static boolean addressed(Presser presser, Activity.Message message) {
        ChannelAccount bot = message.envelope().recipient();
        return presser.personal()
                || (bot != null
                        && message.mentions().stream()
                                .anyMatch(mention -> mention.mentioned().id().equals(bot.id())));
    }

    private boolean unclear(Presser presser, Activity.Message message) {
        return listening.helps()
                && presser.personal()
                && message.value() == null
                && !message.text().isBlank();
    }

    private Optional<Command> command(Presser presser, Activity.Message message) {
        return listening.vocabulary().read(message.textWithoutBot(), presser.language());
    }

    /// Does what a message says, and answers it in the person's own chat.
    void heard(Presser presser, Activity.Message message) {
        Content answer = command(presser, message)
                .map(command -> commands.run(presser, command))
                .orElseGet(() -> commands.unclear(presser));
        replies.tell(presser, message, answer);
    }

    /// Does what a button stands for. On the card of the preferences it shows what is so now; what is
    /// long goes to the person's own chat.
    Answer asked(Press.Asked asked, Presser presser, Activity activity) {
        Optional<Command> command = listening.vocabulary().read(asked.command(), presser.language());
        if (command.isEmpty()) {
            return new Answer.Words(Phrase.UNKNOWN.in(presser.language()));
        }
        Content content = commands.run(presser, command.get());
        return switch (command.get().verb()) {
            case STOP, START ->
                asked.reference() == null ? words(content, presser) : preferences(asked.reference(), presser, null);
            case SETTINGS, HELP -> sent(content, presser, activity);
            case SUBSCRIBE, DIGEST, HOURLY, UNSUBSCRIBE ->
                content instanceof Content.Said ? words(content, presser) : sent(content, presser, activity);
        };
    }

    private Answer sent(Content content, Presser presser, Activity activity) {
        replies.tell(presser, activity, content);
        return new Answer.Words(Phrase.SENT.in(presser.language()));
    }

    private static Answer words(Content content, Presser presser) {
        return new Answer.Words(
                content instanceof Content.Said(Message message) ? message.text() : Phrase.SENT.in(presser.language()));
    }

    /// Records what somebody chose, and shows what is so now. Of quiet hours that make no sense they are
    /// told before anything is recorded.
    Answer chose(Press.Chose chose, Presser presser) {
        String noHours = Optional.ofNullable(chose.hours())
                .flatMap(Press.Hours::change)
                .map(hours -> quiet.choose(presser, hours))
                .orElse(null);
        return noHours == null ? choseTopics(chose, presser) : new Answer.Words(noHours);
    }

    private Answer choseTopics(Press.Chose chose, Presser presser) {
        String refusal = chose.changes().entrySet().stream()
                .limit(Preferences.MOST)
                .map(change -> chosen(presser, change))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return refusal == null ? preferences(chose.reference(), presser, clock.instant()) : new Answer.Words(refusal);
    }

    private @Nullable String chosen(Presser presser, Map.Entry<String, String> change) {
        return Wish.ofWord(change.getValue())
                .map(wish -> topics.choose(presser, change.getKey(), wish))
                .orElse(null);
    }

    /// @param saved when something was saved, or null if nothing was
    private Answer preferences(@Nullable String reference, Presser presser, @Nullable Instant saved) {
        if (!presser.personal()) {
            return new Answer.Words(Afterwards.words(new Press.Chose(null, List.of(), null), presser.language()));
        }
        Preferences now = topics.preferences(presser);
        ObjectNode card = saved == null ? now.card(reference) : now.saved(reference, saved);
        originals.find(reference, presser).ifPresent(original -> copies.edit(original, card));
        return new Answer.Card(card);
    }
}
