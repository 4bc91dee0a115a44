package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidings pause`, `resume`, `cancel` and `recall`.
@Command
final class OrderCommand implements Callable<Integer> {
    private final String order;

    @Parameters(paramLabel = "ID", description = "The notification's id, as 'send' printed it.")
    private String id = "";

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /// @param order the order's name, at the command line and in the API
    OrderCommand(String order) {
        this.order = order;
    }

    @Override
    public Integer call() {
        ApiClient client = api.client();
        client.post(Outcome.path(id) + "/" + order);
        Outcome outcome = new Outcome(client, id);
        outcome.look();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        outcome.print(out);
        return 0;
    }
}
