package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The first message to somebody, who knows nothing of the bot yet: why they get it, what the bot
/// offers them, and what to do next.
///
/// Immutable. [#message()] makes an Adaptive Card of it, which shows itself as text where cards cannot
/// be shown.
///
/// @param title a greeting in one line of Markdown, or null
/// @param why why they get this: where the app was added, and by whom, in Markdown
/// @param offer what they can do with the bot, in Markdown
/// @param next what to try first: buttons, best such that say something to the bot
/// @param language in which the card's own words are
public record Welcome(@Nullable String title, String why, String offer, List<Action> next, Locale language) {

    /// @throws IllegalArgumentException if there is nothing in it, or more buttons than Teams shows
    public Welcome {
        if (why.isBlank() && offer.isBlank()) {
            throw new IllegalArgumentException("a welcome says why it comes, or what the bot offers");
        }
        next = List.copyOf(next);
        if (next.size() > Notification.MOST_BUTTONS) {
            throw new IllegalArgumentException("Teams shows at most " + Notification.MOST_BUTTONS + " buttons");
        }
    }

    /// A welcome that says why it comes and what there is; [#next(Action)] adds what to do.
    public static Welcome of(String why, String offer) {
        return new Welcome(null, why, offer, List.of(), Locale.ENGLISH);
    }

    /// The same under a greeting.
    public Welcome titled(String greeting) {
        return new Welcome(greeting, why, offer, next, language);
    }

    /// The same with one more thing to try.
    public Welcome next(Action action) {
        List<Action> more = new ArrayList<>(next);
        more.add(action);
        return new Welcome(title, why, offer, more, language);
    }

    /// The same with the card's own words in another language; English where there is no translation.
    public Welcome in(Locale other) {
        return new Welcome(title, why, offer, next, other);
    }

    /// The card as a message, with a summary for the banner.
    public Message message() {
        return Message.card(new WelcomeCard(this).json()).withSummary(summary());
    }

    /// What a banner shows.
    public String summary() {
        String first = firstLine(why.isBlank() ? offer : why);
        return Texts.cut(title == null ? first : firstLine(title) + " – " + first, Linter.LONGEST_SUMMARY);
    }

    private static String firstLine(String markdown) {
        return Texts.plain(markdown).lines().findFirst().orElse("");
    }

    /// The whole as plain text, for where cards cannot be shown.
    public String plainText() {
        return new WelcomeCard(this).plainText();
    }
}
