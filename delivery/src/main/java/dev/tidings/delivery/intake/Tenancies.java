package dev.tidings.delivery.intake;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DirectoryStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the tenant that somebody means: the one they name, the conversation's, the bot's own, the only one
/// known. Thread-safe; blocks.
public final class Tenancies {
    private final DirectoryStore directory;
    private final Bots bots;

    public Tenancies(DirectoryStore directory, Bots bots) {
        this.directory = directory;
        this.bots = bots;
    }

    Bots bots() {
        return bots;
    }

    /// The bot in the tenant that is meant where nothing but the scope says so.
    ///
    /// @throws NotAcceptedException if none or several could be meant, or the one meant is out of reach
    public Tenancy meant(Scope scope) {
        return within(scope, ofPeople(bot(scope), scope), "tenant", "tenant");
    }

    /// The bot in the tenant that an audience belongs to.
    ///
    /// @throws NotAcceptedException if none or several could be meant, or the one meant is out of reach
    Tenancy meant(Scope scope, Audience audience) {
        Bot bot = bot(scope);
        Tenancy tenancy = switch (audience) {
            case Audience.One(Target.Chat chat) -> ofChat(bot, scope, chat.id());
            case Audience.One(Target.Channel channel) -> ofConversation(bot, scope, channel.id(), "channel");
            case Audience.One(Target.Conversation(String id)) -> ofConversation(bot, scope, id, "conversation");
            case Audience.Members(String id) -> ofTeam(bot, scope, id);
            case Audience.Channels(String id) -> ofTeam(bot, scope, id);
            case Audience.One(Target.User _),
                    Audience.Users _,
                    Audience.Listed _,
                    Audience.Subscribers _,
                    Audience.Group _,
                    Audience.Everyone _ -> ofPeople(bot, scope);
        };
        return within(scope, tenancy, Targets.field(audience), "target");
    }

    private Bot bot(Scope scope) {
        return bots.find(scope.bot())
                .filter(bot ->
                        scope.reach().bots() == null || scope.reach().bots().contains(bot.name()))
                .orElseThrow(() -> new NotAcceptedException(
                        Problem.UNKNOWN_BOT, "bot", "There is no bot named '" + scope.bot() + "'."));
    }

    private static Tenancy within(Scope scope, Tenancy tenancy, String field, String what) {
        if (!scope.reach().allows(tenancy)) {
            throw unknown(field, what);
        }
        return tenancy;
    }

    /// A chat that is not known belongs to the tenant that is meant, if the app may be installed there.
    private Tenancy ofChat(Bot bot, Scope scope, String id) {
        GraphAccess graph = bot.graph();
        boolean joins = graph != null && graph.app().installs() && graph.app().places();
        return joins && directory.tenancyOf(bot.name(), id).isEmpty()
                ? ofPeople(bot, scope)
                : ofConversation(bot, scope, id, "chat");
    }

    private Tenancy ofConversation(Bot bot, Scope scope, String id, String what) {
        int thread = id.indexOf(";messageid=");
        Optional<Tenancy> of = directory.tenancyOf(bot.name(), thread < 0 ? id : id.substring(0, thread));
        String named = scope.tenant();
        return of.filter(tenancy -> named == null || named.equals(tenancy.tenant()))
                .orElseThrow(() -> unknown("to." + what, what));
    }

    /// A team is known by its General channel; where nothing was heard from that, by itself.
    private Tenancy ofTeam(Bot bot, Scope scope, String id) {
        return Stream.concat(directory.tenancyOf(bot.name(), id).stream(), directory.tenancies(bot.name()).stream())
                .filter(tenancy -> scope.tenant() == null || scope.tenant().equals(tenancy.tenant()))
                .filter(tenancy -> directory.team(tenancy, id).isPresent())
                .findFirst()
                .orElseThrow(() -> unknown("to.team", "team"));
    }

    private static NotAcceptedException unknown(String field, String what) {
        return new NotAcceptedException(
                Problem.UNKNOWN_TARGET,
                field,
                "This " + what
                        + " is not known to the bot. Add the app there, or write to the bot once, and try again.");
    }

    private Tenancy ofPeople(Bot bot, Scope scope) {
        String named = scope.tenant() == null ? bot.homeTenant() : scope.tenant();
        if (named != null) {
            return new Tenancy(bot.name(), named);
        }
        List<Tenancy> known = directory.tenancies(bot.name()).stream()
                .filter(scope.reach()::allows)
                .toList();
        if (known.size() == 1) {
            return known.getFirst();
        }
        throw new NotAcceptedException(
                Problem.TENANT_NEEDED,
                "tenant",
                known.isEmpty()
                        ? "No tenant is known to the bot yet. Name the tenant's id, or write to the bot once."
                        : "The bot serves several tenants. Name the id of the one that is meant.");
    }
}
