package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.TeamsChannelData;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The single things that an activity can say, noted with the time at which it happened.
final class Lesson {
    private final Knowledge knowledge = new Knowledge();
    private final Scene scene;

    Lesson(Scene scene) {
        this.scene = scene;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    void serviceUrl() {
        note(thing(Subject.TENANCY, ""), Property.URL, scene.envelope().serviceUrl());
    }

    void sender() {
        scene.sender().ifPresent(from -> {
            Thing person = person(from);
            note(person, Property.LOCALE, scene.envelope().locale());
            note(person, Property.TIME_ZONE, scene.envelope().timezone());
        });
    }

    /// The sender did something with the bot.
    void heard() {
        scene.sender().ifPresent(from -> {
            note(
                    thing(Subject.SOMEBODY, from.id()),
                    Property.HEARD,
                    scene.activity().type());
            if (!scene.personal() && scene.place() != null) {
                membership(scene.place(), from, Knowledge.PRESENT);
            }
        });
    }

    /// The sender reacted to a message.
    ///
    /// @param reaction empty if they took one back
    void reacted(String reaction) {
        response(Property.REACTION, reaction);
    }

    /// The sender pressed a button of a message.
    ///
    /// @param button empty if it has no name
    void clicked(String button) {
        response(Property.CLICKED, button);
    }

    /// The sender has read their chat up to a message.
    void read(String activityId) {
        if (scene.personal() && scene.conversation() != null) {
            note(thing(Subject.READING, scene.conversation()), Property.LAST_READ, activityId);
        }
    }

    private void response(Property property, String value) {
        String message = scene.envelope().replyToId();
        if (scene.conversation() != null && message != null) {
            String id = scene.conversation() + " " + message;
            scene.sender()
                    .ifPresent(
                            from -> note(new Thing(scene.tenancy(), Subject.RESPONSE, id, from.id()), property, value));
        }
    }

    void mentioned(ChannelAccount account) {
        if (scene.somebody(account)) {
            person(account);
        }
    }

    void joined(ChannelAccount account) {
        person(account);
        if (!scene.personal() && memberPlace() != null) {
            membership(memberPlace(), account, Knowledge.PRESENT);
        }
    }

    void left(ChannelAccount account) {
        person(account);
        if (!scene.personal() && memberPlace() != null) {
            membership(memberPlace(), account, Knowledge.REMOVED);
        }
    }

    /// The activity could only come because the bot is there, in a place that exists.
    void presence() {
        if (scene.place() != null) {
            note(thing(Subject.INSTALLATION, scene.place()), Property.EXISTENCE, Knowledge.PRESENT);
        }
        if (scene.team() != null) {
            note(team(scene.team()), Property.EXISTENCE, Knowledge.PRESENT);
        }
        if (scene.conversation() != null) {
            conversation(scene.conversation());
        }
    }

    void departure() {
        if (scene.place() != null) {
            note(thing(Subject.INSTALLATION, scene.place()), Property.EXISTENCE, Knowledge.REMOVED);
        }
        if (scene.personal() && scene.conversation() != null) {
            scene.sender().map(ChannelAccount::id).ifPresent(this::partner);
            note(thing(Subject.CONVERSATION, scene.conversation()), Property.TYPE, ConversationType.PERSONAL.wire());
        }
    }

    void teamDeleted() {
        if (scene.team() != null) {
            note(team(scene.team()), Property.EXISTENCE, Knowledge.REMOVED);
        }
    }

    /// The person on the other side of the 1:1 chat.
    void partner(String personId) {
        if (scene.conversation() != null) {
            note(thing(Subject.CONVERSATION, scene.conversation()), Property.PERSON, personId);
        }
    }

    /// The channel in which the app was added to a team.
    void selectedChannel() {
        String selected = scene.channelData().selectedChannelId();
        if (selected != null && scene.team() != null) {
            channel(selected, null);
        }
    }

    void event(TeamEvent event) {
        TeamsChannelData.Channel channel = scene.channelData().channel();
        switch (event) {
            case CHANNEL_NAMED -> {
                if (channel != null) {
                    channel(channel.id(), channel.name());
                }
            }
            case CHANNEL_DELETED -> {
                if (channel != null) {
                    note(thing(Subject.CONVERSATION, channel.id()), Property.EXISTENCE, Knowledge.REMOVED);
                }
            }
            case TEAM_ARCHIVED -> activity(Knowledge.REMOVED);
            case TEAM_UNARCHIVED -> activity(Knowledge.PRESENT);
            case TEAM_DELETED, OTHER -> {
                // Deletion is told apart before; the rest only says that the team is there.
            }
        }
    }

    private void activity(String value) {
        if (scene.team() != null) {
            note(team(scene.team()), Property.ACTIVITY, value);
        }
    }

    private void conversation(String id) {
        TeamsChannelData.Channel channel = scene.channelData().channel();
        if (scene.type() == ConversationType.CHANNEL) {
            channel(id, channel != null && channel.id().equals(id) ? channel.name() : null);
            return;
        }
        ConversationAccount account = scene.envelope().conversation();
        Thing conversation = reference(id);
        note(conversation, Property.NAME, account == null ? null : account.name());
        if (scene.personal()) {
            scene.sender().map(ChannelAccount::id).ifPresent(this::partner);
        }
    }

    private void channel(String id, @Nullable String name) {
        Thing channel = reference(id);
        note(channel, Property.TYPE, ConversationType.CHANNEL.wire());
        note(channel, Property.TEAM, scene.team());
        note(channel, Property.NAME, name);
    }

    /// A conversation in which the bot can speak as it can where the activity came from.
    private Thing reference(String id) {
        Thing conversation = thing(Subject.CONVERSATION, id);
        ConversationType type = scene.type();
        note(conversation, Property.TYPE, type == null ? null : type.wire());
        note(conversation, Property.EXISTENCE, Knowledge.PRESENT);
        scene.activity()
                .reference()
                .map(StoredConversation::lasting)
                .ifPresent(known ->
                        note(conversation, Property.REFERENCE, in(known, id).toJson()));
        return conversation;
    }

    private static ConversationReference in(ConversationReference known, String id) {
        ConversationAccount here = known.conversation();
        ConversationAccount there = here.id().equals(id)
                ? here
                : new ConversationAccount(id, ConversationType.CHANNEL, here.tenantId(), null);
        return new ConversationReference(
                null, known.user(), known.bot(), there, known.channelId(), known.serviceUrl(), known.locale());
    }

    private Thing team(String id) {
        Thing team = thing(Subject.TEAM, id);
        TeamsChannelData.Team told = scene.channelData().team();
        if (told != null) {
            note(team, Property.NAME, told.name());
            note(team, Property.GROUP_ID, told.aadGroupId());
        }
        return team;
    }

    private Thing person(ChannelAccount account) {
        Thing person = thing(Subject.SOMEBODY, account.id());
        knowledge.learn(person);
        note(person, Property.NAME, account.name());
        note(person, Property.OBJECT_ID, lowerCase(account.aadObjectId()));
        note(person, Property.USER_PRINCIPAL_NAME, lowerCase(userPrincipalName(account.id())));
        return person;
    }

    /// Where the member of an event belongs to: a private or shared channel has members of its own.
    private @Nullable String memberPlace() {
        String event = scene.channelData().eventType();
        TeamsChannelData.Channel channel = scene.channelData().channel();
        return event != null && event.startsWith("channelMember") && channel != null ? channel.id() : scene.place();
    }

    private void membership(String place, ChannelAccount member, String existence) {
        note(new Thing(scene.tenancy(), Subject.MEMBERSHIP, place, member.id()), Property.EXISTENCE, existence);
    }

    /// Few activities have it, and the protocol does not need it, so it is looked for in what arrived.
    private @Nullable String userPrincipalName(String id) {
        JsonNode from = scene.activity().raw().path("from");
        if (id.equals(from.path("id").stringValue(null))) {
            return from.path("userPrincipalName").stringValue(null);
        }
        for (JsonNode added : scene.activity().raw().path("membersAdded")) {
            if (id.equals(added.path("id").stringValue(null))) {
                return added.path("userPrincipalName").stringValue(null);
            }
        }
        return null;
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private Thing thing(Subject subject, String id) {
        return new Thing(scene.tenancy(), subject, id, "");
    }

    private void note(Thing thing, Property property, @Nullable String value) {
        knowledge.learn(thing, property, value, scene.at());
    }
}
