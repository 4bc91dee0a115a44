package dev.tidings.server.cli;

import java.io.PrintWriter;
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
import tools.jackson.databind.JsonNode;

/// `tidings send` and `tidings broadcast`: the same, but that one waits for an outcome and the other
/// watches.
abstract class SendCommand implements Callable<Integer> {
    @Mixin
    private MessageOptions message = new MessageOptions();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /// `tidings send`.
    @Command(name = "send", description = "Sends one notification through a running server.")
    static final class One extends SendCommand {
        @Option(names = "--wait", description = "Wait for the outcome, and fail if it did not arrive.")
        private boolean wait;

        @Override
        int follow(ApiClient client, String id, PrintWriter out) {
            if (!wait) {
                out.println("See what becomes of it: ./tidings status " + id);
                return 0;
            }
            Outcome outcome = new Outcome(client, id);
            outcome.await();
            outcome.print(out);
            return outcome.allDelivered() ? 0 : 1;
        }
    }

    /// `tidings broadcast`.
    @Command(name = "broadcast", description = "Sends one notification to many through a running server.")
    static final class Many extends SendCommand {
        @Option(names = "--watch", description = "Show how far it is until it is over, and fail if not all arrived.")
        private boolean watch;

        @Override
        int follow(ApiClient client, String id, PrintWriter out) {
            if (!watch) {
                out.println("See how far it is: ./tidings status " + id + " --watch");
                return 0;
            }
            return new Watch(client, id, out).toTheEnd() ? 0 : 1;
        }
    }

    /// Says what becomes of it, as far as that is wanted.
    abstract int follow(ApiClient client, String id, PrintWriter out);

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        if (message.saysNothing()) {
            throw new ParameterException(command.commandLine(), "Say something: --text or --card or --what is needed");
        }
        PrintWriter out = command.commandLine().getOut();
        ApiClient client = api.client();
        Path people = message.people();
        JsonNode accepted =
                people == null ? client.send(message.notification()) : client.send(message.notification(), people);
        String id = accepted.path("id").stringValue("");
        out.println("Accepted as " + id);
        accepted.path("warnings").forEach(warning -> out.println("Warning: " + warning.stringValue("")));
        out.flush();
        int code = follow(client, id, out);
        out.flush();
        return code;
    }
}
