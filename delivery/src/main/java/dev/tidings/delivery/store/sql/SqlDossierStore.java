package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.store.DossierStore;
import dev.tidings.delivery.store.Tab;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// [DossierStore] in SQL.
record SqlDossierStore(Database database) implements DossierStore {
    private static final String HERE = " WHERE bot = :bot AND tenant = :tenant AND ";
    private static final String OWN_CHATS =
            "(SELECT id FROM conversations WHERE bot = :bot AND tenant = :tenant AND type = 'personal'"
                    + " AND person IN (<ids>))";
    /// Where each kind is kept. Installations, what arrived and what is owed come before the
    /// conversations that lead to them.
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("installations", "installations" + HERE + "id IN " + OWN_CHATS);
        for (String arrived : List.of("waiting", "set_aside", "arrivals")) {
            KINDS.put(arrived, arrived + " WHERE bot = :bot AND :tenant = :tenant AND conversation IN " + OWN_CHATS);
        }
        KINDS.put("collected", "collected" + HERE + "person IN (<ids>)");
        KINDS.put("busy", "busy" + HERE + "conversation IN " + OWN_CHATS);
        KINDS.put("readings", "readings" + HERE + "id IN " + OWN_CHATS);
        KINDS.put("responses", "responses" + HERE + "member IN (<ids>)");
        KINDS.put(
                "ticket_messages",
                "ticket_messages WHERE ticket IN (SELECT id FROM tickets" + HERE + "conversation IN " + OWN_CHATS
                        + ")");
        KINDS.put("tickets", "tickets" + HERE + "conversation IN " + OWN_CHATS);
        KINDS.put("sessions", "sessions" + HERE + "person IN (<ids>)");
        KINDS.put("conversations", "conversations" + HERE + "type = 'personal' AND person IN (<ids>)");
        KINDS.put("memberships", "memberships" + HERE + "member IN (<ids>)");
        KINDS.put("subscriptions", "subscriptions" + HERE + "person IN (<ids>)");
        KINDS.put("colleagues", "colleagues" + HERE + "object_id IN (<ids>)");
        KINDS.put("people", "people" + HERE + "(id IN (<ids>) OR object_id IN (<ids>))");
    }

    @Override
    public Map<String, List<Map<String, @Nullable Object>>> held(Tenancy tenancy, String person) {
        return database.snapshot(handle -> {
            List<String> ids = ids(handle, tenancy, person);
            Map<String, List<Map<String, @Nullable Object>>> held = new LinkedHashMap<>();
            KINDS.forEach((kind, from) -> {
                List<Map<String, @Nullable Object>> rows = new ArrayList<>();
                about(handle.createQuery("SELECT * FROM " + from), tenancy, ids)
                        .mapToMap()
                        .forEach(row -> rows.add(new LinkedHashMap<>(row)));
                held.put(kind, rows);
            });
            held.put("lists", new ListsOfPerson(handle, tenancy, Set.copyOf(ids)).held());
            held.put("schedules", new SchedulesOfPerson(handle, tenancy, Set.copyOf(ids)).held());
            return held;
        });
    }

    @Override
    public List<String> ids(Tenancy tenancy, String person) {
        return database.read(handle -> ids(handle, tenancy, person));
    }

    @Override
    public Erased erase(Tenancy tenancy, String person, boolean keepOptOuts) {
        List<String> listed = database.read(
                handle -> new ListsOfPerson(handle, tenancy, Set.copyOf(ids(handle, tenancy, person))).keys());
        return database.write(handle -> {
            List<String> ids = ids(handle, tenancy, person);
            Map<String, Integer> rows = new LinkedHashMap<>();
            LedgerErasure ledger = new LedgerErasure(handle, tenancy, Set.copyOf(ids));
            ledger.run();
            KINDS.forEach((kind, from) -> {
                String spared = keepOptOuts && kind.equals("subscriptions") ? " AND state <> 'opted-out'" : "";
                rows.put(
                        kind,
                        about(handle.createUpdate("DELETE FROM " + from + spared), tenancy, ids)
                                .execute());
            });
            rows.put("lists", new ListsOfPerson(handle, tenancy, Set.copyOf(ids)).erase(listed));
            rows.put("schedules", new SchedulesOfPerson(handle, tenancy, Set.copyOf(ids)).erase());
            for (String id : ids) {
                handle.execute("DELETE FROM facts WHERE k = ?", Keys.installAsked(tenancy, id));
                handle.execute(
                        "DELETE FROM facts WHERE k >= ? AND k < ? AND k LIKE ? ESCAPE '!'",
                        Keys.replaceable(tenancy),
                        Keys.replaceable(tenancy) + Keys.END,
                        "%/" + Keys.escaped(id).replace("%", "!%").replace("_", "!_"));
                handle.execute("DELETE FROM received WHERE person_key = ?", Tab.key(tenancy, id));
                handle.execute("DELETE FROM facts WHERE k = ?", Keys.welcomed(tenancy, id));
            }
            return new Erased(rows, ledger.erased(), ledger.underWay());
        });
    }

    /// A person may have been known by several of the bot's own ids over time.
    private static List<String> ids(Handle handle, Tenancy tenancy, String person) {
        Set<String> ids = new LinkedHashSet<>(List.of(PersonIds.kept(person)));
        for (int known = 0; known < ids.size(); ) {
            known = ids.size();
            handle.createQuery("SELECT id, object_id, user_principal_name FROM people" + HERE
                            + "(id IN (<ids>) OR object_id IN (<ids>) OR user_principal_name IN (<ids>))")
                    .bind("bot", tenancy.bot())
                    .bind("tenant", tenancy.tenant())
                    .bindList("ids", List.copyOf(ids))
                    .mapToMap()
                    .forEach(row -> row.values().forEach(id -> {
                        if (id != null) {
                            ids.add(id.toString());
                        }
                    }));
        }
        return List.copyOf(ids);
    }

    private static <S extends SqlStatement<S>> S about(S statement, Tenancy tenancy, List<String> ids) {
        return statement
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bindList("ids", ids);
    }
}
