package dev.tidings.delivery.intake;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.BusyStore;
import dev.tidings.teams.BusySign;
import dev.tidings.teams.activity.ConversationReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Where a bot says that it is in the middle of something with people, so that notifications which wait
/// for a pause do not come into it.
///
/// Thread-safe; blocks. Every method throws [NotAcceptedException] if the conversation is not known, and a
/// `StoreUnavailableException` while the database is away.
public final class Exchanges {
    /// How long an exchange can last: a bot that dies in one must not silence others for ever.
    public static final Duration LONGEST = Duration.ofHours(24);

    private final BusyStore busy;
    private final Tenancies tenancies;
    private final InstantSource clock;

    public Exchanges(BusyStore busy, Tenancies tenancies, InstantSource clock) {
        this.busy = busy;
        this.tenancies = tenancies;
        this.clock = clock;
    }

    /// A conversation is busy from now on, until [#idle] or for so long.
    ///
    /// @throws NotAcceptedException also if the time is not positive or longer than [#LONGEST]
    public void busy(Scope scope, String conversation, Duration most) {
        requirePossible(most);
        Instant now = clock.instant();
        busy.busy(tenancy(scope, conversation), withoutThread(conversation), now.plus(most), now);
    }

    private static void requirePossible(Duration most) {
        if (!most.isPositive() || most.compareTo(LONGEST) > 0) {
            throw new NotAcceptedException(
                    Problem.BAD_TIME,
                    "for",
                    "An exchange lasts for more than nothing and up to 24 hours: PT10M is ten minutes.");
        }
    }

    /// The exchange in a conversation is over; harmless if there is none.
    public void idle(Scope scope, String conversation) {
        busy.idle(tenancy(scope, conversation), withoutThread(conversation));
    }

    /// The sign of a bot that runs in this process: what its own code says of conversations is seen by the
    /// engine. It takes what the bot's references name as it is, since what arrived a moment ago need not have
    /// been learnt yet.
    ///
    /// @param bot the bot's name in the configuration, such as `default`
    public BusySign sign(String bot) {
        return new BusySign() {
            @Override
            public void busy(ConversationReference conversation, Duration most) {
                requirePossible(most);
                Instant now = clock.instant();
                busy.busy(tenancy(bot, conversation), place(conversation), now.plus(most), now);
            }

            @Override
            public void idle(ConversationReference conversation) {
                busy.idle(tenancy(bot, conversation), place(conversation));
            }
        };
    }

    private static Tenancy tenancy(String bot, ConversationReference reference) {
        return Tenancy.of(bot, Optional.ofNullable(reference.conversation().tenantId()));
    }

    private static String place(ConversationReference reference) {
        return withoutThread(reference.conversation().id());
    }

    private Tenancy tenancy(Scope scope, String conversation) {
        return tenancies.meant(scope, new Audience.One(new Target.Conversation(conversation)));
    }

    private static String withoutThread(String conversation) {
        int thread = conversation.indexOf(";messageid=");
        return thread < 0 ? conversation : conversation.substring(0, thread);
    }
}
