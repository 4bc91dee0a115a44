package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.control.Acts;
import dev.tidings.faketeams.fault.Responder;
import dev.tidings.faketeams.graph.Installs.Kind;
import dev.tidings.faketeams.login.EntraTokens;
import dev.tidings.faketeams.referee.Referee;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.World;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.function.Function;

/// The routes of Microsoft Graph, under `/graph/v1.0`.
public final class Graph {
    private static final String BASE = "/graph/v1.0";
    private static final String MEMBERS = "/groups/:group/transitiveMembers";

    private final Gate gate;
    private final Users users;
    private final Mailboxes mailboxes;
    private final Groups groups;
    private final Catalog catalog;
    private final Installs installs;

    /// `open` means that no bot has credentials, and calls need no token.
    public Graph(World world, Acts acts, EntraTokens tokens, boolean open, Referee referee, Responder responder) {
        this.users = new Users(world);
        this.mailboxes = new Mailboxes(world, users);
        this.groups = new Groups(world, users);
        this.catalog = new Catalog(world);
        this.installs = new Installs(world, acts, users, groups, catalog);
        this.gate = new Gate(world, tokens, open, referee, responder);
    }

    /// Adds the routes.
    public void mount(Router router) {
        get(router, "/users/delta", Operation.GRAPH_USERS, users::delta);
        get(router, "/users/:user", Operation.GRAPH_USER, users::one);
        get(router, "/users/:user/mailboxSettings/timeZone", Operation.GRAPH_MAILBOX, mailboxes::timeZone);
        get(router, "/users", Operation.GRAPH_USERS, users::list);
        get(router, "/groups/:group", Operation.GRAPH_GROUP, groups::one);
        get(router, MEMBERS, Operation.GRAPH_GROUP, call -> groups.transitiveMembers(call, false));
        get(
                router,
                MEMBERS + "/microsoft.graph.user",
                Operation.GRAPH_GROUP,
                call -> groups.transitiveMembers(call, true));
        get(router, "/appCatalogs/teamsApps", Operation.GRAPH_CATALOG, catalog::list);
        get(router, "/appCatalogs/teamsApps/:app", Operation.GRAPH_CATALOG, catalog::one);
        mount(router, "/users/:user/teamwork/installedApps", Kind.USER);
        mount(router, "/teams/:team/installedApps", Kind.TEAM);
        mount(router, "/chats/:chat/installedApps", Kind.CHAT);
        get(router, "/users/:user/teamwork/installedApps/:installation/chat", Operation.GRAPH_CHAT, installs::chat);
    }

    private void mount(Router router, String path, Kind kind) {
        get(router, path, Operation.GRAPH_INSTALLED, call -> installs.list(call, kind));
        on(router, HttpMethod.POST, path, Operation.GRAPH_INSTALL, call -> installs.install(call, kind));
        on(
                router,
                HttpMethod.DELETE,
                path + "/:installation",
                Operation.GRAPH_UNINSTALL,
                call -> installs.uninstall(call, kind));
    }

    private void get(Router router, String path, Operation operation, Function<Call, Reply> work) {
        on(router, HttpMethod.GET, path, operation, work);
    }

    private void on(Router router, HttpMethod method, String path, Operation operation, Function<Call, Reply> work) {
        router.route(method, BASE + path).handler(ctx -> gate.handle(ctx, operation, work));
    }
}
