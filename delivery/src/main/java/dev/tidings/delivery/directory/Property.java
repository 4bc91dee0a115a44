package dev.tidings.delivery.directory;

/// What can be known about a [Subject].
public enum Property {
    NAME,
    OBJECT_ID,
    /// In lower case.
    USER_PRINCIPAL_NAME,
    LOCALE,
    TIME_ZONE,
    /// The time zone of the person's mailbox; empty if that was asked for and is not known.
    MAILBOX_ZONE,
    /// When the person does not want to be disturbed: [Person#quietHours()].
    QUIET_HOURS,
    /// That the person did something with the bot.
    HEARD,
    /// Why nothing is sent to the person for now.
    PARKED,
    /// Until when, as milliseconds since 1970.
    PARKED_UNTIL,
    /// A conversation's type in the wire's words.
    TYPE,
    /// The person of a 1:1 chat.
    PERSON,
    /// The team of a channel.
    TEAM,
    /// A conversation reference as JSON.
    REFERENCE,
    /// The Microsoft 365 group of a team.
    GROUP_ID,
    /// [Knowledge#PRESENT] or [Knowledge#REMOVED]: whether the subject still exists.
    EXISTENCE,
    /// [Knowledge#PRESENT] if the team is in use, [Knowledge#REMOVED] if it is archived.
    ACTIVITY,
    /// The service URL by which a tenant was heard.
    URL,
    /// The service URL to which a tenant was found to have moved.
    MOVED_TO,
    /// How a person last reacted to a message; empty if they took it back.
    REACTION,
    /// Which button of a message a person last pressed; empty if that has no name.
    CLICKED,
    /// Up to which message a chat was read.
    LAST_READ
}
