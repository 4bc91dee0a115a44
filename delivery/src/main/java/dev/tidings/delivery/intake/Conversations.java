package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.Way;
import dev.tidings.delivery.audience.Ways;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationType;
import org.jspecify.annotations.Nullable;

/// Finds where a message that somebody wrote can be answered. Thread-safe; blocks.
public final class Conversations {
    private final Tenancies tenancies;
    private final Targets targets;

    public Conversations(Books books, Tenancies tenancies) {
        this.tenancies = tenancies;
        this.targets = new Targets(new Ways(books.directory(), tenancies.bots()));
    }

    /// Where an answer goes.
    ///
    /// @param conversation its id; in a channel with the thread
    /// @param locale the language of the person whose 1:1 chat it is, or null
    public record Spot(
            Tenancy tenancy, String conversation, @Nullable String locale) {}

    /// Where a message is answered: in its thread, in its chat.
    ///
    /// @param conversation as the message's activity names it, with or without the thread of a channel
    /// @param replyTo the message's id
    /// @throws NotAcceptedException if the bot cannot speak there, or the message cannot be one
    public Spot require(Scope scope, String conversation, String replyTo) {
        if (replyTo.isBlank()) {
            throw new NotAcceptedException(Problem.BAD_TARGET, "replyTo", "The id is empty.");
        }
        Target target = new Target.Conversation(conversation);
        try {
            Targets.requireWellFormed(target);
            Tenancy tenancy = tenancies.meant(scope, new Audience.One(target));
            return spot(tenancy, (Way.Stored) targets.require(tenancy, target), replyTo);
        } catch (NotAcceptedException refused) {
            throw new NotAcceptedException(
                    refused.problem(), refused.field().replace("to.", ""), String.valueOf(refused.getMessage()));
        }
    }

    private static Spot spot(Tenancy tenancy, Way.Stored way, String replyTo) {
        StoredConversation at = way.conversation();
        boolean channel = at.reference().conversation().type() == ConversationType.CHANNEL;
        String thread = way.thread() == null && channel ? replyTo : way.thread();
        Targets.requireThread(thread);
        Person person = way.person();
        return new Spot(
                tenancy,
                thread == null ? at.id() : ConversationAccount.threadId(at.id(), thread),
                person == null ? null : person.locale());
    }
}
