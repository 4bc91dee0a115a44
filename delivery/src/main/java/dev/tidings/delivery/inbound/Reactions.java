package dev.tidings.delivery.inbound;

import dev.tidings.teams.activity.Activity;
import java.time.Instant;

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

    /// Whether there is something to do about an activity; decided without looking anything up.
    boolean wants(String bot, Activity activity);

    /// Does it; what the activity teaches is known already.
    void react(String bot, Activity activity, Instant receivedAt);
}
