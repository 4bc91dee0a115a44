package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.People;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    private record Forgotten(
            String id, Tenancy tenancy, @Nullable String updateKey) {
        static Forgotten of(ResultSet row) throws SQLException {
            return new Forgotten(row.getString("notification_id"), Columns.tenancy(row), row.getString("update_key"));
        }
    }

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
    private void forgetReplaceable(Forgotten forgotten) {
        if (forgotten.updateKey() != null) {
            String range = Keys.replaceable(forgotten.tenancy(), forgotten.updateKey());
            String next = range;
            while (next != null) {
                next = forgetReplaceable(forgotten.id(), next, range);
            }
        }
    }

    /// @return where to go on, or null at the end
    private @Nullable String forgetReplaceable(String by, String from, String range) {
        return database.<@Nullable String>write(handle -> {
            List<Facts.Fact> facts = Facts.part(handle, from, range + Keys.END, PART);
            FactChanges deletes = new FactChanges();
            for (Facts.Fact fact : facts) {
                if (FactJson.replaceable(fact.value()).by().value().equals(by)) {
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
                    "INSERT INTO forgotten (notification_id, bot, tenant, update_key) VALUES (?, ?, ?, ?)",
                    id.value(),
                    notification.tenancy().bot(),
                    notification.tenancy().tenant(),
                    notification.manner().updateKey());
            return handle.execute("DELETE FROM notifications WHERE id = ?", id.value()) > 0;
        });
    }

    /// Goes on also with what a process before this one has left.
    private void removeRest() {
        Optional<Forgotten> forgotten = forgotten();
        while (forgotten.isPresent()) {
            Forgotten gone = forgotten.get();
            forgetReplaceable(gone);
            while (database.write(handle -> removeSome(handle, gone))) {
                // until nothing is left
            }
            forgotten = forgotten();
        }
    }

    private Optional<Forgotten> forgotten() {
        return database.read(handle -> handle.createQuery("SELECT * FROM forgotten ORDER BY notification_id LIMIT 1")
                .map((row, context) -> Forgotten.of(row))
                .findOne());
    }

    /// Removes some facts of a notification that is gone, in the end the note that it is, and says
    /// whether there may be more.
    private boolean removeSome(Handle handle, Forgotten forgotten) {
        List<String> keys = new ArrayList<>(facts(handle, forgotten));
        keys.addAll(people(handle, forgotten));
        if (keys.isEmpty()) {
            handle.execute("DELETE FROM forgotten WHERE notification_id = ?", forgotten.id());
        }
        FactChanges deletes = new FactChanges();
        keys.forEach(deletes::delete);
        database.apply(handle, deletes);
        return !keys.isEmpty();
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
