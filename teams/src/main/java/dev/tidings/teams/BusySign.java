package dev.tidings.teams;

import dev.tidings.teams.activity.ConversationReference;
import java.time.Duration;

/// Where a bot's own code says that it is in the middle of something with the people of a conversation, for
/// whoever sends messages that can wait for a pause.
///
/// Implementations are thread-safe.
public interface BusySign {

    /// A sign that nobody reads.
    static BusySign unread() {
        return new BusySign() {
            @Override
            public void busy(ConversationReference conversation, Duration most) {
                // nobody reads it
            }

            @Override
            public void idle(ConversationReference conversation) {
                // nobody reads it
            }
        };
    }

    /// The bot is in the middle of something, whatever was said of the conversation before.
    ///
    /// @param most for how long, unless [#idle] is said earlier: a bot that dies in an exchange must not
    ///     silence others for ever
    void busy(ConversationReference conversation, Duration most);

    /// The exchange is over; harmless if there was none.
    void idle(ConversationReference conversation);
}
