package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.RemovalStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// [RemovalStore] in SQL. Each place is forgotten in a transaction of its own.
record SqlRemovalStore(Database database) implements RemovalStore {
    private static final int TOGETHER = 200;
    private static final String HERE = " WHERE bot = :bot AND tenant = :tenant AND ";
    private static final String REMOVED =
            "SELECT bot, tenant, id FROM installations WHERE existence = 'removed' AND existence_at < :before"
                    + " AND existence_at > forgotten_at LIMIT :limit";
    private static final String DELETED =
            "SELECT bot, tenant, id FROM teams WHERE existence = 'removed' AND existence_at < :before LIMIT :limit";

    /// Not met anywhere else: no chat in which the bot can speak, and no place of which the person is a
    /// member.
    private static final String GONE = " AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.bot = :bot"
            + " AND c.tenant = :tenant AND c.person = :person AND c.type = 'personal' AND c.reference IS NOT NULL"
            + " AND COALESCE(c.existence, '') <> 'removed') AND NOT EXISTS (SELECT 1 FROM memberships m"
            + " WHERE m.bot = :bot AND m.tenant = :tenant AND m.member = :person AND m.existence = 'present')";

    private record Place(Tenancy tenancy, String id) {}

    @Override
    public int forget(Instant before, int limit) {
        List<Place> places = new ArrayList<>(places(REMOVED, before, limit));
        places.forEach(this::forgetRemoved);
        if (places.size() < limit) {
            List<Place> teams = places(DELETED, before, limit - places.size());
            teams.forEach(team -> database.write(handle -> forgetShared(handle, team)));
            places.addAll(teams);
        }
        return places.size();
    }

    private List<Place> places(String sql, Instant before, int limit) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> place(row))
                .list());
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(Columns.tenancy(row), row.getString("id"));
    }

    /// Unless the app was added again meanwhile.
    private void forgetRemoved(Place place) {
        database.write(handle -> {
            int marked = in(
                            handle.createUpdate("UPDATE installations SET forgotten_at = existence_at" + HERE
                                    + "id = :id AND existence = 'removed'"),
                            place)
                    .execute();
            if (marked > 0) {
                Optional<String> person = person(handle, place);
                return person.isPresent() ? forgetPersonal(handle, place, person.get()) : forgetShared(handle, place);
            }
            return marked;
        });
    }

    private static Optional<String> person(Handle handle, Place place) {
        return in(
                        handle.createQuery("SELECT person FROM conversations" + HERE
                                + "id = :id AND type = 'personal' AND person IS NOT NULL"),
                        place)
                .mapTo(String.class)
                .findOne();
    }

    private static int forgetPersonal(Handle handle, Place chat, String person) {
        in(
                        handle.createUpdate(
                                "UPDATE conversations SET reference = NULL, name = NULL, reference_at = 0, name_at = 0"
                                        + HERE + "id = :id"),
                        chat)
                .execute();
        forgetArrived(handle, chat);
        in(
                        handle.createUpdate("DELETE FROM sessions" + HERE + "person IN (SELECT :person UNION"
                                + " SELECT object_id FROM people" + HERE + "id = :person)"),
                        chat)
                .bind("person", person)
                .execute();
        in(
                        handle.createUpdate("DELETE FROM subscriptions" + HERE + "state = 'subscribed' AND person IN"
                                + " (SELECT :person UNION SELECT object_id FROM people" + HERE + "id = :person UNION"
                                + " SELECT user_principal_name FROM people" + HERE + "id = :person)" + GONE),
                        chat)
                .bind("person", person)
                .execute();
        return in(
                        handle.createUpdate("UPDATE people SET name = NULL, name_at = 0, user_principal_name = NULL,"
                                + " user_principal_name_at = 0, locale = NULL, locale_at = 0, time_zone = NULL,"
                                + " time_zone_at = 0, mailbox_zone = NULL, mailbox_zone_at = 0" + HERE + "id = :person"
                                + GONE),
                        chat)
                .bind("person", person)
                .execute();
    }

    /// What could not be understood of what arrived from there.
    private static void forgetArrived(Handle handle, Place place) {
        handle.execute(
                "DELETE FROM set_aside WHERE bot = ? AND conversation = ?",
                place.tenancy().bot(),
                place.id());
    }

    private static int forgetShared(Handle handle, Place place) {
        List<String> members = in(handle.createQuery("SELECT member FROM memberships" + HERE + "id = :id"), place)
                .mapTo(String.class)
                .list();
        for (String table : List.of("memberships", "rosters", "teams", "conversations")) {
            in(handle.createUpdate("DELETE FROM " + table + HERE + "id = :id"), place)
                    .execute();
        }
        in(handle.createUpdate("DELETE FROM conversations" + HERE + "team = :id AND type = 'channel'"), place)
                .execute();
        forgetArrived(handle, place);
        for (int from = 0; from < members.size(); from += TOGETHER) {
            forgetStrangers(handle, place, members.subList(from, Math.min(members.size(), from + TOGETHER)));
        }
        return members.size();
    }

    /// People of whom nothing is known any more but that they were there.
    private static void forgetStrangers(Handle handle, Place place, List<String> members) {
        in(
                        handle.createUpdate("DELETE FROM people" + HERE + "id IN (<members>)"
                                + " AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.bot = :bot AND c.tenant = :tenant"
                                + " AND c.person = people.id AND c.type = 'personal')"
                                + " AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.bot = :bot"
                                + " AND m.tenant = :tenant AND m.member = people.id AND m.existence = 'present')"),
                        place)
                .bindList("members", members)
                .execute();
    }

    private static <S extends SqlStatement<S>> S in(S statement, Place place) {
        return statement
                .bind("bot", place.tenancy().bot())
                .bind("tenant", place.tenancy().tenant())
                .bind("id", place.id());
    }
}
