package dev.tidings.delivery.inbound;

import dev.tidings.teams.activity.Activity;
import java.time.Instant;
import java.util.List;

/// What the bot itself does about something that arrived.
///
/// Thread-safe; blocks. A reaction may be asked for again for the same activity, after a crash, and
/// must then do no more than once.
public interface Reactions {

    /// Does nothing about anything.
    Reactions NONE = new Reactions() {
        @Override
        public boolean wants(String bot, Activity activity) {
            return false;
        }

        @Override
        public void react(String bot, Activity activity, Instant receivedAt) {
            throw new IllegalStateException("nothing was wanted");
        }
    };

    /// Does what each of several does, in their order.
    static Reactions all(List<Reactions> several) {
        List<Reactions> kept = List.copyOf(several);
        return new Reactions() {
            @Override
            public boolean wants(String bot, Activity activity) {
                return kept.stream().anyMatch(each -> each.wants(bot, activity));
            }

            @Override
            public void react(String bot, Activity activity, Instant receivedAt) {
                kept.stream()
                        .filter(each -> each.wants(bot, activity))
                        .forEach(each -> each.react(bot, activity, receivedAt));
            }
        };
    }

    /// Whether there is something to do about an activity; decided without looking anything up.
    boolean wants(String bot, Activity activity);

    /// Does it; what the activity teaches is known already.
    void react(String bot, Activity activity, Instant receivedAt);
}
