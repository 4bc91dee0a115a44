package dev.tidings.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `tidings send`.
@Command(name = "send", description = "Sends one notification through a running server.")
final class SendCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "KIND:ID",
            converter = Recipient.Converter.class,
            description = "user:ID, chat:ID, channel:ID or conversation:ID.")
    private @Nullable Recipient to;

    @Option(names = "--thread", paramLabel = "ID", description = "With a channel: the message to answer under.")
    private @Nullable String thread;

    @Option(names = "--text", paramLabel = "TEXT", description = "What to say, in Markdown.")
    private @Nullable String text;

    @Option(names = "--card", paramLabel = "FILE", description = "A file with an Adaptive Card.")
    private @Nullable Path card;

    @Option(names = "--bot", paramLabel = "NAME", description = "Which bot speaks, if there are several.")
    private @Nullable String bot;

    @Option(names = "--tenant", paramLabel = "ID", description = "Which tenant it goes to, if there are several.")
    private @Nullable String tenant;

    @Option(names = "--wait", description = "Wait for the outcome, and fail if it did not arrive.")
    private boolean wait;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        if (text == null && card == null) {
            throw new ParameterException(command.commandLine(), "Say something: --text or --card is needed");
        }
        PrintWriter out = command.commandLine().getOut();
        ApiClient client = api.client();
        JsonNode accepted = client.send(notification());
        String id = accepted.path("id").stringValue("");
        out.println("Accepted as " + id);
        accepted.path("warnings").forEach(warning -> out.println("Warning: " + warning.stringValue("")));
        out.flush();
        if (!wait) {
            out.println("See what becomes of it: ./tidings status " + id);
            return 0;
        }
        Outcome outcome = new Outcome(client, id);
        outcome.await();
        outcome.print(out);
        return outcome.allDelivered() ? 0 : 1;
    }

    private ObjectNode notification() {
        ObjectNode notification = JsonMapper.shared().createObjectNode();
        ObjectNode target = Objects.requireNonNull(to).toJson();
        if (thread != null) {
            target.put("thread", thread);
        }
        notification.set("to", target);
        ObjectNode message = notification.putObject("message");
        if (text != null) {
            message.put("text", text);
        }
        if (card != null) {
            message.set("card", card(card));
        }
        if (bot != null) {
            notification.put("bot", bot);
        }
        if (tenant != null) {
            notification.put("tenant", tenant);
        }
        return notification;
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
