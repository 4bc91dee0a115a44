package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Message;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A message that tells somebody that something happened, and answers the five questions that they have
/// then: what happened, to what, who did it, what can I do about it, and how do I stop this.
///
/// Immutable. [#message()] makes an Adaptive Card of it, which shows itself as text where cards cannot
/// be shown.
///
/// @param what what happened, in one sentence of Markdown
/// @param text more about it in Markdown, or null
/// @param item what it happened to, or null
/// @param actor who did it, shown as it is, or null
/// @param actions what the reader can do about it
/// @param link where it can be looked at, or null
/// @param topic what it belongs to, or null; the card then has a button to get no more of it
/// @param mandatory whether the topic cannot be turned off: the card then says so, instead
/// @param language in which the card's own words are
public record Notification(
        String what,
        @Nullable String text,
        @Nullable Item item,
        @Nullable String actor,
        List<Action> actions,
        @Nullable URI link,
        @Nullable String topic,
        boolean mandatory,
        Locale language) {

    /// The most buttons that Teams shows on a card, the one to opt out and the one of the link included.
    public static final int MOST_BUTTONS = 6;

    /// @throws IllegalArgumentException if nothing happened, it has more buttons than Teams shows, or its
    ///     address is none to open
    public Notification {
        Texts.requireText("what happened", what);
        Texts.requireOpenable(link);
        actions = List.copyOf(actions);
        int buttons = actions.size() + (link == null ? 0 : 1) + (topic == null || mandatory ? 0 : 1);
        if (buttons > MOST_BUTTONS) {
            throw new IllegalArgumentException("Teams shows at most " + MOST_BUTTONS
                    + " buttons, the one of the link and the one to opt out included");
        }
    }

    /// That something happened; say more with the methods below.
    public static Notification of(String what) {
        return new Notification(what, null, null, null, List.of(), null, null, false, Locale.ENGLISH);
    }

    /// The same with more about it.
    public Notification saying(String markdown) {
        return new Notification(what, markdown, item, actor, actions, link, topic, mandatory, language);
    }

    /// The same with what it happened to.
    public Notification to(Item thing) {
        return new Notification(what, text, thing, actor, actions, link, topic, mandatory, language);
    }

    /// The same with who did it.
    public Notification by(String who) {
        return new Notification(what, text, item, who, actions, link, topic, mandatory, language);
    }

    /// The same with one more button.
    public Notification with(Action action) {
        List<Action> more = new ArrayList<>(actions);
        more.add(action);
        return new Notification(what, text, item, actor, more, link, topic, mandatory, language);
    }

    /// The same with a place to look at it.
    public Notification at(URI address) {
        return new Notification(what, text, item, actor, actions, address, topic, mandatory, language);
    }

    /// The same about a topic that people can opt out of.
    public Notification about(String name) {
        return new Notification(what, text, item, actor, actions, link, name, false, language);
    }

    /// The same about a topic that everybody gets, as for safety.
    public Notification aboutMandatory(String name) {
        return new Notification(what, text, item, actor, actions, link, name, true, language);
    }

    /// The same with the card's own words in another language; English where there is no translation.
    public Notification in(Locale other) {
        return new Notification(what, text, item, actor, actions, link, topic, mandatory, other);
    }

    /// The card as a message, with a summary for the banner.
    public Message message() {
        return message(null);
    }

    /// The same, its buttons telling which message they are on.
    ///
    /// @param reference told by [Press#reference()] when a button is pressed, or null
    public Message message(@Nullable String reference) {
        return Message.card(new NotificationCard(this, reference).json()).withSummary(summary());
    }

    /// What a banner shows.
    public String summary() {
        String said = Texts.plain(what);
        Item thing = item;
        boolean named = thing == null || said.contains(thing.name());
        return Texts.cut(named || thing == null ? said : said + " (" + thing.name() + ")", Linter.LONGEST_SUMMARY);
    }

    /// The whole as plain text, for where cards cannot be shown.
    public String plainText() {
        return new NotificationCard(this, null).plainText();
    }
}
