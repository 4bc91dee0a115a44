package dev.tidings.delivery.directory;

import java.util.List;

/// The kinds of things that can be learnt about, with what can be known of each.
public enum Subject {
    /// Somebody, by the bot's own id of the person.
    SOMEBODY(
            Property.NAME,
            Property.OBJECT_ID,
            Property.USER_PRINCIPAL_NAME,
            Property.LOCALE,
            Property.TIME_ZONE,
            Property.MAILBOX_ZONE,
            Property.QUIET_HOURS,
            Property.HEARD,
            Property.PARKED,
            Property.PARKED_UNTIL),
    /// A 1:1 chat, a group chat or a channel, by its conversation id without a thread.
    CONVERSATION(Property.TYPE, Property.PERSON, Property.TEAM, Property.NAME, Property.REFERENCE, Property.EXISTENCE),
    /// A team, by its id.
    TEAM(Property.NAME, Property.GROUP_ID, Property.ACTIVITY, Property.EXISTENCE),
    /// The bot in a place, by the id of the 1:1 chat, the group chat or the team.
    INSTALLATION(Property.EXISTENCE),
    /// A person in a place, by the id of the team or group chat and the id of the person.
    MEMBERSHIP(Property.EXISTENCE),
    /// The tenancy itself; its id is empty.
    TENANCY(Property.URL, Property.MOVED_TO),
    /// What a person did with a message, by the ids of conversation and message with a blank between
    /// them, and the id of the person.
    RESPONSE(Property.REACTION, Property.CLICKED),
    /// A 1:1 chat as far as its person has read it, by its id.
    READING(Property.LAST_READ);

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes an immutable list, which the type cannot say
    private final List<Property> properties;

    Subject(Property... properties) {
        this.properties = List.of(properties);
    }

    /// What can be known of it.
    public List<Property> properties() {
        return properties;
    }
}
