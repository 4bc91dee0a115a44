package dev.tidings.delivery.store.sql;

import static java.util.stream.Collectors.toMap;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.DueDelivery;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// [NotificationStore] in SQL.
record SqlNotificationStore(Database database) implements NotificationStore {
    private static final String WAITING = "state IN ('queued', 'deferred')";
    private static final String FENCED = "notification_id = :notification AND bot = :bot AND tenant = :tenant";

    @Override
    public Acceptance accept(Notification notification, List<Delivery> deliveries, @Nullable IdempotencyClaim claim) {
        return database.write(handle -> {
            Optional<Acceptance> earlier =
                    claim == null ? Optional.empty() : Claims.earlier(handle, claim, notification.createdAt());
            return earlier.orElseGet(() -> {
                Ledger.insert(handle, notification);
                Ledger.insert(handle, deliveries, notification.priority());
                if (claim != null) {
                    Claims.forgetOld(handle, notification.createdAt());
                    Claims.keep(handle, claim, notification);
                }
                return new Acceptance.Accepted(notification);
            });
        });
    }

    @Override
    public Optional<Acceptance> earlier(IdempotencyClaim claim, Instant now) {
        return database.read(handle -> Claims.earlier(handle, claim, now));
    }

    @Override
    public Optional<Notification> find(NotificationId id, Reach reach) {
        return database.read(handle -> notifications(handle, List.of(id)).values().stream()
                .filter(notification -> reach.allows(notification.tenancy()))
                .findFirst());
    }

    @Override
    public Optional<Delivery> delivery(Tenancy tenancy, NotificationId notification, DeliveryId id) {
        return database.read(handle -> fenced(handle, "SELECT * FROM deliveries WHERE id = :id AND " + FENCED, tenancy)
                .bind("notification", notification.value())
                .bind("id", id.value())
                .map(Ledger::delivery)
                .findOne());
    }

    @Override
    public Map<DeliveryState, Long> counts(Tenancy tenancy, NotificationId id) {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        database.<@Nullable Void>read(handle -> {
            fenced(handle, "SELECT state, count(*) AS n FROM deliveries WHERE " + FENCED + " GROUP BY state", tenancy)
                    .bind("notification", id.value())
                    .map((row, context) -> Map.entry(row.getString("state"), row.getLong("n")))
                    .forEach(entry -> counts.put(
                            Columns.known(DeliveryState.ofWord(entry.getKey()), entry.getKey()), entry.getValue()));
            return null;
        });
        return counts;
    }

    @Override
    public Page<Delivery> deliveries(Tenancy tenancy, NotificationId id, DeliveryFilter filter, PageRequest page) {
        String sql = "SELECT * FROM deliveries WHERE " + FENCED + " AND id > :after"
                + (filter.state() == null ? "" : " AND state = :state")
                + (filter.reason() == null ? "" : " AND reason = :reason") + " ORDER BY id LIMIT :limit";
        return database.read(handle -> {
            Query query = fenced(handle, sql, tenancy)
                    .bind("notification", id.value())
                    .bind("after", page.after())
                    .bind("limit", page.limit() + 1);
            if (filter.state() != null) {
                query.bind("state", filter.state().word());
            }
            if (filter.reason() != null) {
                query.bind("reason", filter.reason());
            }
            return Page.of(query.map(Ledger::delivery).list(), page, SqlNotificationStore::key);
        });
    }

    @Override
    public Page<Delivery> deliveriesTo(Tenancy tenancy, Collection<String> personIds, PageRequest page) {
        if (personIds.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        String before = page.after().isEmpty() ? "" : " AND id < :after";
        String sql = "SELECT * FROM deliveries WHERE bot = :bot AND tenant = :tenant AND person IN (<people>)" + before
                + " ORDER BY id DESC LIMIT :limit";
        return database.read(handle -> {
            Query query = fenced(handle, sql, tenancy)
                    .bindList("people", List.copyOf(personIds))
                    .bind("limit", page.limit() + 1);
            if (!before.isEmpty()) {
                query.bind("after", page.after());
            }
            return Page.of(query.map(Ledger::delivery).list(), page, SqlNotificationStore::key);
        });
    }

    @Override
    public List<DueDelivery> due(Instant now, int limit) {
        return database.read(handle -> {
            List<Delivery> due = new ArrayList<>();
            for (Priority priority : Priority.values()) {
                due.addAll(due(handle, priority, now, limit - due.size()));
            }
            return withNotifications(handle, due);
        });
    }

    /// One priority at a time, so that the index gives the order and a long backlog need not be sorted.
    private static List<Delivery> due(Handle handle, Priority priority, Instant now, int limit) {
        return handle.createQuery("SELECT * FROM deliveries WHERE " + WAITING
                        + " AND priority = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?")
                .bind(0, Columns.rank(priority))
                .bind(1, now.toEpochMilli())
                .bind(2, limit)
                .map(Ledger::delivery)
                .list();
    }

    @Override
    public Optional<Instant> nextDue(Instant now) {
        return database.read(handle -> handle.createQuery(
                        "SELECT due_at FROM deliveries WHERE " + WAITING + " AND due_at > ? ORDER BY due_at LIMIT 1")
                .bind(0, now.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    @Override
    public List<Delivery> begin(Collection<DeliveryId> ids, Instant now) {
        return database.write(handle -> Attempts.begin(handle, ids, now));
    }

    @Override
    public boolean move(Delivery before, Delivery after) {
        return database.write(handle -> Attempts.move(handle, before, after));
    }

    @Override
    public List<DueDelivery> inFlight(int limit) {
        return database.read(handle -> withNotifications(
                handle,
                handle.createQuery("SELECT * FROM deliveries WHERE state = 'in-flight' ORDER BY id LIMIT ?")
                        .bind(0, limit)
                        .map(Ledger::delivery)
                        .list()));
    }

    private static Query fenced(Handle handle, String sql, Tenancy tenancy) {
        return handle.createQuery(sql).bind("bot", tenancy.bot()).bind("tenant", tenancy.tenant());
    }

    private static String key(Delivery delivery) {
        return delivery.id().value();
    }

    private static List<DueDelivery> withNotifications(Handle handle, List<Delivery> deliveries) {
        List<NotificationId> ids =
                deliveries.stream().map(Delivery::notification).distinct().toList();
        Map<NotificationId, Notification> notifications = notifications(handle, ids);
        return deliveries.stream()
                .flatMap(delivery -> Optional.ofNullable(notifications.get(delivery.notification()))
                        .map(notification -> new DueDelivery(delivery, notification))
                        .stream())
                .toList();
    }

    private static Map<NotificationId, Notification> notifications(Handle handle, List<NotificationId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : handle
                        .createQuery("SELECT * FROM notifications WHERE id IN (<ids>)")
                        .bindList("ids", ids.stream().map(NotificationId::value).toList())
                        .map(Ledger::notification)
                        .stream()
                        .collect(toMap(Notification::id, Function.identity()));
    }
}
