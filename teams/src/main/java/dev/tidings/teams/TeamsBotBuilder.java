package dev.tidings.teams;

import dev.tidings.teams.activity.Activity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Says what a bot does on which activity. Not thread-safe; handlers run in the order in which they were added.
public final class TeamsBotBuilder {
    private final BotConfig config;
    private final List<Handlers.Entry<?>> entries = new ArrayList<>();
    private final Map<String, InvokeHandler> invokes = new HashMap<>();
    private BusySign sign = BusySign.unread();

    TeamsBotBuilder(BotConfig config) {
        this.config = config;
    }

    /// Somebody wrote to the bot, or pressed a button of an `Action.Submit`.
    public TeamsBotBuilder onMessage(TurnHandler<? super Activity.Message> handler) {
        return on(Activity.Message.class, handler);
    }

    /// Somebody edited or restored a message.
    public TeamsBotBuilder onMessageEdited(TurnHandler<? super Activity.MessageUpdate> handler) {
        return on(Activity.MessageUpdate.class, handler);
    }

    /// Somebody deleted a message.
    public TeamsBotBuilder onMessageDeleted(TurnHandler<? super Activity.MessageDelete> handler) {
        return on(Activity.MessageDelete.class, handler);
    }

    /// Somebody reacted to a message of the bot, or took a reaction back.
    public TeamsBotBuilder onReaction(TurnHandler<? super Activity.MessageReaction> handler) {
        return on(Activity.MessageReaction.class, handler);
    }

    /// People joined, or the bot itself did.
    public TeamsBotBuilder onMembersAdded(TurnHandler<? super Activity.ConversationUpdate> handler) {
        return on(
                Activity.ConversationUpdate.class,
                update -> !update.membersAdded().isEmpty(),
                handler);
    }

    /// People left, or the bot itself did.
    public TeamsBotBuilder onMembersRemoved(TurnHandler<? super Activity.ConversationUpdate> handler) {
        return on(
                Activity.ConversationUpdate.class,
                update -> !update.membersRemoved().isEmpty(),
                handler);
    }

    /// Members came or went, or a team or channel changed: all there is under `conversationUpdate`.
    public TeamsBotBuilder onConversationUpdate(TurnHandler<? super Activity.ConversationUpdate> handler) {
        return on(Activity.ConversationUpdate.class, handler);
    }

    /// The app was installed, or an upgrade brought the bot.
    public TeamsBotBuilder onInstalled(TurnHandler<? super Activity.InstallationUpdate> handler) {
        return on(Activity.InstallationUpdate.class, update -> update.action().installed(), handler);
    }

    /// The app was removed, or an upgrade took the bot away: it cannot speak there any more.
    public TeamsBotBuilder onUninstalled(TurnHandler<? super Activity.InstallationUpdate> handler) {
        return on(Activity.InstallationUpdate.class, update -> !update.action().installed(), handler);
    }

    /// Something with a name happened, such as a read receipt.
    public TeamsBotBuilder onEvent(TurnHandler<? super Activity.Event> handler) {
        return on(Activity.Event.class, handler);
    }

    /// Teams asks and waits, such as for `adaptiveCard/action`: what the handler returns is the answer.
    ///
    /// @throws IllegalArgumentException if this name has a handler already
    public TeamsBotBuilder onInvoke(String name, InvokeHandler handler) {
        if (invokes.putIfAbsent(name, handler) != null) {
            throw new IllegalArgumentException("the invoke '" + name + "' has a handler already");
        }
        return this;
    }

    /// Whatever arrives, also of a type that has no name here.
    public TeamsBotBuilder onAnything(TurnHandler<? super Activity> handler) {
        return on(Activity.class, handler);
    }

    /// Where the bot says that it is in the middle of something; a sign that nobody reads if none is given.
    public TeamsBotBuilder withBusySign(BusySign other) {
        sign = other;
        return this;
    }

    /// The bot, ready to receive and to send.
    public TeamsBot build() {
        return new TeamsBot(config, new Handlers(entries, invokes), sign);
    }

    private <A extends Activity> TeamsBotBuilder on(
            Class<A> type, Predicate<A> wanted, TurnHandler<? super A> handler) {
        return on(type, (turn, activity) -> {
            if (wanted.test(activity)) {
                handler.handle(turn, activity);
            }
        });
    }

    private <A extends Activity> TeamsBotBuilder on(Class<A> type, TurnHandler<? super A> handler) {
        entries.add(new Handlers.Entry<>(type, handler));
        return this;
    }
}
