package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Lists notifications, the latest first, which is the order of their ids from behind.
final class LatestNotifications {
    private static final Comparator<Notification> LATEST_FIRST = Comparator.comparing(
                    (Notification notification) -> notification.id().value())
            .reversed();

    private LatestNotifications() {}

    /// Tenants are asked for one by one, so that a few rare ones need not be looked for among all others.
    static Page<Notification> page(Handle handle, Reach reach, PageRequest page) {
        Collection<String> tenants = reach.tenants();
        List<Notification> rows = new ArrayList<>();
        if (tenants == null) {
            rows.addAll(some(handle, null, reach.bots(), page));
        } else {
            tenants.forEach(tenant -> rows.addAll(some(handle, tenant, reach.bots(), page)));
        }
        List<Notification> latest =
                rows.stream().sorted(LATEST_FIRST).limit(page.limit() + 1L).toList();
        return Page.of(latest, page, notification -> notification.id().value());
    }

    private static List<Notification> some(
            Handle handle, @Nullable String tenant, @Nullable Collection<String> bots, PageRequest page) {
        if (bots != null && bots.isEmpty()) {
            return List.of();
        }
        Query query = handle.createQuery("SELECT * FROM notifications WHERE id < :before"
                + (tenant == null ? "" : " AND tenant = :tenant") + (bots == null ? "" : " AND bot IN (<bots>)")
                + " ORDER BY id DESC LIMIT :limit");
        query.bind("before", page.after().isEmpty() ? "~" : page.after()).bind("limit", page.limit() + 1);
        if (tenant != null) {
            query.bind("tenant", tenant);
        }
        if (bots != null) {
            query.bindList("bots", List.copyOf(bots));
        }
        return query.map(NotificationRows::notification).list();
    }
}
