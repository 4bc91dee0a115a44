package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.directory.Colleague;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.store.ColleagueStore;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.graph.CatalogApp;
import dev.tidings.teams.graph.GraphClient;
import dev.tidings.teams.graph.GraphException;
import dev.tidings.teams.graph.GraphException.Kind;
import dev.tidings.teams.graph.GraphUser;
import dev.tidings.teams.graph.InstallPlace;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks people up in Microsoft Graph, and installs the app for them, or in chats and teams. Thread-safe.
///
/// Every call can be repeated without harm: what is installed already stays so. That an install is asked for is
/// recorded before it is, under the person's object id.
final class Installs {
    private final DirectoryStore directory;
    private final ColleagueStore colleagues;
    private final InstantSource clock;
    private final Map<Tenancy, String> catalogIds = new ConcurrentHashMap<>();

    Installs(DirectoryStore directory, ColleagueStore colleagues, InstantSource clock) {
        this.directory = directory;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    /// The catalog of an organisation has the app under an id.
    void catalogHas(Tenancy tenancy, String app) {
        catalogIds.putIfAbsent(tenancy, app);
    }

    /// Somebody by user principal name or mail address.
    Optional<GraphUser> named(Journey on, GraphAccess graph, String name) throws InterruptedException {
        GraphClient client = graph.in(on.tenancy().tenant());
        Optional<GraphUser> found = asked(on, Approach.LOOK_UP_PERSON, () -> client.user(name));
        return found.isPresent() ? found : asked(on, Approach.LOOK_UP_PERSON, () -> client.userByMail(name));
    }

    /// Whether the app is installed for a person.
    boolean installed(Journey on, GraphAccess graph, String objectId) throws InterruptedException {
        String app = catalogId(on, graph);
        return installation(on, graph, objectId, app).isPresent();
    }

    /// Installs the app for a person and finds the chat that this opens: the one that an event tells of, or the one
    /// that Graph names, whichever is first.
    Place install(Journey on, GraphAccess graph, String objectId, String serviceUrl) throws InterruptedException {
        requireMember(on, graph, objectId);
        String app = installed(on, graph, Aim.person(objectId), catalogId(on, graph));
        StoredConversation told = told(on, objectId);
        if (told != null) {
            return place(told);
        }
        String installation = installation(on, graph, objectId, app)
                .orElseThrow(() -> new UnreachableException(UnreachableException.Cause.NOT_THERE_YET));
        told = told(on, objectId);
        return told == null ? chat(on, graph, objectId, installation, serviceUrl) : place(told);
    }

    /// Installs the app in a chat or a team.
    ///
    /// @param id the chat's id, or the team's group id
    void join(Journey on, GraphAccess graph, InstallPlace place, String id) throws InterruptedException {
        String _ = installed(on, graph, new Aim(place, id, Approach.INSTALL_THERE), catalogId(on, graph));
    }

    /// Where the app is to be installed.
    ///
    /// @param id under which it is remembered that this was asked for
    private record Aim(InstallPlace place, String id, Approach step) {
        static Aim person(String objectId) {
            return new Aim(new InstallPlace.User(objectId), objectId, Approach.INSTALL);
        }
    }

    private void requireMember(Journey on, GraphAccess graph, String objectId) throws InterruptedException {
        if (graph.app().guests()) {
            return;
        }
        Optional<Colleague> listed = colleagues.find(on.tenancy(), objectId);
        if (listed.isPresent() ? listed.get().guest() : guest(on, graph, objectId)) {
            throw new UnreachableException(UnreachableException.Cause.GUEST);
        }
    }

    private static boolean guest(Journey on, GraphAccess graph, String objectId) throws InterruptedException {
        try {
            GraphClient client = graph.in(on.tenancy().tenant());
            return asked(on, Approach.LOOK_UP_PERSON, () -> client.user(objectId))
                    .orElseThrow(() -> new UnreachableException(UnreachableException.Cause.UNKNOWN))
                    .guest();
        } catch (GraphException refused) {
            // Without the permission to read people nobody can be told for a guest, but for installing it takes
            // another.
            if (refused.kind() != Kind.NO_PERMISSION) {
                throw refused;
            }
            on.trail().missed(words(refused));
            return false;
        }
    }

    /// Installs, and answers as which app; an id that the catalog has given up is asked for once more.
    private String installed(Journey on, GraphAccess graph, Aim aim, String app) throws InterruptedException {
        try {
            return asked(on, graph, aim, app);
        } catch (GraphException refused) {
            if (refused.kind() != Kind.NOT_FOUND || !catalogIds.remove(on.tenancy(), app)) {
                throw refused;
            }
            on.trail().missed(words(refused));
            return asked(on, graph, aim, catalogId(on, graph));
        }
    }

    private String asked(Journey on, GraphAccess graph, Aim aim, String app) throws InterruptedException {
        GraphClient client = graph.in(on.tenancy().tenant());
        on.pace().reserve(Request.GRAPH, "");
        byte[] now = clock.instant().toString().getBytes(StandardCharsets.UTF_8);
        on.trail().before(aim.step(), new FactChanges().put(Keys.installAsked(on.tenancy(), aim.id()), now));
        try {
            client.install(aim.place(), app);
        } catch (GraphException refused) {
            if (refused.kind() != Kind.ALREADY_INSTALLED) {
                throw refused;
            }
            on.trail().missed(words(refused));
        }
        return app;
    }

    private Optional<String> installation(Journey on, GraphAccess graph, String objectId, String app)
            throws InterruptedException {
        GraphClient client = graph.in(on.tenancy().tenant());
        var place = new InstallPlace.User(objectId);
        return asked(on, Approach.CHECK_INSTALLATION, () -> client.installation(place, app));
    }

    /// Graph's name of the chat serves for one message; it is not kept, since the event brings the bot's own.
    private Place chat(Journey on, GraphAccess graph, String objectId, String installation, String serviceUrl)
            throws InterruptedException {
        GraphClient client = graph.in(on.tenancy().tenant());
        try {
            String chat = asked(on, Approach.LOOK_UP_CHAT, () -> client.chat(objectId, installation));
            StoredConversation told = told(on, objectId);
            return told == null ? new Place(serviceUrl, chat, false, objectId) : place(told);
        } catch (GraphException refused) {
            if (refused.kind() == Kind.NOT_FOUND) {
                throw new UnreachableException(UnreachableException.Cause.NOT_THERE_YET);
            }
            throw refused;
        }
    }

    private @Nullable StoredConversation told(Journey on, String objectId) {
        return directory
                .personByObjectId(on.tenancy(), objectId)
                .flatMap(person -> directory.personalConversation(on.tenancy(), person.id()))
                .orElse(null);
    }

    private static Place place(StoredConversation told) {
        return new Place(told.reference().serviceUrl(), told.id(), false, told.personId());
    }

    /// The catalog's id of the app: configured, or asked for once.
    private String catalogId(Journey on, GraphAccess graph) throws InterruptedException {
        String known = graph.app().catalogId() == null
                ? catalogIds.get(on.tenancy())
                : graph.app().catalogId();
        if (known != null) {
            return known;
        }
        GraphClient client = graph.in(on.tenancy().tenant());
        String manifest = graph.app().manifestId();
        Optional<CatalogApp> found = asked(on, Approach.LOOK_UP_APP, () -> client.catalogApp(manifest));
        CatalogApp app = found.isPresent()
                ? found.get()
                : asked(on, Approach.LOOK_UP_APP, () -> client.catalogAppById(manifest))
                        .orElseThrow(() -> new UnreachableException(UnreachableException.Cause.NOT_IN_CATALOG));
        catalogIds.put(on.tenancy(), app.id());
        return app.id();
    }

    private static <T> T asked(Journey on, Approach step, Supplier<T> call) throws InterruptedException {
        on.pace().reserve(Request.GRAPH, "");
        on.trail().before(step);
        return call.get();
    }

    /// What Graph said, for the trail.
    static String words(GraphException refused) {
        return String.valueOf(refused.getMessage());
    }
}
