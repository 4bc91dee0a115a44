package dev.tidings.server.cli;

import dev.tidings.server.engine.Doctor;
import dev.tidings.server.engine.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tidings doctor`.
@Command(
        name = "doctor",
        description = {
            "Checks settings, database, credentials, clock and what the bots may do in Microsoft Graph, and says what to"
                    + " do about what is wrong.",
            "",
            "Nothing is sent to anybody and nothing is changed. It reads the settings that 'serve' reads."
        })
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting, such as tidings.cloud=gcc; once for each.")
    private Map<String, String> settings = Map.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<Finding> findings = Doctor.examine(settings);
        for (Finding finding : findings) {
            out.println(Ansi.AUTO.string(sign(finding.health())) + " " + finding.subject() + ": " + finding.says());
            if (finding.todo() != null) {
                out.println("        " + finding.todo());
            }
        }
        out.flush();
        return findings.stream().anyMatch(finding -> finding.health() == Finding.Health.BROKEN) ? 1 : 0;
    }

    private static String sign(Finding.Health health) {
        return switch (health) {
            case GOOD -> "@|green good   |@";
            case LACKING -> "@|yellow lacking|@";
            case BROKEN -> "@|bold,red broken |@";
        };
    }
}
