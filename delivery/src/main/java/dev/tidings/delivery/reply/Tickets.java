package dev.tidings.delivery.reply;

import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.Conversations;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.press.Phrase;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Ticket;
import dev.tidings.delivery.store.TicketStore;
import dev.tidings.delivery.store.TicketStore.Unsaid;
import dev.tidings.delivery.store.TicketStore.Verdict;
import dev.tidings.teams.activity.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/// Opens tickets for messages that are answered later, and takes the answers. What the bot says because of
/// them goes through the engine, before what nobody waits for, and not again where nobody knows whether it
/// arrived.
///
/// Thread-safe; blocks, so callers are on virtual threads.
public final class Tickets {
    private static final Logger LOG = LoggerFactory.getLogger(Tickets.class);

    /// Whose idempotency keys they have; an API key cannot have this name.
    private static final String OWNER = "tidings:tickets";

    private final TicketStore store;
    private final Conversations conversations;
    private final Notifications notifications;
    private final TimeOrderedIds ids;
    private final InstantSource clock;
    private final Semaphore opened = new Semaphore(0);

    public Tickets(
            TicketStore store,
            Conversations conversations,
            Notifications notifications,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.store = store;
        this.conversations = conversations;
        this.notifications = notifications;
        this.ids = ids;
        this.clock = clock;
    }

    /// Opens a ticket and tells the person that the answer takes a while. A message has one ticket: who asks again
    /// gets the same, and nobody is told anything again.
    ///
    /// @throws NotAcceptedException if the bot cannot speak there
    public Opened open(TicketRequest request, Reach reach) {
        Scope scope = new Scope(request.bot(), request.tenant(), reach);
        Conversations.Spot spot = conversations.require(scope, request.conversation(), request.replyTo());
        Locale language = language(request, spot);
        Ticket fresh = fresh(request, spot);
        Ticket kept = store.open(
                fresh,
                answering(request, request.now() == null ? Phrase.WAIT.in(language) : request.now()),
                answering(request, request.late() == null ? Phrase.LATE.in(language) : request.late()));
        say(kept.id());
        opened.release();
        return new Opened(
                find(kept.id(), Reach.EVERYTHING).orElse(kept), !kept.id().equals(fresh.id()));
    }

    /// A ticket that is durable.
    ///
    /// @param repeated whether the message had it already
    public record Opened(Ticket ticket, boolean repeated) {}

    /// Tells the clerk of each ticket that was opened.
    Semaphore opened() {
        return opened;
    }

    private static Locale language(TicketRequest request, Conversations.Spot spot) {
        if (request.language() != null) {
            return request.language();
        }
        return spot.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(spot.locale());
    }

    private Ticket fresh(TicketRequest request, Conversations.Spot spot) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Duration due = request.due();
        return new Ticket(
                ids.notification().value(),
                spot.tenancy(),
                spot.conversation(),
                request.replyTo(),
                Ticket.State.OPEN,
                now,
                due == null ? null : now.plus(due),
                null,
                Map.of());
    }

    private static String answering(TicketRequest request, String text) {
        return about(request.replyTo(), Message.text(text)).toJson();
    }

    /// Names the message that it answers, as far as Teams shows that.
    private static Message about(String replyTo, Message message) {
        return message.withFields(JsonNodeFactory.instance.objectNode().put("replyToId", replyTo));
    }

    /// The ticket with an id, if it is within reach.
    public Optional<Ticket> find(String id, Reach reach) {
        return store.find(id, reach);
    }

    /// What became of an answer.
    public record Answered(Ticket ticket, Verdict verdict) {}

    /// Completes a ticket: the answer is durable when this returns, and ends in an outcome. The same answer again
    /// changes nothing, another one is not taken.
    ///
    /// @param hash by which the same answer is recognised
    /// @return empty if there is no such ticket within reach
    /// @throws NotAcceptedException if the bot cannot speak there any more
    public Optional<Answered> answer(String id, Message message, String hash, Reach reach) {
        return find(id, reach).map(ticket -> {
            if (ticket.state() != Ticket.State.ANSWERED) {
                requireReachable(ticket);
            }
            Message answer = about(ticket.replyTo(), message);
            Verdict verdict = store.answer(id, answer.toJson(), hash, clock.instant());
            say(id);
            return new Answered(find(id, Reach.EVERYTHING).orElse(ticket), verdict);
        });
    }

    private void requireReachable(Ticket ticket) {
        Scope scope = new Scope(ticket.tenancy().bot(), ticket.tenancy().tenant(), Reach.EVERYTHING);
        conversations.require(scope, ticket.conversation(), ticket.replyTo());
    }

    /// Also what a crash has left unsaid.
    private void say(String ticket) {
        store.unsaid(ticket, Ticket.Part.values().length).forEach(this::say);
    }

    /// Makes something that is to be said a notification. Whoever does it twice says it once.
    void say(Unsaid unsaid) {
        Ticket ticket = unsaid.ticket();
        Audience where = new Audience.One(new Target.Conversation(ticket.conversation()));
        NotificationRequest request = NotificationRequest.of(where, new Content.Said(Message.read(unsaid.message())))
                .withPriority(Priority.HIGH)
                .with(Manner.USUAL.as(Manner.Purpose.ANSWER))
                .withOnUncertain(OnUncertain.HOLD)
                .from(ticket.tenancy().bot(), ticket.tenancy().tenant());
        IdempotencyClaim claim = new IdempotencyClaim(OWNER, ticket.id() + " " + unsaid.part(), "");
        try {
            store.said(
                    unsaid,
                    notifications
                            .accept(request, Reach.EVERYTHING, claim)
                            .notification()
                            .id());
        } catch (NotAcceptedException unreachable) {
            LOG.warn("Ticket {} is left unanswered: {}", ticket.id(), unreachable.getMessage());
            store.said(unsaid, null);
        }
    }
}
