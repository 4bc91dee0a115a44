package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What somebody gets from the bot, as a card on which they choose: every message of a topic, digests,
/// or nothing.
///
/// Immutable. What they choose arrives as a [Press.Chose].
///
/// @param topics in the order in which they are shown
/// @param stopped whether they want nothing but what they have chosen since
/// @param more whether there are topics that are not shown
/// @param language in which the card's own words are
public record Preferences(List<Choice> topics, boolean stopped, boolean more, Locale language) {
    /// The most topics that fit on a card.
    public static final int MOST = 20;

    /// A topic and what the person wants of it.
    ///
    /// @param mandatory whether they get it whatever they choose
    /// @param wish `all`, `digest` or `nothing`, or null if they have chosen nothing yet
    public record Choice(
            String topic, boolean mandatory, @Nullable String wish) {}

    /// @throws IllegalArgumentException if there are more topics than fit
    public Preferences {
        topics = List.copyOf(topics);
        if (topics.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " topics fit on a card");
        }
    }

    /// The card as a message, with a summary for the banner.
    ///
    /// @param reference told by [Press#reference()] when a button is pressed, or null
    public Message message(@Nullable String reference) {
        return Message.card(card(reference)).withSummary(summary());
    }

    /// The card.
    ///
    /// @param reference told by [Press#reference()] when a button is pressed, or null
    public ObjectNode card(@Nullable String reference) {
        return new PreferencesCard(this, reference).json(null);
    }

    /// The card, saying that what was chosen has been saved.
    ///
    /// @param reference told by [Press#reference()] when a button is pressed, or null
    public ObjectNode saved(@Nullable String reference, Instant at) {
        return new PreferencesCard(this, reference).json(at);
    }

    /// What a banner shows.
    public String summary() {
        return Phrases.in(language).of("preferences-heading");
    }

    /// The whole as plain text, for where cards cannot be shown.
    public String plainText() {
        return new PreferencesCard(this, null).plainText();
    }
}
