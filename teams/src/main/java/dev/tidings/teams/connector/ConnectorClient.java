package dev.tidings.teams.connector;

import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operations of the Bot Connector, which is how a bot speaks in Teams. Safe to use from many threads.
///
/// Every call waits for its answer. Service URLs are given as they arrived, with or without a slash at the
/// end. A call that is answered 401 is made once more if there is a fresh token; nothing else is ever
/// repeated. Whatever is not success is a [ConnectorException], whose kind says what can be done about it.
public final class ConnectorClient {
    private static final String TARGETED = "?isTargetedActivity=true";

    private final Calls calls;

    /// @param timeout how long one answer may take
    /// @param clock tells how far away a `Retry-After` date is
    public ConnectorClient(
            HttpTransport transport,
            TokenSource tokens,
            ServiceUrlPolicy policy,
            Duration timeout,
            InstantSource clock) {
        this.calls = new Calls(transport, tokens, policy, timeout, clock);
    }

    /// Gets a token now, so that the first call does not wait for it.
    public void logIn() {
        calls.logIn();
    }

    /// Sends a message to a 1:1 chat, a group chat, a channel or a thread.
    public SentActivity send(String serviceUrl, String conversationId, Message message) {
        return Answers.sent(post(serviceUrl, Paths.activities(conversationId), body(message)));
    }

    /// Answers a message.
    ///
    /// @param activityId the message that is answered
    public SentActivity reply(String serviceUrl, String conversationId, String activityId, Message message) {
        return Answers.sent(post(serviceUrl, Paths.activity(conversationId, activityId), body(message)));
    }

    /// Sends a message that one member of a chat or channel sees, for 24 hours.
    ///
    /// @param recipientId the member's `29:...`
    public SentActivity sendTargeted(String serviceUrl, String conversationId, String recipientId, Message message) {
        String body = Bodies.targeted(recipientId, checked(message));
        return Answers.sent(post(serviceUrl, Paths.activities(conversationId) + TARGETED, body));
    }

    /// Replaces a message that the bot sent.
    public SentActivity update(String serviceUrl, String conversationId, String activityId, Message message) {
        return Answers.sent(calls.make("PUT", serviceUrl, Paths.activity(conversationId, activityId), body(message)));
    }

    /// Deletes a message that the bot sent.
    public void delete(String serviceUrl, String conversationId, String activityId) {
        calls.make("DELETE", serviceUrl, Paths.activity(conversationId, activityId), null);
    }

    /// Opens the 1:1 chat with a person, or finds it; sends nothing. The app must be installed for the person.
    ///
    /// @param appId the bot's app id
    /// @param memberId the person's `29:...` or Entra object id
    public CreatedConversation createPersonal(String serviceUrl, String appId, String tenantId, String memberId) {
        if (memberId.isBlank() || tenantId.isBlank()) {
            throw Refusals.unsent(Kind.BAD_REQUEST, "a 1:1 chat needs the ids of tenant and person");
        }
        String body = Bodies.createPersonal(appId, tenantId, memberId);
        return Answers.created(post(serviceUrl, Paths.conversations(), body));
    }

    /// Opens a session with a person, with its title as the first message: each call opens another one.
    /// Only an app with `supportsSessions` in its manifest has sessions, and only with people for whom it
    /// is installed; otherwise the title goes into the 1:1 chat, and the answer has no id of it.
    ///
    /// @param appId the bot's app id
    /// @param memberId the person's Entra object id or `29:...`
    public CreatedConversation createSession(
            String serviceUrl, String appId, String tenantId, String memberId, Message title) {
        if (memberId.isBlank() || tenantId.isBlank()) {
            throw Refusals.unsent(Kind.BAD_REQUEST, "a session needs the ids of tenant and person");
        }
        String body = Bodies.createSession(appId, tenantId, memberId, checked(title));
        return Answers.created(post(serviceUrl, Paths.conversations(), body));
    }

    /// Starts a new thread in a channel: every call is a new post.
    ///
    /// @param channelId the channel's id; the thread part that it may have is left out
    public CreatedConversation createThread(String serviceUrl, String tenantId, String channelId, Message message) {
        String body = Bodies.createThread(tenantId, channelId, checked(message));
        return Answers.created(post(serviceUrl, Paths.conversations(), body));
    }

    /// A part of the members of a team, group chat or channel.
    ///
    /// @param pageSize how many; Teams gives at least 50 and at most 500
    /// @param continuationToken from the part before, or null for the first
    public MemberPage members(
            String serviceUrl, String conversationId, int pageSize, @Nullable String continuationToken) {
        String query = "?pageSize=" + pageSize
                + (continuationToken == null ? "" : "&continuationToken=" + Paths.encoded(continuationToken));
        return Answers.members(get(serviceUrl, Paths.pagedMembers(conversationId) + query));
    }

    /// One member of a conversation.
    ///
    /// @param id the person's `29:...`, Entra object id or user principal name
    public Member member(String serviceUrl, String conversationId, String id) {
        return Answers.member(get(serviceUrl, Paths.member(conversationId, id)));
    }

    /// A team that the app is installed in.
    ///
    /// @param teamId the team's conversation id
    public TeamDetails team(String serviceUrl, String teamId) {
        return Answers.team(get(serviceUrl, Paths.team(teamId)));
    }

    /// The channels of a team.
    ///
    /// @param teamId the team's conversation id
    public List<TeamChannel> channels(String serviceUrl, String teamId) {
        return Answers.channels(get(serviceUrl, Paths.team(teamId) + "/conversations"));
    }

    /// **Experimental.** The operations that send to many at once.
    public BatchClient batch() {
        return new BatchClient(calls);
    }

    private HttpAnswer get(String serviceUrl, String path) {
        return calls.make("GET", serviceUrl, path, null);
    }

    private HttpAnswer post(String serviceUrl, String path, String body) {
        return calls.make("POST", serviceUrl, path, body);
    }

    private static String body(Message message) {
        return checked(message).toJson();
    }

    static Message checked(Message message) {
        int size = message.sizeInBytes();
        if (size > Message.MAX_SIZE) {
            throw Refusals.unsent(
                    Kind.TOO_BIG, "the message has " + size + " bytes, Teams accepts " + Message.MAX_SIZE);
        }
        return message;
    }
}
