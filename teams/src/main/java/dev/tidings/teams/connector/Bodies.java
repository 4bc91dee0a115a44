package dev.tidings.teams.connector;

import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.Message;
import tools.jackson.databind.node.ObjectNode;

/// The bodies of requests that are more than a message.
final class Bodies {
    private static final String BOT = "28:";

    private Bodies() {}

    /// The tenant goes where Microsoft's documents put it and where its SDKs put it: without it, the call
    /// fails.
    static String createPersonal(String appId, String tenantId, String memberId) {
        return personal(appId, tenantId, memberId).toString();
    }

    static String createSession(String appId, String tenantId, String memberId, Message title) {
        ObjectNode body = personal(appId, tenantId, memberId);
        body.set("activity", tree(title));
        return body.toString();
    }

    private static ObjectNode personal(String appId, String tenantId, String memberId) {
        ObjectNode body = Answers.MAPPER.createObjectNode();
        body.put("isGroup", false);
        if (!appId.isBlank()) {
            body.putObject("bot").put("id", appId.startsWith(BOT) ? appId : BOT + appId);
        }
        body.putArray("members").addObject().put("id", memberId);
        body.put("tenantId", tenantId);
        body.putObject("channelData").putObject("tenant").put("id", tenantId);
        return body;
    }

    static String createThread(String tenantId, String channelId, Message message) {
        ObjectNode body = Answers.MAPPER.createObjectNode();
        body.put("isGroup", true);
        body.set("activity", tree(message));
        body.put("tenantId", tenantId);
        ObjectNode channelData = body.putObject("channelData");
        channelData.putObject("channel").put("id", ConversationAccount.channelOrChatId(channelId));
        channelData.putObject("tenant").put("id", tenantId);
        return body.toString();
    }

    static String targeted(String recipientId, Message message) {
        ObjectNode body = tree(message);
        body.putObject("recipient").put("id", recipientId);
        return body.toString();
    }

    static ObjectNode tree(Message message) {
        return Answers.MAPPER.readTree(message.toJson()).asObject();
    }
}
