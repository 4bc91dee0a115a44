package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Ticket;
import dev.tidings.delivery.store.TicketStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// [TicketStore] in SQL.
record SqlTicketStore(Database database) implements TicketStore {

    @Override
    public Ticket open(Ticket ticket, String wait, String late) {
        return database.write(handle -> {
            Optional<Ticket> earlier = ofMessage(handle, ticket);
            return earlier.orElseGet(() -> {
                insert(handle, ticket, late);
                say(handle, ticket.id(), Ticket.Part.WAIT, wait, "");
                return ticket;
            });
        });
    }

    private static Optional<Ticket> ofMessage(Handle handle, Ticket ticket) {
        return handle.createQuery(
                        "SELECT * FROM tickets" + " WHERE bot = ? AND tenant = ? AND conversation = ? AND reply_to = ?")
                .bind(0, ticket.tenancy().bot())
                .bind(1, ticket.tenancy().tenant())
                .bind(2, ticket.conversation())
                .bind(3, ticket.replyTo())
                .map((row, context) -> ticket(handle, row))
                .findOne();
    }

    private static void insert(Handle handle, Ticket ticket, String late) {
        handle.execute(
                "INSERT INTO tickets (id, bot, tenant, conversation, reply_to, state, late, due_at, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ticket.id(),
                ticket.tenancy().bot(),
                ticket.tenancy().tenant(),
                ticket.conversation(),
                ticket.replyTo(),
                ticket.state().word(),
                late,
                Columns.millis(ticket.dueAt()),
                ticket.createdAt().toEpochMilli());
    }

    private static void say(Handle handle, String ticket, Ticket.Part part, String message, String hash) {
        handle.execute(
                "INSERT INTO ticket_messages (ticket, part, message, body_hash) VALUES (?, ?, ?, ?)",
                ticket,
                part.name(),
                message,
                hash);
    }

    @Override
    public Optional<Ticket> find(String id, Reach reach) {
        return database.snapshot(handle -> find(handle, id)).filter(ticket -> reach.allows(ticket.tenancy()));
    }

    private static Optional<Ticket> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM tickets WHERE id = ?")
                .bind(0, id)
                .map((row, context) -> ticket(handle, row))
                .findOne();
    }

    @Override
    public Verdict answer(String id, String message, String hash, Instant now) {
        return database.write(handle -> {
            Optional<String> given = handle.createQuery(
                            "SELECT body_hash FROM ticket_messages WHERE ticket = ? AND part = ?")
                    .bind(0, id)
                    .bind(1, Ticket.Part.ANSWER.name())
                    .mapTo(String.class)
                    .findOne();
            if (given.isPresent()) {
                return given.get().equals(hash) ? Verdict.SAME : Verdict.OTHER;
            }
            say(handle, id, Ticket.Part.ANSWER, message, hash);
            handle.execute(
                    "UPDATE tickets SET state = ?, answered_at = ? WHERE id = ?",
                    Ticket.State.ANSWERED.word(),
                    now.toEpochMilli(),
                    id);
            return Verdict.FIRST;
        });
    }

    /// A ticket that is due, and what is said then.
    private record Due(String id, String message) {}

    @Override
    public int late(Instant now, int limit) {
        return database.write(handle -> {
            List<Due> due = handle.createQuery("SELECT id, late FROM tickets WHERE state = 'open'"
                            + " AND due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, id LIMIT ?")
                    .bind(0, now.toEpochMilli())
                    .bind(1, limit)
                    .map((row, context) -> new Due(row.getString("id"), row.getString("late")))
                    .list();
            for (Due each : due) {
                say(handle, each.id(), Ticket.Part.LATE, each.message(), "");
                handle.execute("UPDATE tickets SET state = ? WHERE id = ?", Ticket.State.OVERDUE.word(), each.id());
            }
            return due.size();
        });
    }

    @Override
    public Optional<Instant> nextDue() {
        return database.read(handle -> handle.createQuery("SELECT due_at FROM tickets WHERE state = 'open'"
                        + " AND due_at IS NOT NULL ORDER BY due_at LIMIT 1")
                .map((row, context) -> Columns.instant(row, "due_at"))
                .findOne());
    }

    /// Of one ticket in the order in which it is to be said.
    @Override
    public List<Unsaid> unsaid(@Nullable String ticket, int limit) {
        String only = ticket == null ? "" : " AND ticket = :ticket";
        return database.snapshot(handle -> {
            var query = handle.createQuery("SELECT ticket, part, message FROM ticket_messages"
                            + " WHERE message IS NOT NULL" + only + " ORDER BY ticket, part DESC LIMIT :limit")
                    .bind("limit", limit);
            if (ticket != null) {
                query.bind("ticket", ticket);
            }
            return query.map((row, context) -> new Unsaid(
                            find(handle, row.getString("ticket")).orElseThrow(),
                            Ticket.Part.valueOf(row.getString("part")),
                            row.getString("message")))
                    .list();
        });
    }

    @Override
    public void said(Unsaid unsaid, @Nullable NotificationId notification) {
        database.write(handle -> handle.execute(
                "UPDATE ticket_messages SET message = NULL, notification = ? WHERE ticket = ? AND part = ?",
                notification == null ? null : notification.value(),
                unsaid.ticket().id(),
                unsaid.part().name()));
    }

    @Override
    public int forgetBefore(Instant before, int limit) {
        return database.write(handle -> {
            List<String> old = handle.createQuery(
                            "SELECT id FROM tickets WHERE created_at < ? ORDER BY created_at, id LIMIT ?")
                    .bind(0, before.toEpochMilli())
                    .bind(1, limit)
                    .mapTo(String.class)
                    .list();
            old.forEach(id -> {
                handle.execute("DELETE FROM ticket_messages WHERE ticket = ?", id);
                handle.execute("DELETE FROM tickets WHERE id = ?", id);
            });
            return old.size();
        });
    }

    private static Ticket ticket(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Ticket(
                id,
                Columns.tenancy(row),
                row.getString("conversation"),
                row.getString("reply_to"),
                Ticket.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "due_at"),
                Columns.optionalInstant(row, "answered_at"),
                said(handle, id));
    }

    private static Map<Ticket.Part, NotificationId> said(Handle handle, String ticket) {
        Map<Ticket.Part, NotificationId> said = new EnumMap<>(Ticket.Part.class);
        handle.createQuery("SELECT part, notification FROM ticket_messages"
                        + " WHERE ticket = ? AND notification IS NOT NULL")
                .bind(0, ticket)
                .map((row, context) -> said.put(
                        Ticket.Part.valueOf(row.getString("part")), new NotificationId(row.getString("notification"))))
                .list();
        return said;
    }
}
