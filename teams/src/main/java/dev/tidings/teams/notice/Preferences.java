package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What somebody gets from the bot, as a card on which they choose: every message of a topic, digests each
/// hour or once a day, or nothing; and when they are not disturbed.
///
/// Immutable. What they choose arrives as a [Press.Chose].
///
/// @param topics in the order in which they are shown
/// @param stopped whether they want nothing but what they have chosen since
/// @param more whether there are topics that are not shown
/// @param quiet when they are not disturbed, or null if the card does not let them choose that
/// @param language in which the card's own words are
public record Preferences(
        List<Choice> topics,
        boolean stopped,
        boolean more,
        @Nullable Quiet quiet,
        Locale language) {
    /// The most topics that fit on a card.
    public static final int MOST = 20;

    /// A topic and what the person wants of it.
    ///
    /// @param mandatory whether they get it whatever they choose
    /// @param wish `all`, `hourly`, `digest` or `nothing`, or null if they have chosen nothing yet
    public record Choice(
            String topic, boolean mandatory, @Nullable String wish) {}

    /// When somebody is not disturbed, by their own clock.
    ///
    /// @param own what they have chosen: times such as `20:00-07:00`, [#OFF], or null if they have chosen
    /// nothing
    /// @param usual what holds for whoever has chosen nothing: times, or [#OFF]
    /// @param clock whose time it is, such as `Europe/Berlin`
    public record Quiet(@Nullable String own, String usual, String clock) {
        /// No quiet hours.
        public static final String OFF = "off";

        /// What holds for whoever has chosen nothing.
        public static final String USUAL = "default";
    }

    /// Without a choice of quiet hours.
    ///
    /// @throws IllegalArgumentException if there are more topics than fit
    public Preferences(List<Choice> topics, boolean stopped, boolean more, Locale language) {
        this(topics, stopped, more, null, language);
    }

    /// Keeps its own copy.
    ///
    /// @throws IllegalArgumentException if there are more topics than fit
    public Preferences {
        topics = List.copyOf(topics);
        if (topics.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " topics fit on a card");
        }
    }

    /// The same with a choice of quiet hours.
    public Preferences with(Quiet hours) {
        return new Preferences(topics, stopped, more, hours, language);
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
