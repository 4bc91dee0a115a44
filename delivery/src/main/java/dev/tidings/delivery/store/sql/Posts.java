package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.store.Post;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Tells the process that sends what another has made durable, in the same transaction: what is durable
/// cannot stay unheard.
///
/// A process that sends itself need not tell anybody, as long as it still does: it locks the number of its
/// term until its transaction is over, so whoever takes over then finds what it wrote.
final class Posts {
    private static final String TERM = "SELECT number FROM terms WHERE id = 1 FOR SHARE";
    private static final String TELL = "INSERT INTO posts (kind, about, body) VALUES (?, ?, ?)";

    private Posts() {}

    /// Whether the process that is in a term still sends; if so, nobody else begins to before the
    /// transaction is over.
    static boolean leads(Prepared prepared, long term) throws SQLException {
        if (term == 0) {
            return false;
        }
        try (ResultSet latest = prepared.statement(TERM).executeQuery()) {
            return latest.next() && latest.getLong(1) == term;
        }
    }

    static void tell(Prepared prepared, Post.Kind kind, String about, String body) throws SQLException {
        PreparedStatement tell = prepared.statement(TELL);
        tell.setString(1, kind.name());
        tell.setString(2, about);
        tell.setString(3, body);
        tell.executeUpdate();
    }

    /// Tells of new work and new orders.
    static void tell(Prepared prepared, FactChanges changes) throws SQLException {
        for (Facts.Fact fact : Facts.added(changes)) {
            if (fact.key().startsWith(Keys.work())) {
                tell(prepared, Post.Kind.WORK, fact.key(), "");
            } else if (fact.key().startsWith(Keys.orders())) {
                tell(prepared, Post.Kind.ORDER, Keys.orderedCampaign(fact.key()).text(), "");
            }
        }
    }

    /// Whether there is something among changes that the process that sends must hear of.
    static boolean concern(FactChanges changes) {
        return Facts.added(changes).stream()
                .anyMatch(
                        fact -> fact.key().startsWith(Keys.work()) || fact.key().startsWith(Keys.orders()));
    }
}
