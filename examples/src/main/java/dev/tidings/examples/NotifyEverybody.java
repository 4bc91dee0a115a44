package dev.tidings.examples;

import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sends one message to every stored reference: the classic notify controller, as a job that needs no endpoint.
///
/// The file has one reference a line, as this SDK or a Bot Framework SDK for Java, .NET or JavaScript wrote it.
public final class NotifyEverybody {
    private NotifyEverybody() {}

    /// Tells everybody, goes on after a failure, and returns how many could not be reached.
    static long notifyAll(TeamsBot bot, List<ConversationReference> references, String text) {
        return references.stream()
                .filter(reference -> !reached(bot, reference, text))
                .count();
    }

    private static boolean reached(TeamsBot bot, ConversationReference reference, String text) {
        try {
            bot.send(reference, Message.text(text));
            return true;
        } catch (ConnectorException failed) {
            System.err.println(reference.conversation().id() + ": " + failed.kind() + ", " + failed.getMessage());
            return false;
        }
    }

    static List<ConversationReference> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(ConversationReference::read)
                .toList();
    }

    /// Arguments: the file with the references, the bot's app id, the text.
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: NotifyEverybody FILE APP_ID TEXT");
            System.exit(2);
        }
        try (TeamsBot bot =
                TeamsBot.builder(BotConfig.withoutCredentials(args[1])).build()) {
            long failed = notifyAll(bot, read(Path.of(args[0])), args[2]);
            System.exit(failed == 0 ? 0 : 1);
        }
    }
}
