package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.People;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Forgets notifications with their ledger: first the notification, so that nobody finds it or takes it up
/// again, then its facts, some at a time, so that a large one does not keep others waiting.
record Purge(Database database) {
    static final String CANDIDATES = "SELECT * FROM notifications WHERE created_at < :before"
            + " AND (created_at, id) > (:at, :id) ORDER BY created_at, id LIMIT :limit";

    private static final int PART = 100;
    private static final int PEOPLE_PART = 4;

    /// A notification that is gone, and some of its facts perhaps not yet.
    private record Forgotten(String id, Tenancy tenancy) {}

    int run(Instant before, int limit) {
        int forgotten = 0;
        Cursor cursor = new Cursor(Long.MIN_VALUE, "");
        database.write(handle -> Strays.forget(handle, before));
        database.write(handle -> SqlResponseStore.forget(handle, before));
        removeRest();
        while (forgotten < limit) {
            List<Notification> candidates = candidates(before, cursor);
            for (Notification candidate : candidates) {
                if (forgotten < limit && forget(candidate)) {
                    forgotten++;
                    forgetReplaceable(candidate);
                    removeRest();
                }
            }
            if (candidates.size() < PART) {
                break;
            }
            cursor = Cursor.after(candidates.getLast());
        }
        return forgotten;
    }

    private record Cursor(long createdAt, String id) {
        static Cursor after(Notification notification) {
            return new Cursor(
                    notification.createdAt().toEpochMilli(), notification.id().value());
        }
    }

    private List<Notification> candidates(Instant before, Cursor after) {
        return database.read(handle -> handle.createQuery(CANDIDATES)
                .bind("before", before.toEpochMilli())
                .bind("at", after.createdAt())
                .bind("id", after.id())
                .bind("limit", PART)
                .map(NotificationRows::notification)
                .list());
    }

    /// What it sent last is not to be replaced any more, some facts at a time.
    private void forgetReplaceable(Notification notification) {
        String key = notification.manner().updateKey();
        if (key != null) {
            String range = Keys.replaceable(notification.tenancy(), key);
            String next = range;
            while (next != null) {
                next = forgetReplaceable(notification.id(), next, range);
            }
        }
    }

    /// @return where to go on, or null at the end
    private @Nullable String forgetReplaceable(NotificationId by, String from, String range) {
        return database.<@Nullable String>write(handle -> {
            List<Facts.Fact> facts = Facts.part(handle, from, range + Keys.END, PART);
            FactChanges deletes = new FactChanges();
            for (Facts.Fact fact : facts) {
                if (FactJson.replaceable(fact.value()).by().equals(by)) {
                    deletes.delete(fact.key());
                }
            }
            database.apply(handle, deletes);
            return facts.size() < PART ? null : Facts.after(facts.getLast().key());
        });
    }

    private boolean forget(Notification notification) {
        return database.write(handle -> {
            if (Orders.open(handle, notification)) {
                return false;
            }
            NotificationId id = notification.id();
            Claims.forget(handle, id);
            handle.execute("DELETE FROM errands WHERE notification_id = ?", id.value());
            handle.execute(
                    "INSERT INTO forgotten (notification_id, bot, tenant) VALUES (?, ?, ?)",
                    id.value(),
                    notification.tenancy().bot(),
                    notification.tenancy().tenant());
            return handle.execute("DELETE FROM notifications WHERE id = ?", id.value()) > 0;
        });
    }

    private void removeRest() {
        while (database.write(this::removeSome)) {
            // until nothing is left
        }
    }

    /// Removes some facts of a notification that is gone, and says whether there may be more.
    private boolean removeSome(Handle handle) {
        Optional<Forgotten> forgotten = handle.createQuery("SELECT * FROM forgotten ORDER BY notification_id LIMIT 1")
                .map((row, context) -> new Forgotten(row.getString("notification_id"), Columns.tenancy(row)))
                .findOne();
        if (forgotten.isEmpty()) {
            return false;
        }
        List<String> keys = new ArrayList<>(facts(handle, forgotten.get()));
        keys.addAll(people(handle, forgotten.get()));
        if (keys.isEmpty()) {
            handle.execute(
                    "DELETE FROM forgotten WHERE notification_id = ?",
                    forgotten.get().id());
        }
        FactChanges deletes = new FactChanges();
        keys.forEach(deletes::delete);
        database.apply(handle, deletes);
        return true;
    }

    /// What says where people are to be found says with what else it goes.
    private static List<String> people(Handle handle, Forgotten forgotten) {
        String range = Keys.buckets(forgotten.id());
        List<String> keys = new ArrayList<>();
        for (Facts.Fact fact : Facts.part(handle, range, range + Keys.END, PEOPLE_PART)) {
            SegmentId first = Keys.lastSegmentOf(fact.key());
            keys.add(fact.key());
            People.filled(fact.value()).forEach(bucket -> keys.add(Keys.people(forgotten.tenancy(), bucket, first)));
        }
        return keys;
    }

    private static List<String> facts(Handle handle, Forgotten forgotten) {
        return Stream.of("c/", "d/", "n/", "i/", "l/", "r/", "t/")
                .map(family -> family + forgotten.id() + ".")
                .map(range -> Facts.keys(handle, range, range + Keys.END, PART))
                .filter(keys -> !keys.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
