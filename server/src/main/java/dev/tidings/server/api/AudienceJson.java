package dev.tidings.server.api;

import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Names;
import dev.tidings.delivery.notification.Target;
import dev.tidings.server.api.NotificationJson.To;
import dev.tidings.server.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whom a notification is for, between the API's `to` and the engine.
final class AudienceJson {
    private static final String KINDS = "user, users, chat, channel, conversation, team, topic, group and everyone";

    private AudienceJson() {}

    static Audience read(@Nullable To to) {
        if (to == null) {
            throw ProblemException.invalid("to", "it is missing", "Name one of " + KINDS + ": {\"user\": \"...\"}.");
        }
        List<Audience> named = named(to);
        if (named.size() != 1) {
            throw ProblemException.invalid(
                    "to",
                    named.isEmpty() ? "it names nobody" : "it names " + named.size() + " targets",
                    "Name exactly one of " + KINDS + "; thread goes with channel, members with team.");
        }
        requireCompanions(to);
        return named.getFirst();
    }

    private static List<Audience> named(To to) {
        List<Audience> named = new ArrayList<>();
        add(named, to.user(), "user", id -> new Audience.One(new Target.User(id)));
        add(named, to.chat(), "chat", id -> new Audience.One(new Target.Chat(id)));
        add(named, to.channel(), "channel", id -> new Audience.One(new Target.Channel(id, thread(to))));
        add(named, to.conversation(), "conversation", id -> new Audience.One(new Target.Conversation(id)));
        add(
                named,
                to.team(),
                "team",
                Objects.equals(to.channels(), true) ? Audience.Channels::new : Audience.Members::new);
        add(named, to.topic(), "topic", Audience.Subscribers::new);
        add(named, to.group(), "group", Audience.Group::new);
        if (to.users() != null) {
            named.add(users(to.users()));
        }
        if (to.everyone() != null) {
            named.add(new Audience.Everyone());
        }
        return named;
    }

    private interface Kind {
        Audience of(String id);
    }

    private static void add(List<Audience> named, @Nullable String id, String field, Kind kind) {
        if (id != null) {
            named.add(kind.of(id(field, id)));
        }
    }

    private static Audience users(List<String> ids) {
        if (ids instanceof NamedPeople people) {
            return new Audience.Users(people.ids());
        }
        int nothing = ids instanceof Names ? -1 : ids.indexOf(null);
        if (nothing >= 0) {
            throw ProblemException.invalid("to.users[" + nothing + "]", "it is null", "Give an id.");
        }
        return new Audience.Users(ids);
    }

    private static @Nullable String thread(To to) {
        return to.thread() == null ? null : id("thread", to.thread());
    }

    private static String id(String field, String id) {
        if (id.isBlank()) {
            throw ProblemException.invalid("to." + field, "it is empty", "Give an id.");
        }
        return id.strip();
    }

    private static void requireCompanions(To to) {
        if (to.thread() != null && to.channel() == null) {
            throw ProblemException.invalid("to.thread", "only a channel has threads", "Name the channel too.");
        }
        requireTeam(to);
        if (Objects.equals(to.everyone(), false)) {
            throw ProblemException.invalid("to.everyone", "it is false", "Write true, or name somebody.");
        }
    }

    private static void requireTeam(To to) {
        if (to.members() != null && to.team() == null) {
            throw ProblemException.invalid("to.members", "only a team has members", "Name the team too.");
        }
        if (to.channels() != null && to.team() == null) {
            throw ProblemException.invalid("to.channels", "only a team has channels", "Name the team too.");
        }
        boolean members = Objects.equals(to.members(), true);
        boolean channels = Objects.equals(to.channels(), true);
        if (to.team() != null && members == channels) {
            throw ProblemException.invalid(
                    "to.members",
                    members
                            ? "a team is reached through its members or through its channels, not both"
                            : "a team is reached through its members or its channels, which has to be said",
                    "Add \"members\": true for each member's own chat, or \"channels\": true to post in every channel;"
                            + " for one channel name that instead.");
        }
    }

    static To shown(Audience audience) {
        return switch (audience) {
            case Audience.One(Target target) -> shown(target);
            case Audience.Users(List<String> ids) -> To.people(ids);
            case Audience.Listed(int named) ->
                new To(null, null, named, null, null, null, null, null, null, null, null, null, null);
            case Audience.Members(String id) ->
                new To(null, null, null, null, null, null, null, id, true, null, null, null, null);
            case Audience.Channels(String id) ->
                new To(null, null, null, null, null, null, null, id, null, true, null, null, null);
            case Audience.Subscribers(String topic) ->
                new To(null, null, null, null, null, null, null, null, null, null, topic, null, null);
            case Audience.Group(String id) ->
                new To(null, null, null, null, null, null, null, null, null, null, null, id, null);
            case Audience.Everyone() ->
                new To(null, null, null, null, null, null, null, null, null, null, null, null, true);
        };
    }

    static To shown(Target target) {
        return switch (target) {
            case Target.User(String id) ->
                new To(id, null, null, null, null, null, null, null, null, null, null, null, null);
            case Target.Chat(String id) ->
                new To(null, null, null, id, null, null, null, null, null, null, null, null, null);
            case Target.Channel(String id, @Nullable String thread) ->
                new To(null, null, null, null, id, thread, null, null, null, null, null, null, null);
            case Target.Conversation(String id) ->
                new To(null, null, null, null, null, null, id, null, null, null, null, null, null);
        };
    }
}
