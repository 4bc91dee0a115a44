package dev.tidings.teams.notice;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Something that a person can do about a message: a button.
public sealed interface Action {

    /// The words on the button.
    String title();

    /// Opens an address.
    ///
    /// @param url `https:`, `http:`, `mailto:`, `tel:` or `msteams:`
    record Open(String title, URI url) implements Action {
        /// @throws IllegalArgumentException if there is no title, or the address is none to open
        public Open {
            Texts.requireText("a button's title", title);
            Texts.requireOpenable(url);
        }
    }

    /// Tells whoever sent the message that it was pressed, by whom and when.
    ///
    /// @param name what the sender calls it, such as `approve`
    /// @param data told with it as it is, or null
    record Call(String title, String name, @Nullable ObjectNode data) implements Action {
        /// @throws IllegalArgumentException if there is no title or no name
        public Call {
            Texts.requireText("a button's title", title);
            Texts.requireText("a button's name", name);
            data = data == null ? null : data.deepCopy();
        }

        /// A copy of the data, or null.
        @Override
        public @Nullable ObjectNode data() {
            return data == null ? null : data.deepCopy();
        }
    }

    /// Marks the message as dealt with; the card then says who did so, and when.
    record Done(String title) implements Action {
        /// @throws IllegalArgumentException if there is no title
        public Done {
            Texts.requireText("a button's title", title);
        }
    }

    /// Takes the message away for a while: it comes again later, once.
    ///
    /// @param delay how long it stays away
    record Snooze(String title, Duration delay) implements Action {
        /// How long if nobody says.
        public static final Duration AN_HOUR = Duration.ofHours(1);

        /// The shortest time.
        public static final Duration SHORTEST = Duration.ofMinutes(1);

        /// The longest time.
        public static final Duration LONGEST = Duration.ofDays(31);

        /// @throws IllegalArgumentException if there is no title, or the time is shorter than a minute or longer than
        ///     31 days
        public Snooze {
            Texts.requireText("a button's title", title);
            if (!allowed(delay)) {
                throw new IllegalArgumentException("a message can be snoozed for a minute to 31 days, not " + delay);
            }
        }

        /// For an hour.
        public Snooze(String title) {
            this(title, AN_HOUR);
        }

        static boolean allowed(Duration delay) {
            return delay.compareTo(SHORTEST) >= 0 && delay.compareTo(LONGEST) <= 0;
        }
    }

    /// Says something to the bot in the person's name, as if they had written it.
    ///
    /// @param text such as `settings`
    record Say(String title, String text) implements Action {
        /// @throws IllegalArgumentException if there is no title or no text
        public Say {
            Texts.requireText("a button's title", title);
            Texts.requireText("what a button says", text);
        }
    }

    /// Gives the bot a command, for the one who presses, also where people cannot write to the bot.
    ///
    /// @param command such as `settings`
    record Command(String title, String command) implements Action {
        /// @throws IllegalArgumentException if there is no title or no command
        public Command {
            Texts.requireText("a button's title", title);
            Texts.requireText("a button's command", command);
        }
    }
}
