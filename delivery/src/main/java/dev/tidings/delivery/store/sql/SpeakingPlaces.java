package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// The conversations in which a bot can speak: neither they nor their team nor the bot in them is gone.
final class SpeakingPlaces {
    static final String SQL = """
            SELECT c.bot, c.tenant, c.person, c.team, c.reference, c.reference_at,
                CASE WHEN y.moved_to_at > c.reference_at THEN y.moved_to END AS moved_to
            FROM conversations c
            LEFT JOIN installations i ON i.bot = c.bot AND i.tenant = c.tenant AND i.id = COALESCE(c.team, c.id)
            LEFT JOIN teams t ON t.bot = c.bot AND t.tenant = c.tenant AND t.id = c.team
            LEFT JOIN tenancies y ON y.bot = c.bot AND y.tenant = c.tenant
            WHERE c.reference IS NOT NULL AND COALESCE(c.existence, '') <> 'removed'
                AND COALESCE(i.existence, '') <> 'removed' AND COALESCE(t.existence, '') <> 'removed'""";

    private static final String ALL = SQL + " AND c.bot = :bot";
    private static final String REST = " AND (c.tenant, c.id) > (:tenant, :id)";
    private static final String PART = " ORDER BY c.tenant, c.id LIMIT :limit";

    private SpeakingPlaces() {}

    static Page<StoredConversation> all(Database database, String bot, PageRequest page) {
        int line = page.after().indexOf('\n');
        return database.read(handle -> {
            Query query = handle.createQuery(ALL + (line < 0 ? "" : REST) + PART)
                    .bind("bot", bot)
                    .bind("limit", page.limit() + 1);
            if (line >= 0) {
                query.bind("tenant", page.after().substring(0, line))
                        .bind("id", page.after().substring(line + 1));
            }
            List<StoredConversation> rows = query.map(SpeakingPlaces::row).list();
            return Page.of(rows, page, conversation -> conversation.tenancy().tenant() + "\n" + conversation.id());
        });
    }

    static StoredConversation row(ResultSet row, StatementContext context) throws SQLException {
        ConversationReference reference = ConversationReference.read(row.getString("reference"));
        String movedTo = row.getString("moved_to");
        return new StoredConversation(
                Columns.tenancy(row),
                movedTo == null ? reference : reference.withServiceUrl(movedTo),
                row.getString("person"),
                row.getString("team"),
                Columns.instant(row, "reference_at"));
    }

    static String withoutThread(String conversationId) {
        return new ConversationAccount(conversationId, null, null, null).channelOrChatId();
    }
}
