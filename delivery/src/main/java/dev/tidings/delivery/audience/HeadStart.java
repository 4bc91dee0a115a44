package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.graph.GraphException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does when a process starts what its first message would have to wait for: logs each bot in, and asks the
/// catalog of the bot's own organisation for its app. What fails here is left to the message that needs it.
public final class HeadStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    private final Bots bots;
    private final Organisations organisations;
    private final BiConsumer<Tenancy, String> found;
    private final List<Thread> threads = new ArrayList<>();

    /// @param found told under which id an organisation's catalog has the app
    public HeadStart(Bots bots, Organisations organisations, BiConsumer<Tenancy, String> found) {
        this.bots = bots;
        this.organisations = organisations;
        this.found = found;
    }

    /// Begins; each bot apart from the others, since some may not be able to log in.
    public void start() {
        for (Bot bot : bots.all()) {
            threads.add(Thread.ofVirtual().name("head-start-" + bot.name()).start(() -> of(bot)));
        }
    }

    private void of(Bot bot) {
        try {
            bot.client().logIn();
            GraphAccess graph = bot.graph();
            String tenant = bot.homeTenant();
            if (graph != null && tenant != null && graph.app().installs()) {
                graph.in(tenant).logIn();
                Tenancy tenancy = new Tenancy(bot.name(), tenant);
                organisations.catalogApp(tenancy).ifPresent(app -> found.accept(tenancy, app));
            }
        } catch (ConnectorException | GraphException refused) {
            LOG.info("{} has no head start: {}", bot, refused.getMessage());
        } catch (InterruptedException stopped) {
            LOG.debug("{} is not needed any more", bot, stopped);
        }
    }

    /// Waits for nothing.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
