package dev.tidings.teams.connector;

import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorException.Kind;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// **Experimental.** Sends one message to many at once, and asks later what became of it. Safe to use from many
/// threads.
///
/// Microsoft describes these operations through the code of its SDKs only: limits, permissions and
/// availability are not documented, and no activity ids come back, so that nothing sent this way can be
/// edited or deleted later. What is named here may change with the next finding.
public final class BatchClient {
    private static final String PATH = "v3/batch/conversation/";

    private final Calls calls;

    BatchClient(Calls calls) {
        this.calls = calls;
    }

    /// Sends to people.
    ///
    /// @param memberIds `29:...` or Entra object ids
    /// @return the operation's id, for [#state], [#failures] and [#cancel]
    public String toUsers(String serviceUrl, String tenantId, Collection<String> memberIds, Message message) {
        return start(serviceUrl, "users/", members(body(tenantId, message), memberIds));
    }

    /// Sends to channels.
    ///
    /// @return the operation's id
    public String toChannels(String serviceUrl, String tenantId, Collection<String> channelIds, Message message) {
        return start(serviceUrl, "channels/", members(body(tenantId, message), channelIds));
    }

    /// Sends to every member of a team.
    ///
    /// @return the operation's id
    public String toTeam(String serviceUrl, String tenantId, String teamId, Message message) {
        return start(serviceUrl, "team/", body(tenantId, message).put("teamId", teamId));
    }

    /// Sends to everybody in a tenant.
    ///
    /// @return the operation's id
    public String toTenant(String serviceUrl, String tenantId, Message message) {
        return start(serviceUrl, "tenant/", body(tenantId, message));
    }

    /// How far an operation has come; ask again no earlier than [BatchState#retryAfter()] says.
    public BatchState state(String serviceUrl, String operationId) {
        return BatchAnswers.state(calls.make("GET", serviceUrl, operation(operationId), null));
    }

    /// Whom an operation did not reach.
    ///
    /// @param continuationToken from the part before, or null for the first
    public BatchFailures failures(String serviceUrl, String operationId, @Nullable String continuationToken) {
        String query = continuationToken == null ? "" : "?continuationToken=" + Paths.encoded(continuationToken);
        String path = PATH + "failedentries/" + Paths.segment("operation id", operationId) + query;
        return BatchAnswers.failures(calls.make("GET", serviceUrl, path, null));
    }

    /// Stops an operation; what it has sent stays.
    public void cancel(String serviceUrl, String operationId) {
        calls.make("DELETE", serviceUrl, operation(operationId), null);
    }

    private String start(String serviceUrl, String what, ObjectNode body) {
        return BatchAnswers.operationId(calls.make("POST", serviceUrl, PATH + what, body.toString()));
    }

    private static String operation(String operationId) {
        return PATH + Paths.segment("operation id", operationId);
    }

    private static ObjectNode body(String tenantId, Message message) {
        ObjectNode body = Answers.MAPPER.createObjectNode();
        body.set("activity", Bodies.tree(ConnectorClient.checked(message)));
        return body.put("tenantId", tenantId);
    }

    private static ObjectNode members(ObjectNode body, Collection<String> ids) {
        if (ids.isEmpty()) {
            throw Refusals.unsent(Kind.BAD_REQUEST, "a batch needs at least one recipient");
        }
        var members = body.putArray("members");
        List.copyOf(ids).forEach(id -> members.addObject().put("id", id));
        return body;
    }
}
