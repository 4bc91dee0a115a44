package dev.tidings.bench;

import dev.tidings.bench.load.SendCases;
import dev.tidings.bench.load.SendLoad;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.JdkTransport;
import dev.tidings.teams.http.TransportSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Proactive sends through `TeamsBot.send`, each on a virtual thread of its own and each a new message.
final class TidingsSends implements SendLoad {
    private static final String APP_ID = "00000000-0000-4000-a000-000000000001";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpTransport transport;
    private final TeamsBot bot;
    private final ConversationReference reference;

    private TidingsSends(HttpTransport transport, URI connector) {
        this.transport = transport;
        this.bot = TeamsBot.builder(BotConfig.withoutCredentials(APP_ID).withTransport(transport))
                .build();
        this.reference = reference(connector);
    }

    /// Takes `jdk` or `vertx`, then the arguments of [SendCases#of].
    public static void main(String... args) throws InterruptedException {
        String[] cases = Arrays.copyOfRange(args, 1, args.length);
        SendCases.of(cases).run("tidings " + args[0], connector -> new TidingsSends(transport(args[0]), connector));
    }

    private static HttpTransport transport(String name) {
        return switch (name) {
            case "jdk" -> new JdkTransport();
            case "vertx" -> new VertxTransport(TransportSettings.defaults());
            default -> throw new IllegalArgumentException("no transport is called " + name);
        };
    }

    private static ConversationReference reference(URI connector) {
        return new ConversationReference(
                null,
                ChannelAccount.of("29:ann"),
                ChannelAccount.of("28:" + APP_ID),
                new ConversationAccount("a:1", ConversationType.PERSONAL, "tenant", null),
                ConversationReference.MS_TEAMS,
                connector.toString(),
                null);
    }

    @Override
    public CompletionStage<?> send() {
        return CompletableFuture.supplyAsync(() -> bot.send(reference, Message.text("Your export is ready")), threads);
    }

    @Override
    public void close() {
        threads.close();
        bot.close();
        transport.close();
    }
}
