package dev.tidings.teams.activity;

import static dev.tidings.teams.activity.Json.object;
import static dev.tidings.teams.activity.Json.objects;
import static dev.tidings.teams.activity.Json.text;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// From the wire's JSON to an [Activity].
final class ActivityReader {
    private ActivityReader() {}

    static Activity read(String json) {
        ObjectNode raw = Json.readObject(json);
        String type = text(raw, "type");
        if (type == null || type.isBlank()) {
            throw new MalformedActivityException("the activity has no 'type'");
        }
        Envelope envelope = envelope(type, raw);
        return switch (type) {
            case "message" ->
                new Activity.Message(envelope, orEmpty(text(raw, "text")), mentions(raw), Json.value(raw, "value"));
            case "conversationUpdate" ->
                new Activity.ConversationUpdate(
                        envelope, accounts(raw, "membersAdded"), accounts(raw, "membersRemoved"));
            case "installationUpdate" -> installation(envelope);
            case "messageReaction" ->
                new Activity.MessageReaction(
                        envelope, reactions(raw, "reactionsAdded"), reactions(raw, "reactionsRemoved"));
            case "messageUpdate" -> new Activity.MessageUpdate(envelope, orEmpty(text(raw, "text")));
            case "messageDelete" -> new Activity.MessageDelete(envelope);
            case "event" -> new Activity.Event(envelope, orEmpty(text(raw, "name")), Json.value(raw, "value"));
            case "invoke" -> new Activity.Invoke(envelope, orEmpty(text(raw, "name")), Json.value(raw, "value"));
            default -> new Activity.Unknown(envelope);
        };
    }

    /// An action that is not one of the four is new to us: the activity is kept, and means nothing yet.
    private static Activity installation(Envelope envelope) {
        String action = text(envelope.raw(), "action");
        for (InstallationAction known : InstallationAction.values()) {
            if (known.wire().equals(action)) {
                return new Activity.InstallationUpdate(envelope, known);
            }
        }
        return new Activity.Unknown(envelope);
    }

    private static Envelope envelope(String type, ObjectNode raw) {
        return new Envelope(
                type,
                text(raw, "id"),
                instant(text(raw, "timestamp")),
                text(raw, "serviceUrl"),
                text(raw, "channelId"),
                account(object(raw, "from")),
                account(object(raw, "recipient")),
                conversation(object(raw, "conversation")),
                channelData(object(raw, "channelData")),
                text(raw, "replyToId"),
                Optional.ofNullable(text(raw, "locale")).orElseGet(() -> clientInfo(raw, "locale")),
                Optional.ofNullable(clientInfo(raw, "timezone")).orElseGet(() -> text(raw, "localTimezone")),
                raw);
    }

    static @Nullable ChannelAccount account(@Nullable ObjectNode node) {
        String id = node == null ? null : text(node, "id");
        if (node == null || id == null || id.isEmpty()) {
            return null;
        }
        String directoryId = Optional.ofNullable(text(node, "aadObjectId")).orElseGet(() -> text(node, "objectId"));
        return new ChannelAccount(id, text(node, "name"), directoryId);
    }

    static @Nullable ConversationAccount conversation(@Nullable ObjectNode node) {
        String id = node == null ? null : text(node, "id");
        if (node == null || id == null || id.isEmpty()) {
            return null;
        }
        String type = text(node, "conversationType");
        return new ConversationAccount(
                id,
                type == null ? null : ConversationType.ofWire(type).orElse(null),
                text(node, "tenantId"),
                text(node, "name"));
    }

    private static TeamsChannelData channelData(@Nullable ObjectNode data) {
        if (data == null) {
            return new TeamsChannelData(null, null, null, null, null);
        }
        ObjectNode settings = object(data, "settings");
        return new TeamsChannelData(
                idOf(object(data, "tenant")),
                team(object(data, "team")),
                channel(object(data, "channel")),
                text(data, "eventType"),
                settings == null ? null : idOf(object(settings, "selectedChannel")));
    }

    private static TeamsChannelData.@Nullable Team team(@Nullable ObjectNode node) {
        String id = idOf(node);
        return node == null || id == null
                ? null
                : new TeamsChannelData.Team(id, text(node, "name"), text(node, "aadGroupId"));
    }

    private static TeamsChannelData.@Nullable Channel channel(@Nullable ObjectNode node) {
        String id = idOf(node);
        return node == null || id == null ? null : new TeamsChannelData.Channel(id, text(node, "name"));
    }

    private static @Nullable String idOf(@Nullable ObjectNode node) {
        return node == null ? null : text(node, "id");
    }

    private static List<ChannelAccount> accounts(ObjectNode raw, String field) {
        return objects(raw, field).stream()
                .map(ActivityReader::account)
                .flatMap(account -> Optional.ofNullable(account).stream())
                .toList();
    }

    private static List<Mention> mentions(ObjectNode raw) {
        return objects(raw, "entities").stream()
                .filter(entity -> "mention".equals(text(entity, "type")))
                .flatMap(entity -> mention(entity).stream())
                .toList();
    }

    private static Optional<Mention> mention(ObjectNode entity) {
        ChannelAccount mentioned = account(object(entity, "mentioned"));
        return mentioned == null
                ? Optional.empty()
                : Optional.of(new Mention(mentioned, orEmpty(text(entity, "text"))));
    }

    private static List<String> reactions(ObjectNode raw, String field) {
        return objects(raw, field).stream()
                .flatMap(reaction -> Optional.ofNullable(text(reaction, "type")).stream())
                .toList();
    }

    private static @Nullable String clientInfo(ObjectNode raw, String field) {
        return objects(raw, "entities").stream()
                .filter(entity -> "clientInfo".equals(text(entity, "type")))
                .flatMap(entity -> Optional.ofNullable(text(entity, field)).stream())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
