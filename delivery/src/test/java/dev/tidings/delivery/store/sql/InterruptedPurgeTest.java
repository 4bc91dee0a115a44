package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Replaceable;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forgetting that is cut off in the middle is finished the next time.
class InterruptedPurgeTest {
    @TempDir
    Path folder;

    @Test
    void what_is_not_to_be_replaced_any_more_is_forgotten_although_a_crash_came_between() {
        DatabaseUrl url = TestDatabase.SQLITE.fresh(folder);
        Jdbi beside = Jdbi.create(Connections.to(url, Duration.ofSeconds(5)).plain());
        Notification old = replacing("order-42");
        Notification fresh = aNotification();
        try (Stores stores = Stores.open(url)) {
            FactChanges work = new FactChanges();
            for (int chat = 0; chat < 250; chat++) {
                NotificationId by = chat % 2 == 0 ? old.id() : fresh.id();
                work.put(
                        Keys.replaceable(HERE, "order-42", "chat-" + chat),
                        FactJson.write(
                                new Replaceable(by, new Delivery.Sent("chat-" + chat, "1", "https://x.example/"))));
            }
            stores.notifications().accept(old, work, null);
            beside.useHandle(handle -> handle.execute("CREATE TRIGGER crash BEFORE DELETE ON facts"
                    + " WHEN OLD.k LIKE 'u/%' BEGIN SELECT RAISE(ABORT, 'crash'); END"));
            assertThatThrownBy(() -> stores.notifications().purge(NOON, 10)).isInstanceOf(StoreException.class);
            assertThat(stores.notifications().find(old.id(), Reach.EVERYTHING)).isEmpty();
        }
        beside.useHandle(handle -> handle.execute("DROP TRIGGER crash"));
        try (Stores again = Stores.open(url)) {
            assertThat(again.notifications().purge(NOON, 10)).isZero();
            List<NotificationId> left = new ArrayList<>();
            again.dispatch()
                    .scan(
                            "u/",
                            "u0",
                            (key, fact) -> left.add(FactJson.replaceable(fact).by()));
            assertThat(left).hasSize(125).containsOnly(fresh.id());
        }
    }

    private static Notification replacing(String key) {
        Notification plain = aNotification(HERE, Priority.NORMAL, NOON.minusSeconds(10));
        return new Notification(
                plain.id(),
                plain.tenancy(),
                plain.audience(),
                plain.message(),
                plain.topic(),
                plain.priority(),
                plain.notBefore(),
                plain.expiresAt(),
                plain.onUncertain(),
                Manner.USUAL.replacing(key),
                plain.status(),
                plain.planned(),
                plain.createdAt(),
                plain.updatedAt());
    }
}
