package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidings status`.
@Command(name = "status", description = "Shows what became of a notification.")
final class StatusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The notification's id, as 'send' printed it.")
    private String id = "";

    @Option(names = "--watch", description = "Show how far it is until it is over, and fail if not all arrived.")
    private boolean watch;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (watch) {
            return new Watch(api.client(), id, out).toTheEnd() ? 0 : 1;
        }
        Outcome outcome = new Outcome(api.client(), id);
        outcome.look();
        outcome.print(out);
        return 0;
    }
}
