package dev.tidings.teams.graph;

import dev.tidings.teams.auth.BearerCalls;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.graph.GraphException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// Microsoft Graph in one tenant, as far as a bot needs it to reach people who never met it. Safe to
/// use from many threads.
///
/// Every call waits for its answer and can be repeated without harm; nothing is repeated by itself, but
/// a call that is answered 401 once more with a fresh token. Whatever is not success is a
/// [GraphException].
public final class GraphClient {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final String USER_FIELDS = "$select=id,userPrincipalName,mail,displayName,userType";
    private static final Map<String, String> LARGE_PAGES = Map.of("Prefer", "odata.maxpagesize=999");
    private static final String LARGEST_PAGE = "&$top=999";

    private final BearerCalls calls;
    private final Paths paths;
    private final InstantSource clock;

    /// @param tokens for Graph's audience in the tenant: `TokenScope.graph`
    /// @param base without a version: that of the cloud, or one on this machine
    /// @param timeout how long one answer may take
    /// @param clock tells how far away a `Retry-After` date is
    /// @throws IllegalArgumentException if others could read what is sent to the base
    public GraphClient(HttpTransport transport, TokenSource tokens, URI base, Duration timeout, InstantSource clock) {
        if (!"https".equals(base.getScheme())
                && !ServiceUrlPolicy.loopbackOnly().allows(base.toString())) {
            throw new IllegalArgumentException("Graph is reached by https, or on this machine: " + base);
        }
        this.calls = new BearerCalls(transport, tokens, timeout);
        this.paths = new Paths(URI.create(base.toString().replaceAll("/+$", "")));
        this.clock = clock;
    }

    /// Gets a token now, so that the first call does not wait for it.
    public void logIn() {
        try {
            calls.logIn();
        } catch (TokenException missing) {
            throw Refusals.of(missing);
        }
    }

    // ---- people

    /// Somebody by Entra object id or user principal name; empty if there is nobody.
    public Optional<GraphUser> user(String idOrPrincipalName) {
        Optional<GraphUser> found =
                found(() -> Answers.user(get("/users/" + Paths.segment(idOrPrincipalName) + "?" + USER_FIELDS)));
        found.ifPresent(user -> requireAsked(user, idOrPrincipalName));
        return found;
    }

    private static void requireAsked(GraphUser user, String asked) {
        String told = GUID.matcher(asked).matches() ? user.id() : user.userPrincipalName();
        if (!asked.equalsIgnoreCase(told)) {
            throw Refusals.here(Kind.BAD_ANSWER, "Graph told of somebody else than was asked for");
        }
    }

    /// Somebody by mail address; empty if nobody has it.
    public Optional<GraphUser> userByMail(String mail) {
        List<GraphUser> found = Answers.users(get("/users?" + Paths.filter("mail", mail) + "&" + USER_FIELDS))
                .items();
        if (found.stream().anyMatch(user -> !mail.equalsIgnoreCase(user.mail()))) {
            throw Refusals.here(Kind.BAD_ANSWER, "Graph told of somebody else than was asked for");
        }
        if (found.size() > 1) {
            throw Refusals.here(Kind.AMBIGUOUS, "several people have this mail address");
        }
        return found.stream().findFirst();
    }

    /// Everybody in the tenant, a part at a time, and at the end a link to what will have changed since.
    ///
    /// @param link the `next` or `delta` of a part before, or null to begin
    public GraphPage<GraphUser> users(@Nullable String link) {
        return Answers.users(link == null ? get("/users/delta?" + USER_FIELDS) : follow(link));
    }

    /// The people in a group and in the groups inside it, a part at a time.
    ///
    /// @param link the `next` of the part before, or null to begin
    public GraphPage<GraphUser> members(String groupId, @Nullable String link) {
        String first = "/groups/" + Paths.segment(groupId) + "/transitiveMembers/microsoft.graph.user?" + USER_FIELDS;
        return Answers.users(link == null ? get(first + LARGEST_PAGE) : follow(link));
    }

    /// The time zone that somebody has chosen for their mailbox; empty if they have no mailbox, no zone, or
    /// one of a name that neither Windows nor IANA has. Takes `MailboxSettings.Read`.
    public Optional<ZoneId> timeZone(String userId) {
        String path = "/users/" + Paths.segment(userId) + "/mailboxSettings/timeZone";
        return found(() -> Answers.value(get(path)))
                .flatMap(Function.identity())
                .flatMap(WindowsZones::find);
    }

    // ---- the catalog

    /// The organisation's app with an id in its manifest; empty if the catalog does not have it.
    public Optional<CatalogApp> catalogApp(String manifestId) {
        return Answers.apps(get("/appCatalogs/teamsApps?" + Paths.filter("externalId", manifestId))).stream()
                .filter(app -> manifestId.equalsIgnoreCase(app.externalId()))
                .findFirst();
    }

    /// The app with an id of the catalog's own; for an app of the store that is the id in its manifest.
    public Optional<CatalogApp> catalogAppById(String catalogAppId) {
        return found(() -> Answers.app(get("/appCatalogs/teamsApps/" + Paths.segment(catalogAppId))));
    }

    // ---- installing

    /// Installs an app; one that is installed is [Kind#ALREADY_INSTALLED].
    public void install(InstallPlace place, String catalogAppId) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("teamsApp@odata.bind", paths.app(catalogAppId))
                .toString();
        make("POST", paths.of(Paths.installs(place)), body);
    }

    /// The id of an app's installation; empty if it is not installed there.
    public Optional<String> installation(InstallPlace place, String catalogAppId) {
        String query = "?$expand=teamsApp&" + Paths.filter("teamsApp/id", catalogAppId);
        return Answers.ids(get(Paths.installs(place) + query)).stream().findFirst();
    }

    /// The chat between a person and an app that is installed for them; the bot can send there.
    public String chat(String userId, String installationId) {
        String installs = Paths.installs(new InstallPlace.User(userId));
        return Answers.id(get(installs + "/" + Paths.segment(installationId) + "/chat"));
    }

    /// Removes an app.
    public void uninstall(InstallPlace place, String installationId) {
        make("DELETE", paths.of(Paths.installs(place) + "/" + Paths.segment(installationId)), null);
    }

    // ---- calls

    private static <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (GraphException refused) {
            if (refused.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private HttpAnswer get(String path) {
        return make("GET", paths.of(path), null);
    }

    private HttpAnswer follow(String link) {
        return make("GET", paths.link(link), null);
    }

    private HttpAnswer make(String method, URI uri, @Nullable String body) {
        HttpAnswer answer = answer(method, uri, body);
        if (!answer.successful()) {
            throw Refusals.of(answer, clock.instant());
        }
        return answer;
    }

    private HttpAnswer answer(String method, URI uri, @Nullable String body) {
        try {
            return calls.make(method, uri, body, method.equals("GET") ? LARGE_PAGES : Map.of());
        } catch (TokenException missing) {
            throw Refusals.of(missing);
        } catch (TransportException cut) {
            throw Refusals.of(cut);
        }
    }
}
