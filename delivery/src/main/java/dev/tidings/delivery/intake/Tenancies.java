package dev.tidings.delivery.intake;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.Reach;
import java.util.List;
import java.util.Optional;

/// Finds the tenant that a request means: the one it names, the conversation's, the bot's own, the only one
/// known.
final class Tenancies {
    private final DirectoryStore directory;

    Tenancies(DirectoryStore directory) {
        this.directory = directory;
    }

    /// @throws NotAcceptedException if none or several could be meant, or the one meant is out of reach
    Tenancy meant(Bot bot, NotificationRequest request, Reach reach) {
        Tenancy tenancy = switch (request.target()) {
            case Target.User user -> ofPerson(bot, request, reach);
            case Target.Chat chat -> ofConversation(bot, request, chat.id(), "chat");
            case Target.Channel channel -> ofConversation(bot, request, channel.id(), "channel");
            case Target.Conversation conversation -> ofConversation(bot, request, conversation.id(), "conversation");
        };
        if (!reach.allows(tenancy)) {
            throw unknown(Targets.field(request.target()), "target");
        }
        return tenancy;
    }

    private Tenancy ofConversation(Bot bot, NotificationRequest request, String id, String what) {
        int thread = id.indexOf(";messageid=");
        Optional<Tenancy> of = directory.tenancyOf(bot.name(), thread < 0 ? id : id.substring(0, thread));
        String named = request.tenant();
        return of.filter(tenancy -> named == null || named.equals(tenancy.tenant()))
                .orElseThrow(() -> unknown("to." + what, what));
    }

    private static NotAcceptedException unknown(String field, String what) {
        return new NotAcceptedException(
                Problem.UNKNOWN_TARGET,
                field,
                "This " + what
                        + " is not known to the bot. Add the app there, or write to the bot once, and try again.");
    }

    private Tenancy ofPerson(Bot bot, NotificationRequest request, Reach reach) {
        String named = request.tenant() == null ? bot.homeTenant() : request.tenant();
        if (named != null) {
            return new Tenancy(bot.name(), named);
        }
        List<Tenancy> known =
                directory.tenancies(bot.name()).stream().filter(reach::allows).toList();
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
