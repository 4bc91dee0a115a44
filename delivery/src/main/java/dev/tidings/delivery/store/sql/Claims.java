package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.NotificationStore;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The idempotency keys in use.
final class Claims {
    private Claims() {}

    /// What was accepted under a claim before; empty if nothing was, or too long ago.
    static Optional<Acceptance> earlier(Handle handle, IdempotencyClaim claim, Instant now) {
        Optional<String> hash = handle.createQuery("SELECT body_hash FROM idempotency_keys"
                        + " WHERE owner = ? AND idempotency_key = ? AND created_at >= ?")
                .bind(0, claim.owner())
                .bind(1, claim.key())
                .bind(2, oldest(now))
                .mapTo(String.class)
                .findOne();
        return hash.map(known -> known.equals(claim.bodyHash())
                ? new Acceptance.Repeated(first(handle, claim))
                : new Acceptance.Conflict());
    }

    static void forgetOld(Handle handle, Instant now) {
        handle.execute("DELETE FROM idempotency_keys WHERE created_at < ?", oldest(now));
    }

    private static long oldest(Instant now) {
        return now.minus(NotificationStore.IDEMPOTENCY_KEPT).toEpochMilli();
    }

    static void keep(Handle handle, IdempotencyClaim claim, Notification notification) {
        handle.execute(
                "INSERT INTO idempotency_keys (owner, idempotency_key, body_hash, notification_id, created_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                claim.owner(),
                claim.key(),
                claim.bodyHash(),
                notification.id().value(),
                notification.createdAt().toEpochMilli());
    }

    static void forget(Handle handle, NotificationId id) {
        handle.execute("DELETE FROM idempotency_keys WHERE notification_id = ?", id.value());
    }

    private static Notification first(Handle handle, IdempotencyClaim claim) {
        return handle.createQuery("SELECT n.* FROM idempotency_keys k JOIN notifications n ON n.id = k.notification_id"
                        + " WHERE k.owner = ? AND k.idempotency_key = ?")
                .bind(0, claim.owner())
                .bind(1, claim.key())
                .map(NotificationRows::notification)
                .one();
    }
}
