package dev.tidings.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whom to tell what.
final class MessageOptions {
    /// One of two ways to say to whom.
    static final class Whom {
        @Option(
                names = "--to",
                required = true,
                paramLabel = "KIND:ID",
                converter = Recipient.Converter.class,
                description =
                        "user:ID, chat:ID, channel:ID, conversation:ID, team:ID (its members),"
                                + " channels:TEAM (every channel of a team), topic:NAME (its subscribers), group:ID (an Entra group), users:FILE (one id a line) or everyone.")
        private @Nullable Recipient to;

        @Option(
                names = "--csv",
                required = true,
                paramLabel = "FILE",
                description = "The people of a CSV file: its first line names the columns, one of them id, objectId,"
                        + " userPrincipalName or mail. Each is a value for ${...} in the message.")
        private @Nullable Path csv;
    }

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    @Option(names = "--thread", paramLabel = "ID", description = "With a channel: the message to answer under.")
    private @Nullable String thread;

    @Option(names = "--text", paramLabel = "TEXT", description = "What to say, in Markdown.")
    private @Nullable String text;

    @Option(names = "--card", paramLabel = "FILE", description = "A file with an Adaptive Card.")
    private @Nullable Path card;

    @ArgGroup(exclusive = false, heading = "A notification, shown as a card:%n")
    private @Nullable NoticeOptions notice;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "What it is about: who opted out of that gets nothing.")
    private @Nullable String topic;

    @Option(names = "--priority", paramLabel = "PRIORITY", description = "high, normal or bulk. Default: normal.")
    private @Nullable String priority;

    @Option(names = "--not-before", paramLabel = "TIME", description = "When to begin, such as 2027-01-31T09:00:00Z.")
    private @Nullable String notBefore;

    @Option(names = "--bot", paramLabel = "NAME", description = "Which bot speaks, if there are several.")
    private @Nullable String bot;

    @Option(names = "--tenant", paramLabel = "ID", description = "Which tenant it goes to, if there are several.")
    private @Nullable String tenant;

    boolean saysNothing() {
        return text == null && card == null && notice == null;
    }

    /// The file that says to whom, or null.
    @Nullable
    Path people() {
        return whom.csv;
    }

    ObjectNode notification() {
        ObjectNode notification = JsonMapper.shared().createObjectNode();
        if (whom.csv == null) {
            ObjectNode target = Objects.requireNonNull(whom.to).toJson();
            put(target, "thread", thread);
            notification.set("to", target);
        }
        if (notice != null) {
            notification.set("notification", notice.json());
        }
        if (text != null || card != null) {
            ObjectNode message = notification.putObject("message");
            put(message, "text", text);
            if (card != null) {
                message.set("card", card(card));
            }
        }
        put(notification, "topic", topic);
        put(notification, "priority", priority);
        put(notification, "notBefore", notBefore);
        put(notification, "bot", bot);
        put(notification, "tenant", tenant);
        return notification;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static JsonNode card(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new CommandFailedException("the file " + file + " cannot be read", "Check the path.");
        } catch (JacksonException notJson) {
            throw new CommandFailedException(
                    "the file " + file + " is not JSON",
                    "It should hold one Adaptive Card: {\"type\":\"AdaptiveCard\",...}.");
        }
    }
}
