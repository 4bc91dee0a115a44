package dev.tidings.delivery.press;

import dev.tidings.delivery.inbound.Reactions;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Afterwards;
import dev.tidings.teams.notice.Press;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the bot does about buttons that arrive as messages, as older clients of Teams send them.
/// Thread-safe.
public final class ChatReactions implements Reactions {
    private static final Logger LOG = LoggerFactory.getLogger(ChatReactions.class);

    private final Presses presses;
    private final Replies replies;

    public ChatReactions(Presses presses, Notifications notifications) {
        this.presses = presses;
        this.replies = new Replies(notifications);
    }

    @Override
    public boolean wants(String bot, Activity activity) {
        return activity instanceof Activity.Message && Press.of(activity).isPresent();
    }

    @Override
    public void react(String bot, Activity activity, Instant receivedAt) {
        Optional<Presser> presser = Presser.of(bot, activity);
        Optional<Press> press = Press.of(activity);
        if (presser.isPresent() && press.isPresent()) {
            presses.pressed(bot, activity)
                    .ifPresent(answer -> tell(presser.get(), activity, words(answer, press.get(), presser.get())));
        }
    }

    /// There is no card to answer with, so it is said.
    private static String words(Answer answer, Press press, Presser presser) {
        return switch (answer) {
            case Answer.Words(String text) -> text;
            case Answer.Card _ -> Afterwards.words(press, presser.language());
        };
    }

    private void tell(Presser presser, Activity activity, String words) {
        try {
            replies.send(presser, activity, new Content.Said(Message.plain(words)));
        } catch (NotAcceptedException unreachable) {
            // The bot cannot speak to this person: what was pressed is done all the same.
            LOG.info("A button was answered with silence: {}", unreachable.getMessage());
        }
    }
}
