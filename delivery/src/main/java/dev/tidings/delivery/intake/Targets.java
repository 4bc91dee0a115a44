package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.PersonId;
import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks that a target could be reached in some way.
final class Targets {
    /// How a person can be named.
    static final String FORMS =
            "A person is named by an Entra object id, a 29:... id or a user principal name; any other"
                    + " id must be one that the bot has seen.";

    private static final String WITHOUT_GROUP =
            "The bot is not in the team of this channel, and Teams has not told the Microsoft 365 group behind it, which"
                    + " installing through Microsoft Graph takes. Add the app to the team by hand once and try again.";

    private static final Pattern THREAD = Pattern.compile("[1-9][0-9]{0,18}");

    private final Ways ways;

    Targets(Ways ways) {
        this.ways = ways;
    }

    /// The field of a request that names the audience.
    static String field(Audience audience) {
        return switch (audience) {
            case Audience.One(Target target) -> field(target);
            case Audience.Users _, Audience.Listed _ -> "to.users";
            case Audience.Members _, Audience.Channels _ -> "to.team";
            case Audience.Subscribers _ -> "to.topic";
            case Audience.Group _ -> "to.group";
            case Audience.Everyone _ -> "to.everyone";
        };
    }

    /// The field of a request that names the target.
    static String field(Target target) {
        return switch (target) {
            case Target.User _ -> "to.user";
            case Target.Chat _ -> "to.chat";
            case Target.Channel _ -> "to.channel";
            case Target.Conversation _ -> "to.conversation";
        };
    }

    /// Checks what can be seen without the directory.
    ///
    /// @throws NotAcceptedException if the id cannot name anything
    static void requireWellFormed(Target target) {
        if (target.id().isBlank()) {
            throw new NotAcceptedException(Problem.BAD_TARGET, field(target), "The id is empty.");
        }
        if (target instanceof Target.Channel channel) {
            requireThread(channel.thread());
        }
    }

    static void requireThread(@Nullable String thread) {
        if (thread != null && !THREAD.matcher(thread).matches()) {
            throw new NotAcceptedException(
                    Problem.BAD_TARGET, "to.thread", "A thread is named by the number of its first message.");
        }
    }

    /// The way to the target.
    ///
    /// @throws NotAcceptedException if nothing configured could find one
    Way require(Tenancy tenancy, Target target) {
        Way way = ways.to(tenancy, target);
        if (way instanceof Way.None) {
            throw ways.lacksGroup(tenancy, target)
                    ? new NotAcceptedException(Problem.UNKNOWN_TARGET, field(target), WITHOUT_GROUP)
                    : lost(target);
        }
        return way;
    }

    private static NotAcceptedException lost(Target target) {
        if (target instanceof Target.User(String id) && PersonId.formOf(id) == PersonId.OTHER) {
            return new NotAcceptedException(Problem.BAD_TARGET, "to.user", FORMS);
        }
        return new NotAcceptedException(Problem.UNKNOWN_TARGET, field(target), unknown(target));
    }

    private static String unknown(Target target) {
        return target instanceof Target.User
                ? "Nobody with this name is known to the bot, and it shares no team or chat in which to look. Use the"
                        + " Entra object id, or install the app for the person."
                : "The bot is not there, or not any more. Add the app there and try again.";
    }

    /// Under which id the person of a way is known; null if it leads to no person.
    static @Nullable String personId(Way way) {
        return switch (way) {
            case Way.Stored stored -> stored.conversation().personId();
            case Way.Create(String memberId, Person person) -> person == null ? PersonId.normal(memberId) : person.id();
            case Way.Install(String objectId, Person person) -> person == null ? objectId : person.id();
            case Way.LookUp(String name) -> PersonId.normal(name);
            case Way.Post _, Way.Join _, Way.None _ -> null;
        };
    }
}
