package dev.tidings.teams;

import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.MalformedActivityException;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.InboundRefusedException;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.connector.CreatedConversation;
import dev.tidings.teams.connector.SentActivity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bot in Microsoft Teams: it receives activities, and sends messages that nobody just asked for.
///
/// Thread-safe. Calls block until Teams has answered, so use virtual threads to make many at once. Close it
/// to give back the connections it opened.
public final class TeamsBot implements AutoCloseable {
    /// How long an exchange lasts at most if nobody says.
    public static final Duration EXCHANGE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(TeamsBot.class);

    private final BotConfig config;
    private final Connection connection;
    private final Handlers handlers;
    private final BusySign sign;

    TeamsBot(BotConfig config, Handlers handlers, BusySign sign) {
        this.config = config;
        this.connection = new Connection(config);
        this.handlers = handlers;
        this.sign = sign;
    }

    /// Begins a bot; handlers come next, [TeamsBotBuilder#build()] last.
    public static TeamsBotBuilder builder(BotConfig config) {
        return new TeamsBotBuilder(config);
    }

    /// Takes what Teams posted to the bot's endpoint: verifies the token, reads the activity and runs the
    /// handlers.
    ///
    /// Never throws for what arrived; answer with what is returned: 200, 400 for what is no activity, 401
    /// or 403 for who is not Teams, 500 after a handler failed, an invoke's own answer. Handlers run on the
    /// calling thread. Teams posts again what is not answered within 15 seconds, so longer work belongs on
    /// a thread of its own.
    ///
    /// @param authorizationHeader the request's `Authorization` header, or null if it has none
    /// @param body the request's body
    public Received receive(@Nullable String authorizationHeader, String body) {
        Activity activity;
        try {
            activity = Activity.read(body);
            connection.verify(authorizationHeader, activity);
        } catch (MalformedActivityException malformed) {
            return Received.problem(400, malformed.getMessage());
        } catch (InboundRefusedException refused) {
            LOG.warn("An activity was refused: {}", refused.getMessage());
            return Received.problem(refused.status(), refused.getMessage());
        }
        connection.learnServiceUrl(activity);
        return run(activity);
    }

    private Received run(Activity activity) {
        String replyTo =
                activity instanceof Activity.Message ? activity.envelope().id() : null;
        Turn turn = new Turn(this, activity.reference().orElse(null), replyTo);
        try {
            return handlers.handle(turn, activity);
        } catch (RuntimeException failed) {
            LOG.error("a handler failed on a '{}' activity", activity.type(), failed);
            return Received.problem(500, "the bot failed on this activity");
        }
    }

    /// Sends a message to a stored reference.
    ///
    /// @throws ConnectorException if Teams did not take it; [ConnectorException#kind()] says what to do
    /// @throws IllegalArgumentException if it has suggested actions and the conversation is not a 1:1 chat
    public SentActivity send(ConversationReference reference, Message message) {
        requireFitting(reference, message);
        return connector().send(reference.serviceUrl(), reference.conversation().id(), message);
    }

    /// Answers one message: in a channel into its thread, elsewhere into the chat.
    ///
    /// @param activityId the message to answer; in a channel the first of the thread
    public SentActivity reply(ConversationReference reference, String activityId, Message message) {
        requireFitting(reference, message);
        ConversationAccount conversation = reference.conversation();
        if (conversation.type() == ConversationType.CHANNEL) {
            String thread = ConversationAccount.threadId(conversation.id(), activityId);
            return connector().send(reference.serviceUrl(), thread, message);
        }
        return connector().reply(reference.serviceUrl(), conversation.id(), activityId, message);
    }

    /// Gives the answer that a turn has deferred: in a channel into the thread, elsewhere into the chat.
    ///
    /// It is sent each time that this is called; who completes a ticket once keeps or deletes it accordingly.
    public SentActivity complete(ReplyTicket ticket, Message answer) {
        ConversationReference here = ticket.reference();
        String replyTo = here.activityId();
        // In a channel the conversation of a message already is its thread.
        return replyTo == null || here.conversation().type() == ConversationType.CHANNEL
                ? send(here, answer)
                : reply(here, replyTo, answer);
    }

    /// Replaces a message that this bot sent.
    public SentActivity update(ConversationReference reference, String activityId, Message message) {
        return connector()
                .update(reference.serviceUrl(), reference.conversation().id(), activityId, message);
    }

    /// Deletes a message that this bot sent.
    public void delete(ConversationReference reference, String activityId) {
        connector().delete(reference.serviceUrl(), reference.conversation().id(), activityId);
    }

    /// Opens the 1:1 chat with a person, or finds the one there is, without writing into it.
    ///
    /// The service URL is the tenant's last one seen, else the cloud's global one.
    ///
    /// @param tenantId the person's tenant
    /// @param userId the person's `29:` id for this bot, or Entra object id where the app is installed for them
    /// @throws ConnectorException of kind `NOT_INSTALLED` if the app is not installed for the person
    public ConversationReference createConversation(String tenantId, String userId) {
        String serviceUrl = connection.serviceUrl(tenantId);
        CreatedConversation created = connector().createPersonal(serviceUrl, config.appId(), tenantId, userId);
        return reference(created, serviceUrl, ConversationType.PERSONAL, tenantId, ChannelAccount.of(userId));
    }

    /// Starts a thread in a channel; the reference returned continues it.
    public ConversationReference createThread(String tenantId, String channelId, Message first) {
        String serviceUrl = connection.serviceUrl(tenantId);
        CreatedConversation created = connector().createThread(serviceUrl, tenantId, channelId, first);
        return reference(created, serviceUrl, ConversationType.CHANNEL, tenantId, null);
    }

    /// Continues a conversation from a stored reference: whatever the turn sends goes there.
    public void continueConversation(ConversationReference reference, Consumer<Turn> work) {
        work.accept(new Turn(this, reference, null));
    }

    /// Says that the bot is in the middle of something in a conversation, until [#idle], or for
    /// [#EXCHANGE]: messages that can wait for a pause then do, if whoever sends them reads the bot's
    /// [sign][TeamsBotBuilder#withBusySign].
    public void busy(ConversationReference reference) {
        busy(reference, EXCHANGE);
    }

    /// Says that the bot is in the middle of something, until [#idle], or for so long.
    public void busy(ConversationReference reference, Duration most) {
        sign.busy(reference, most);
    }

    /// Says that the exchange in a conversation is over; harmless if there was none.
    public void idle(ConversationReference reference) {
        sign.idle(reference);
    }

    /// The connector's calls, for what a bot itself has no method for: rosters, teams, channels.
    public ConnectorClient connector() {
        return connection.connector();
    }

    /// Gives back the connections that this bot opened; a transport passed in stays open.
    @Override
    public void close() {
        connection.close();
    }

    private static void requireFitting(ConversationReference reference, Message message) {
        ConversationType type = reference.conversation().type();
        if (!message.suggestedActions().isEmpty() && type != null && type != ConversationType.PERSONAL) {
            throw new IllegalArgumentException("Teams shows suggested actions in 1:1 chats only");
        }
    }

    private ConversationReference reference(
            CreatedConversation created,
            String serviceUrl,
            ConversationType type,
            String tenantId,
            @Nullable ChannelAccount user) {
        return new ConversationReference(
                created.activityId(),
                user,
                ChannelAccount.of("28:" + config.appId()),
                new ConversationAccount(created.conversationId(), type, tenantId, null),
                ConversationReference.MS_TEAMS,
                Optional.ofNullable(created.serviceUrl()).orElse(serviceUrl),
                null);
    }
}
