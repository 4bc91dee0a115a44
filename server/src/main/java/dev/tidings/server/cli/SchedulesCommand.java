package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `tidings schedules`: what is sent again and again.
@Command(name = "schedules", description = "Lists what is sent again and again; its commands change it.")
final class SchedulesCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/schedules";

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /// The command with its own commands.
    static CommandLine line() {
        return new CommandLine(new SchedulesCommand())
                .addSubcommand(new Add())
                .addSubcommand(order("pause", "Runs nothing more until it is resumed."))
                .addSubcommand(order("resume", "Runs again from now on."))
                .addSubcommand(order("delete", "Ends a schedule; what it has sent stays."));
    }

    private static CommandLine order(String name, String description) {
        CommandLine command = new CommandLine(new Change(name));
        command.getCommandSpec().name(name).usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call() {
        PrintWriter out = out(spec);
        JsonNode items = api.client().get(PATH + "?limit=500").path("items");
        if (items.isEmpty()) {
            out.println("Nothing is sent again and again. See 'tidings schedules add --help'.");
        }
        items.forEach(schedule -> print(schedule, out));
        out.flush();
        return 0;
    }

    private static PrintWriter out(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private static void print(JsonNode schedule, PrintWriter out) {
        String next = schedule.path("next").path(0).stringValue("");
        out.println(word(schedule, "id") + "  " + word(schedule, "name") + ": " + word(schedule, "cron") + " "
                + word(schedule, "zone") + ", " + (next.isEmpty() ? word(schedule, "status") : "next " + next));
        String problem = schedule.path("last").path("problem").stringValue("");
        if (!problem.isEmpty()) {
            out.println("  " + schedule.path("last").path("at").stringValue("") + " was not sent: " + problem);
        }
    }

    private static String word(JsonNode json, String field) {
        return json.path(field).stringValue("");
    }

    /// `tidings schedules add`.
    @Command(name = "add", description = "Sends a notification at times of day, again and again.")
    static final class Add implements Callable<Integer> {
        @Option(names = "--name", required = true, paramLabel = "NAME", description = "What people call it.")
        private String name = "";

        @Option(
                names = "--cron",
                required = true,
                paramLabel = "CRON",
                description = "Minute, hour, day, month, day of the week, such as '0 9 * * MON-FRI'.")
        private String cron = "";

        @Option(
                names = "--zone",
                required = true,
                paramLabel = "ZONE",
                description = "By whose clocks, such as Europe/Berlin.")
        private String zone = "";

        @Option(
                names = "--expires-after",
                paramLabel = "TIME",
                description = "How long after its time a run is still sent, such as 4h.")
        private @Nullable String expiresAfter;

        @Mixin
        private MessageOptions message = new MessageOptions();

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (message.saysNothing()) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "Say something: --text or --card or --what is needed");
            }
            if (message.people() != null) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "A schedule keeps no file: import it (POST /api/v1/people/import) and send to its topic");
            }
            ObjectNode wish = JsonMapper.shared().createObjectNode();
            wish.put("name", name).put("cron", cron).put("zone", zone);
            if (expiresAfter != null) {
                wish.put("expiresAfter", expiresAfter);
            }
            wish.set("notification", message.notification());
            JsonNode kept = api.client().post(PATH, wish);
            PrintWriter out = out(spec);
            print(kept, out);
            kept.path("warnings").forEach(warning -> out.println("Warning: " + warning.stringValue("")));
            out.flush();
            return 0;
        }
    }

    /// `tidings schedules pause`, `resume` and `delete`.
    @Command
    static final class Change implements Callable<Integer> {
        private final String order;

        @Parameters(paramLabel = "ID", description = "The schedule's id, as 'schedules' printed it.")
        private String id = "";

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Spec
        private @Nullable CommandSpec spec;

        /// @param order the order's name, at the command line and in the API
        Change(String order) {
            this.order = order;
        }

        @Override
        public Integer call() {
            String path =
                    PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            PrintWriter out = out(spec);
            if (order.equals("delete")) {
                api.client().delete(path);
                out.println("Deleted.");
            } else {
                print(api.client().post(path + "/" + order, JsonMapper.shared().createObjectNode()), out);
            }
            out.flush();
            return 0;
        }
    }
}
