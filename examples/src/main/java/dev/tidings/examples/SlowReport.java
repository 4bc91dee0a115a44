package dev.tidings.examples;

import dev.tidings.teams.BotConfig;
import dev.tidings.teams.ReplyTicket;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.Turn;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// A report takes its time: the bot says so, the conversation goes on, and another process completes the answer.
///
/// What was ordered waits in a folder, a file each: what was asked for, and the ticket. A real bot has a queue or a
/// database there.
public final class SlowReport {
    private static final String ORDER = "report ";
    private static final String WAITING = ".order";

    private SlowReport() {}

    /// The bot, to be given what arrives.
    static TeamsBot bot(BotConfig config, Path folder) {
        return TeamsBot.builder(config)
                .onMessage((turn, message) -> take(turn, message, folder))
                .build();
    }

    private static void take(Turn turn, Activity.Message message, Path folder) {
        String said = message.textWithoutBot();
        if (!said.startsWith(ORDER)) {
            turn.reply("Ask me for a report: report March");
            return;
        }
        ReplyTicket ticket = turn.deferReply("This takes a moment. I will answer here.");
        keep(folder, said.substring(ORDER.length()).strip() + "\n" + ticket.toJson());
    }

    /// Completes what was ordered; needs neither the process nor the endpoint that took the orders.
    ///
    /// @return how many reports were sent
    static int complete(TeamsBot bot, Path folder) throws IOException {
        List<Path> orders;
        try (Stream<Path> files = Files.list(folder)) {
            orders = files.filter(file -> file.toString().endsWith(WAITING)).toList();
        }
        for (Path order : orders) {
            List<String> lines = Files.readAllLines(order);
            ReplyTicket ticket = ReplyTicket.read(lines.get(1));
            bot.complete(ticket, Message.text("Your report **" + lines.get(0) + "** is ready."));
            Files.delete(order); // after a crash in between it is sent again
        }
        return orders.size();
    }

    /// An order has its name only when it is whole.
    private static void keep(Path folder, String order) {
        try {
            Path draft = Files.createTempFile(folder, "order", ".draft");
            Files.writeString(draft, order);
            Files.move(draft, folder.resolve(UUID.randomUUID() + WAITING), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /// Takes orders on port 3978, without credentials: for a local Teams on this machine. With `complete` after the
    /// folder it completes what was ordered instead, and ends.
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            System.err.println("usage: SlowReport FOLDER [complete]");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        try (TeamsBot bot = bot(BotConfig.withoutCredentials(UUID.randomUUID().toString()), folder)) {
            if (args.length > 1) {
                System.out.println(complete(bot, folder) + " reports were sent");
                return;
            }
            try (BotEndpoint endpoint = BotEndpoint.open(3978, bot)) {
                System.out.println("Write 'report March' to the bot; it listens at " + endpoint.url());
                Thread.currentThread().join();
            }
        }
    }
}
