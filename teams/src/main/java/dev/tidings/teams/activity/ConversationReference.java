package dev.tidings.teams.activity;

import static dev.tidings.teams.activity.Json.object;
import static dev.tidings.teams.activity.Json.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Everything needed to speak in a conversation later: which bot, which conversation, through which service
/// URL.
///
/// Its JSON is the one that the Bot Framework SDKs for Java, .NET and JavaScript wrote, so stored
/// references can be read as they are.
///
/// @param activityId the activity it was taken from, or null
/// @param user the person on the other side, null where there is none
/// @param bot the bot that this reference belongs to; ids in it mean nothing to another bot
/// @param channelId `msteams`
public record ConversationReference(
        @Nullable String activityId,
        @Nullable ChannelAccount user,
        ChannelAccount bot,
        ConversationAccount conversation,
        String channelId,
        String serviceUrl,
        @Nullable String locale) {

    /// The channel id of Microsoft Teams.
    public static final String MS_TEAMS = "msteams";

    static Optional<ConversationReference> of(Envelope activity) {
        ConversationAccount conversation = activity.conversation();
        if (conversation == null || activity.serviceUrl() == null || activity.recipient() == null) {
            return Optional.empty();
        }
        String tenantId = activity.channelData().tenantId();
        return Optional.of(new ConversationReference(
                activity.id(),
                activity.from(),
                activity.recipient(),
                conversation.tenantId() == null ? conversation.withTenant(tenantId) : conversation,
                Optional.ofNullable(activity.channelId()).orElse(MS_TEAMS),
                activity.serviceUrl(),
                activity.locale()));
    }

    /// Reads a stored reference.
    ///
    /// @throws MalformedActivityException if it is no JSON object, or has no conversation id, bot or service
    ///     URL
    public static ConversationReference read(String json) {
        // .NET's own serialiser writes the properties' names, Newtonsoft and the other SDKs those of the protocol.
        ObjectNode node = Json.camelCased(Json.readObject(json));
        ChannelAccount bot = ActivityReader.account(object(node, "bot"));
        ConversationAccount conversation = ActivityReader.conversation(object(node, "conversation"));
        String serviceUrl = text(node, "serviceUrl");
        if (bot == null || conversation == null || serviceUrl == null) {
            throw new MalformedActivityException(
                    "a conversation reference needs 'bot.id', 'conversation.id' and 'serviceUrl'");
        }
        return new ConversationReference(
                text(node, "activityId"),
                ActivityReader.account(object(node, "user")),
                bot,
                conversation,
                Optional.ofNullable(text(node, "channelId")).orElse(MS_TEAMS),
                serviceUrl,
                text(node, "locale"));
    }

    /// This reference as JSON, readable by [#read(String)] and by the Bot Framework SDKs.
    public String toJson() {
        ObjectNode node = Json.MAPPER.createObjectNode();
        put(node, "activityId", activityId);
        if (user != null) {
            put(node.putObject("user"), user);
        }
        put(node.putObject("bot"), bot);
        put(node.putObject("conversation"), conversation);
        node.put("channelId", channelId);
        node.put("serviceUrl", serviceUrl);
        put(node, "locale", locale);
        return node.toString();
    }

    /// The same conversation through another service URL.
    public ConversationReference withServiceUrl(String moved) {
        return new ConversationReference(activityId, user, bot, conversation, channelId, moved, locale);
    }

    /// The same conversation about another activity.
    ///
    /// @param activity the id, or null for none
    public ConversationReference withActivityId(@Nullable String activity) {
        return new ConversationReference(activity, user, bot, conversation, channelId, serviceUrl, locale);
    }

    private static void put(ObjectNode node, ChannelAccount account) {
        node.put("id", account.id());
        put(node, "name", account.name());
        put(node, "aadObjectId", account.aadObjectId());
    }

    private static void put(ObjectNode node, ConversationAccount conversation) {
        ConversationType type = conversation.type();
        node.put("id", conversation.id());
        put(node, "conversationType", type == null ? null : type.wire());
        put(node, "tenantId", conversation.tenantId());
        put(node, "name", conversation.name());
        if (type != null) {
            node.put("isGroup", type != ConversationType.PERSONAL);
        }
    }

    private static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
