package dev.tidings.delivery.press;

import dev.tidings.delivery.inbound.Reactions;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Afterwards;
import dev.tidings.teams.notice.Press;
import java.time.Instant;
import java.util.Optional;

/// What the bot does about messages: about what people write to it, and about buttons that arrive as
/// messages, as older clients of Teams send them. Thread-safe.
public final class ChatReactions implements Reactions {
    private final Presses presses;
    private final Replies replies;

    public ChatReactions(Presses presses, Notifications notifications) {
        this.presses = presses;
        this.replies = new Replies(notifications);
    }

    @Override
    public boolean wants(String bot, Activity activity) {
        return activity instanceof Activity.Message message
                && (Press.of(activity).isPresent() || presses.talks().hears(bot, message));
    }

    @Override
    public void react(String bot, Activity activity, Instant receivedAt) {
        Optional<Presser> presser = Presser.of(bot, activity);
        if (presser.isEmpty() || !(activity instanceof Activity.Message message)) {
            return;
        }
        Optional<Press> press = Press.of(activity);
        if (press.isEmpty()) {
            presses.talks().heard(presser.get(), message);
        } else {
            presses.pressed(bot, activity)
                    .map(answer -> words(answer, press.get(), presser.get()))
                    .ifPresent(words -> replies.tell(presser.get(), activity, new Content.Said(Message.plain(words))));
        }
    }

    /// There is no card to answer with, so it is said.
    private static String words(Answer answer, Press press, Presser presser) {
        return switch (answer) {
            case Answer.Words(String text) -> text;
            case Answer.Card _ -> Afterwards.words(press, presser.language());
        };
    }
}
