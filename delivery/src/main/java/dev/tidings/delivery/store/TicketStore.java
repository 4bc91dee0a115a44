package dev.tidings.delivery.store;

import dev.tidings.delivery.notification.NotificationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answers that are owed to people, and what the bot still has to say because of them.
///
/// Thread-safe; blocks, so callers are on virtual threads. Writing returns when it is durable. Every method
/// throws [StoreUnavailableException] while the database is away.
public interface TicketStore {

    /// Keeps a ticket, and what the bot has to say first, unless the same message has a ticket already.
    ///
    /// @param wait the message that says that the answer takes a while
    /// @param late the message that is said when the answer is overdue
    /// @return the ticket that is kept now
    Ticket open(Ticket ticket, String wait, String late);

    /// The ticket with an id, if it is within reach.
    Optional<Ticket> find(String id, Reach reach);

    /// What became of an answer.
    enum Verdict {
        /// It is the answer from now on.
        FIRST,
        /// It was given before.
        SAME,
        /// Another one was given before.
        OTHER
    }

    /// Gives the answer of a ticket, unless it has one.
    ///
    /// @param hash by which the same answer is recognised
    Verdict answer(String id, String message, String hash, Instant now);

    /// Makes what is due overdue, the longest due first: the bot then has to say so.
    ///
    /// @return how many tickets that were; at most `limit`
    int late(Instant now, int limit);

    /// When the next ticket is due; empty if none is.
    Optional<Instant> nextDue();

    /// Something that the bot has to say and that is no notification yet.
    record Unsaid(Ticket ticket, Ticket.Part part, String message) {}

    /// What the bot still has to say.
    ///
    /// @param ticket the id of the only ticket that is asked about, or null for all
    List<Unsaid> unsaid(@Nullable String ticket, int limit);

    /// Records by which notification something is said.
    ///
    /// @param notification null if it cannot be said any more
    void said(Unsaid unsaid, @Nullable NotificationId notification);

    /// Forgets tickets that were opened before an instant.
    ///
    /// @return how many were forgotten; at most `limit`
    int forgetBefore(Instant before, int limit);
}
