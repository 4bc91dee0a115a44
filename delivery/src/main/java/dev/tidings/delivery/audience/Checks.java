package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.teams.graph.GraphException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Asks Microsoft Graph, before a chat is created for one of many, whether the app is installed for the person:
/// Graph permits four times as many requests as the creation of chats does, and most of those would be refused.
/// Thread-safe.
final class Checks {
    /// Without the permission nobody is asked about for a while.
    private static final Duration REST = Duration.ofMinutes(10);

    private static final Set<GraphException.Kind> OF_NO_USE = EnumSet.of(
            GraphException.Kind.NO_PERMISSION,
            GraphException.Kind.NOT_MANAGEABLE,
            GraphException.Kind.FORBIDDEN,
            GraphException.Kind.UNAUTHORIZED,
            GraphException.Kind.NO_TOKEN);

    private final Installs installs;
    private final InstantSource clock;
    private final Map<Tenancy, Instant> resting = new ConcurrentHashMap<>();

    Checks(Installs installs, InstantSource clock) {
        this.installs = installs;
        this.clock = clock;
    }

    /// Whether the chat is to be created: the app is installed for the person, or nobody can tell.
    boolean knowsInstalled(Journey on, String objectId) throws InterruptedException {
        GraphAccess graph = on.graph();
        Instant until = resting.get(on.tenancy());
        if (graph == null
                || !graph.app().installs()
                || (until != null && clock.instant().isBefore(until))) {
            return true;
        }
        try {
            return installs.installed(on, graph, objectId);
        } catch (UnreachableException notInCatalog) {
            return rest(on, "the catalog does not have the app");
        } catch (GraphException refused) {
            if (!OF_NO_USE.contains(refused.kind())) {
                throw refused;
            }
            return rest(on, Installs.words(refused));
        }
    }

    private boolean rest(Journey on, String why) {
        resting.put(on.tenancy(), clock.instant().plus(REST));
        on.trail().missed(why);
        return true;
    }
}
