package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Channel;
import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Installation;
import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Team;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The rows of the directory.
final class DirectoryRows {
    private DirectoryRows() {}

    static Person person(ResultSet row, StatementContext context) throws SQLException {
        return person(row);
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(
                Columns.tenancy(row),
                row.getString("id"),
                row.getString("object_id"),
                row.getString("user_principal_name"),
                row.getString("name"),
                row.getString("locale"),
                timeZone(row),
                parked(row),
                row.getString("quiet_hours"));
    }

    private static @Nullable String timeZone(ResultSet row) throws SQLException {
        String told = row.getString("time_zone");
        String mailbox = told == null ? row.getString("mailbox_zone") : null;
        return mailbox == null || mailbox.isEmpty() ? told : mailbox;
    }

    private static Person.@Nullable Parked parked(ResultSet row) throws SQLException {
        String reason = row.getString("parked");
        if (reason == null || row.getLong("heard_at") >= row.getLong("parked_at")) {
            return null;
        }
        return new Person.Parked(
                reason,
                Columns.instant(row, "parked_at"),
                Instant.ofEpochMilli(Long.parseLong(row.getString("parked_until"))));
    }

    static Team team(ResultSet row, StatementContext context) throws SQLException {
        return new Team(
                Columns.tenancy(row),
                row.getString("id"),
                row.getString("name"),
                row.getString("group_id"),
                Knowledge.PRESENT.equals(row.getString("installed")),
                removed(row, "activity"),
                removed(row, "existence"));
    }

    static Channel channel(ResultSet row, StatementContext context) throws SQLException {
        return new Channel(
                Columns.tenancy(row),
                row.getString("id"),
                row.getString("team"),
                row.getString("name"),
                removed(row, "existence"));
    }

    static Chat chat(ResultSet row, StatementContext context) throws SQLException {
        return new Chat(
                Columns.tenancy(row),
                row.getString("id"),
                row.getString("name"),
                Knowledge.PRESENT.equals(row.getString("installed")));
    }

    static Installation installation(ResultSet row, StatementContext context) throws SQLException {
        return new Installation(
                Columns.tenancy(row),
                row.getString("id"),
                !removed(row, "existence"),
                Columns.instant(row, "existence_at"));
    }

    private static boolean removed(ResultSet row, String column) throws SQLException {
        return Knowledge.REMOVED.equals(row.getString(column));
    }
}
