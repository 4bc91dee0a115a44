package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Audiences as JSON.
///
/// @param kind the kind of target or audience
/// @param id the target's, the team's, or the topic's name
/// @param named how many names were given, where they are not kept
record AudienceJson(
        String kind,
        @Nullable String id,
        @Nullable String thread,
        @Nullable List<String> ids,
        @Nullable Integer named) {
    private AudienceJson(String kind, @Nullable String id, @Nullable String thread, @Nullable List<String> ids) {
        this(kind, id, thread, ids, null);
    }

    private static final JsonMapper JSON = new JsonMapper();

    static String write(Audience audience) {
        return JSON.writeValueAsString(of(audience));
    }

    static Audience read(String json) {
        return JSON.readValue(json, AudienceJson.class).audience();
    }

    private static AudienceJson of(Audience audience) {
        return switch (audience) {
            case Audience.One(Target target) -> of(target);
            case Audience.Users(List<String> ids) -> new AudienceJson("users", null, null, ids);
            case Audience.Listed(int named) -> new AudienceJson("listed", null, null, null, named);
            case Audience.Members(String id) -> new AudienceJson("members", id, null, null);
            case Audience.Channels(String id) -> new AudienceJson("channels", id, null, null);
            case Audience.Subscribers(String topic) -> new AudienceJson("subscribers", topic, null, null);
            case Audience.Group(String id) -> new AudienceJson("group", id, null, null);
            case Audience.Everyone() -> new AudienceJson("everyone", null, null, null);
        };
    }

    private static AudienceJson of(Target target) {
        return switch (target) {
            case Target.User(String id) -> new AudienceJson("user", id, null, null);
            case Target.Chat(String id) -> new AudienceJson("chat", id, null, null);
            case Target.Channel(String id, String thread) -> new AudienceJson("channel", id, thread, null);
            case Target.Conversation(String id) -> new AudienceJson("conversation", id, null, null);
        };
    }

    private Audience audience() {
        return switch (kind) {
            case "users" -> new Audience.Users(ids == null ? List.of() : ids);
            case "listed" -> new Audience.Listed(named == null ? 0 : named);
            case "members" -> new Audience.Members(given());
            case "channels" -> new Audience.Channels(given());
            case "subscribers" -> new Audience.Subscribers(given());
            case "group" -> new Audience.Group(given());
            case "everyone" -> new Audience.Everyone();
            default -> new Audience.One(target());
        };
    }

    private Target target() {
        return switch (kind) {
            case "user" -> new Target.User(given());
            case "chat" -> new Target.Chat(given());
            case "channel" -> new Target.Channel(given(), thread);
            case "conversation" -> new Target.Conversation(given());
            default -> throw new StoreException("The database has an audience of the unknown kind " + kind + ".", null);
        };
    }

    private String given() {
        if (id == null) {
            throw new StoreException("The database has an audience of the kind " + kind + " without an id.", null);
        }
        return id;
    }
}
