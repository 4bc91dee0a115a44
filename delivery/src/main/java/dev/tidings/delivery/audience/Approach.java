package dev.tidings.delivery.audience;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The steps by which somebody is reached of whom no conversation is known, in the order in which they
/// are tried; and what else is worth remembering about the way to somebody.
public enum Approach {
    CREATE_BY_ID("The chat is created by the bot's own id of the person."),
    CREATE_BY_OBJECT_ID("The chat is created by the person's Entra object id."),
    ASK_ROSTERS("The person is looked for in the teams and chats that the bot is in."),
    LOOK_UP_PERSON("The person is looked up in Microsoft Graph."),
    LOOK_UP_APP("The app is looked up in the organisation's catalog."),
    CHECK_INSTALLATION("Microsoft Graph is asked whether the app is installed for the person."),
    INSTALL("The app is installed for the person through Microsoft Graph."),
    INSTALL_THERE("The app is installed in the team or chat through Microsoft Graph."),
    LOOK_UP_CHAT("Microsoft Graph is asked for the chat of the installed app."),
    OPEN_SESSION("The session is opened in which the person gets notifications."),
    OVERRULE_OPT_OUT("The person has opted out of the topic; it is mandatory, so the message is sent all the same.");

    private static final Map<String, Approach> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Approach::word, step -> step));

    private final String sentence;

    Approach(String sentence) {
        this.sentence = sentence;
    }

    /// The stable word, such as `ask-rosters`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The step that a word means; empty for any other word.
    public static Optional<Approach> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /// What is done.
    public String sentence() {
        return sentence;
    }
}
