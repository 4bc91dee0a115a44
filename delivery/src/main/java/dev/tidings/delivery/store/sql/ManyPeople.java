package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Finds many people with one statement. Of several with the same id the one that [SqlDirectoryStore] finds alone.
final class ManyPeople {
    private ManyPeople() {}

    static Map<String, Person> byId(Handle handle, Tenancy tenancy, Collection<String> ids) {
        return find(
                handle, tenancy, "id", "id", ids.stream().map(CleanText::clean).toList());
    }

    static Map<String, Person> byObjectId(Handle handle, Tenancy tenancy, Collection<String> ids) {
        return find(handle, tenancy, "object_id", "heard_at DESC, id", lower(ids));
    }

    static Map<String, Person> byUserPrincipalName(Handle handle, Tenancy tenancy, Collection<String> names) {
        return find(handle, tenancy, "user_principal_name", "user_principal_name_at DESC, id", lower(names));
    }

    private static List<String> lower(Collection<String> ids) {
        return ids.stream()
                .map(id -> CleanText.clean(id.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Map<String, Person> find(
            Handle handle, Tenancy tenancy, String column, String order, List<String> ids) {
        Map<String, Person> found = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery("SELECT * FROM people WHERE bot = :bot AND tenant = :tenant AND " + column
                            + " IN (<ids>) ORDER BY " + order)
                    .bind("bot", tenancy.bot())
                    .bind("tenant", tenancy.tenant())
                    .bindList("ids", ids)
                    .map((row, context) -> Map.entry(row.getString(column), DirectoryRows.person(row, context)))
                    .forEach(entry -> found.putIfAbsent(entry.getKey(), entry.getValue()));
        }
        return found;
    }
}
