package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.Attention;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Received;
import dev.tidings.delivery.store.Whereabouts;
import dev.tidings.teams.activity.ConversationReference;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Looks recipients up: who they are, where the bot can speak to them, and whether they opted out.
/// Several at a time, since most of the cost of a single look-up is not the look-up.
final class LookUp {
    private final Asking asking;
    private final LookUpSql sql;

    /// How one kind of database is asked.
    interface Asking {

        /// How many recipients to ask for with one statement, of so many that are left.
        int together(int left);

        /// SQL for the rows of a number of recipients: their place among these as `n`, and
        /// [Wanted#COLUMNS].
        String rows(int together);

        /// Sets the values of these rows.
        void bind(PreparedStatement query, List<Wanted> wanted) throws SQLException;

        /// By which of its columns a conversation is fetched best.
        String key();
    }

    /// Prepares the statements.
    ///
    /// @param hint see [Connections#through]
    LookUp(Asking asking, String hint) {
        this.asking = asking;
        this.sql = new LookUpSql(asking.key(), hint);
    }

    /// Where each recipient is, in the order of the departures.
    List<Whereabouts> all(Prepared prepared, List<Departure> departures) throws SQLException {
        @Nullable Whereabouts[] found = new Whereabouts[departures.size()];
        List<Row> people = new ArrayList<>();
        List<Row> places = new ArrayList<>();
        for (int index = 0; index < departures.size(); index++) {
            Wanted wanted = Wanted.of(departures.get(index));
            (wanted.isPerson() ? people : places)
                    .add(new Row(index, departures.get(index).lane(), wanted));
        }
        ask(prepared, people, sql::people, found);
        ask(prepared, places, sql::places, found);
        return List.of(found);
    }

    /// A recipient with its place among the departures.
    private record Row(int index, Tenancy lane, Wanted wanted) {}

    private void ask(Prepared prepared, List<Row> rows, UnaryOperator<String> sql, @Nullable Whereabouts[] found)
            throws SQLException {
        for (int from = 0; from < rows.size(); ) {
            List<Row> some = rows.subList(from, from + asking.together(rows.size() - from));
            ask(prepared.statement(sql.apply(asking.rows(some.size()))), some, found);
            from += some.size();
        }
    }

    private void ask(PreparedStatement query, List<Row> rows, @Nullable Whereabouts[] found) throws SQLException {
        asking.bind(query, rows.stream().map(Row::wanted).toList());
        try (ResultSet answer = query.executeQuery()) {
            while (answer.next()) {
                Row row = rows.get(answer.getInt("n"));
                found[row.index()] = whereabouts(row.lane(), answer);
            }
        }
    }

    private static Whereabouts whereabouts(Tenancy lane, ResultSet row) throws SQLException {
        Person person = row.getString("id") == null ? null : DirectoryRows.person(row);
        boolean unwanted = row.getInt("choice") % 2 != 0;
        Attention attention = attention(row);
        return new Whereabouts(
                person,
                conversation(lane, row),
                unwanted && !attention.mandatory(),
                unwanted && attention.mandatory(),
                null,
                attention);
    }

    private static Attention attention(ResultSet row) throws SQLException {
        byte[] times = row.getBytes("times");
        Received received =
                times == null ? Received.NOTHING : Received.of(times, Columns.optionalInstant(row, "digest_due"));
        return new Attention(
                Columns.optionalInstant(row, "heard_at"),
                Columns.optionalInstant(row, "busy_until"),
                row.getInt("mandatory") != 0,
                received,
                wish(row.getInt("choice") / 2));
    }

    /// See [LookUpSql].
    private static Wish wish(int how) {
        return switch (how) {
            case 1 -> Wish.HOURLY;
            case 2 -> Wish.DIGEST;
            default -> Wish.ALL;
        };
    }

    private static @Nullable StoredConversation conversation(Tenancy lane, ResultSet row) throws SQLException {
        String json = row.getString("reference");
        if (json == null) {
            return null;
        }
        ConversationReference reference = ConversationReference.read(json);
        String movedTo = row.getString("moved_to");
        return new StoredConversation(
                lane,
                movedTo == null ? reference : reference.withServiceUrl(movedTo),
                row.getString("person"),
                row.getString("team"),
                Instant.ofEpochMilli(row.getLong("reference_at")));
    }
}
