package dev.tidings.bench.peer;

import com.microsoft.bot.builder.BotFrameworkAdapter;
import com.microsoft.bot.connector.ExecutorFactory;
import com.microsoft.bot.connector.authentication.SimpleCredentialProvider;
import com.microsoft.bot.schema.ChannelAccount;
import com.microsoft.bot.schema.ConversationAccount;
import com.microsoft.bot.schema.ConversationReference;
import dev.tidings.bench.load.SendCases;
import dev.tidings.bench.load.SendLoad;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Proactive sends through `continueConversation`, without credentials, so that no token is fetched or
/// attached.
final class BotBuilderSends implements SendLoad {
    private static final ExecutorService ONE_THREAD_PER_SEND = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "bot");
        thread.setDaemon(true);
        return thread;
    });

    private final BotFrameworkAdapter adapter = new BotFrameworkAdapter(new SimpleCredentialProvider("", ""));
    private final ConversationReference reference;

    private BotBuilderSends(URI connector) {
        this.reference = reference(connector);
    }

    /// Takes `stock` or `cached-pool`, then the arguments of [SendCases#of].
    public static void main(String... args) throws Exception {
        if (args[0].equals("cached-pool")) {
            replaceExecutor();
        }
        String[] cases = Arrays.copyOfRange(args, 1, args.length);
        SendCases.of(cases).run("botbuilder-java " + args[0], BotBuilderSends::new);
        System.exit(0);
    }

    @Override
    public CompletionStage<?> send() {
        return adapter.continueConversation(
                "", reference, turn -> turn.sendActivity("Your export is ready").thenApply(answer -> null));
    }

    @Override
    public void close() {
        // The adapter has nothing to close; its threads end with the process.
    }

    private static ConversationReference reference(URI connector) {
        ConversationReference reference = new ConversationReference();
        reference.setServiceUrl(connector.toString());
        reference.setChannelId("msteams");
        reference.setBot(new ChannelAccount("28:bot", "Bot"));
        reference.setUser(new ChannelAccount("29:ann", "Ann"));
        ConversationAccount conversation = new ConversationAccount("a:1");
        conversation.setTenantId("tenant");
        reference.setConversation(conversation);
        return reference;
    }

    /// The SDK offers no setting for its executor (a fork-join pool of twice the cores, in which every send
    /// blocks a thread).
    private static void replaceExecutor() throws ReflectiveOperationException {
        Field executor = ExecutorFactory.class.getDeclaredField("executor");
        executor.setAccessible(true);
        executor.set(null, ONE_THREAD_PER_SEND);
    }
}
