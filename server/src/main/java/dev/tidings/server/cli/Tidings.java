package dev.tidings.server.cli;

import dev.tidings.faketeams.Main;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `tidings` command.
@Command(
        name = "tidings",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        description = "Proactive messages for Microsoft Teams.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it worked", "1:it failed", "2:the command line is wrong"})
public final class Tidings {
    private static final int FAILED = 1;

    private Tidings() {}

    /// Runs one command and exits with its code.
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        // A command that started a server returns while it runs; the server's own threads keep the process alive.
        if (code != ServeCommand.RUNNING) {
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Tidings());
        line.addSubcommand(new ServeCommand())
                .addSubcommand(new SendCommand.One())
                .addSubcommand(new SendCommand.Many())
                .addSubcommand(new StatusCommand())
                .addSubcommand(order("pause", "Begins nothing more of a notification until it is resumed."))
                .addSubcommand(order("resume", "Goes on with a notification that was paused."))
                .addSubcommand(order("cancel", "Ends what has not begun of a notification, for good."))
                .addSubcommand(order("recall", "Deletes what was delivered of a notification, and cancels the rest."))
                .addSubcommand(SchedulesCommand.line())
                .addSubcommand(new DatabaseCommand.Backup())
                .addSubcommand(new DatabaseCommand.Restore())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(new AppPackageCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand("fake-teams", Main.command());
        line.setParameterExceptionHandler((wrong, args) -> misused(wrong));
        line.setExecutionExceptionHandler((trouble, command, parsed) -> report(trouble, command));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static CommandLine order(String name, String description) {
        CommandLine command = new CommandLine(new OrderCommand(name));
        command.getCommandSpec().name(name).usageMessage().description(description);
        return command;
    }

    /// What is wrong and where to read on; the whole usage would push it off the screen.
    private static int misused(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Ansi.AUTO.string("@|bold,red Wrong:|@ ") + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("See 'tidings" + words(command) + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String words(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        return name.substring(Math.min(name.length(), "tidings".length()));
    }

    private static int report(Exception trouble, CommandLine command) {
        PrintWriter err = command.getErr();
        String message = trouble instanceof CommandFailedException
                ? String.valueOf(trouble.getMessage())
                : "unexpected: " + trouble;
        err.println(Ansi.AUTO.string("@|bold,red Failed:|@ ") + message);
        if (trouble instanceof CommandFailedException failed && !failed.action().isEmpty()) {
            err.println(failed.action());
        }
        err.flush();
        return FAILED;
    }
}
