package dev.tidings.delivery.bot;

import dev.tidings.teams.graph.GraphClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A bot's way to Microsoft Graph, in each tenant with a token of that tenant. Thread-safe.
public final class GraphAccess {
    private final Function<String, GraphClient> connect;
    private final App app;
    private final Map<String, GraphClient> clients = new ConcurrentHashMap<>();

    /// As which app the bot is installed, and for whom.
    ///
    /// @param manifestId the id in the app's manifest, by which the catalog is asked
    /// @param catalogId the catalog's own id, or null to ask for it
    /// @param installs whether the app may be installed at all
    /// @param guests whether it may be installed for guests
    /// @param places whether it may be installed in teams and chats
    public record App(String manifestId, @Nullable String catalogId, boolean installs, boolean guests, boolean places) {

        /// An app that is installed for people only.
        public App(String manifestId, @Nullable String catalogId, boolean installs, boolean guests) {
            this(manifestId, catalogId, installs, guests, false);
        }
    }

    /// @param connect makes the client for a tenant
    public GraphAccess(Function<String, GraphClient> connect, App app) {
        this.connect = connect;
        this.app = app;
    }

    /// As which app the bot is installed.
    public App app() {
        return app;
    }

    /// The client for a tenant.
    public GraphClient in(String tenant) {
        return clients.computeIfAbsent(tenant, connect);
    }
}
