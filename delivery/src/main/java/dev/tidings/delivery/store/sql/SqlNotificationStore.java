package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Post;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// [NotificationStore] in SQL.
record SqlNotificationStore(Database database) implements NotificationStore {

    @Override
    public Acceptance accept(Notification notification, FactChanges work, @Nullable IdempotencyClaim claim) {
        try {
            return acceptFirst(notification, work, claim);
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (StoreException refused) {
            // Another process may have accepted something under the same key at the same time.
            return Optional.ofNullable(claim)
                    .flatMap(key -> earlier(key, notification.createdAt()))
                    .orElseThrow(() -> refused);
        }
    }

    private Acceptance acceptFirst(Notification notification, FactChanges work, @Nullable IdempotencyClaim claim) {
        return database.write(handle -> {
            Optional<Acceptance> earlier =
                    claim == null ? Optional.empty() : Claims.earlier(handle, claim, notification.createdAt());
            return earlier.orElseGet(() -> {
                insert(database, handle, notification, work);
                if (claim != null) {
                    Claims.forgetOld(handle, notification.createdAt());
                    Claims.keep(handle, claim, notification);
                }
                return new Acceptance.Accepted(notification);
            });
        });
    }

    static void insert(Database database, Handle handle, Notification notification, FactChanges work) {
        database.prepared(handle, prepared -> {
            NotificationRows.insert(prepared, notification);
            return database.apply(prepared, work);
        });
        if (notification.status() == NotificationStatus.PLANNING) {
            Errands.begin(handle, notification, Facts.segments(work));
            database.tell(handle, Post.Kind.PLAN, notification.id().value());
        }
        if (notification.topic() != null) {
            SqlTopicStore.name(handle, notification.tenancy(), notification.topic(), notification.createdAt());
        }
        if (notification.audience() instanceof Audience.Subscribers(String topic)) {
            SqlTopicStore.name(handle, notification.tenancy(), topic, notification.createdAt());
        }
    }

    @Override
    public Optional<Acceptance> earlier(IdempotencyClaim claim, Instant now) {
        return database.read(handle -> Claims.earlier(handle, claim, now));
    }

    @Override
    public Optional<Notification> find(NotificationId id, Reach reach) {
        return database.read(handle -> find(handle, id)).filter(notification -> reach.allows(notification.tenancy()));
    }

    static Optional<Notification> find(Handle handle, NotificationId id) {
        return handle.createQuery("SELECT * FROM notifications WHERE id = ?")
                .bind(0, id.value())
                .map(NotificationRows::notification)
                .findOne();
    }

    @Override
    public Page<Notification> latest(Reach reach, PageRequest page) {
        return database.read(handle -> LatestNotifications.page(handle, reach, page));
    }

    @Override
    public List<Plan> plans(int limit) {
        return database.read(handle -> Errands.plans(handle, limit));
    }

    @Override
    public boolean planned(Plan plan, FactChanges work, int recipients, @Nullable String cursor, Instant now) {
        return database.write(handle -> {
            boolean further = Errands.planned(handle, plan, Facts.segments(work), recipients, cursor, now);
            if (further) {
                database.apply(handle, work);
            }
            return further;
        });
    }

    @Override
    public boolean order(NotificationId id, NotificationStatus status, FactChanges facts, Instant now) {
        return database.write(handle -> {
            boolean changed = Orders.give(handle, id, status, now);
            if (changed) {
                database.apply(handle, facts);
            }
            return changed;
        });
    }

    @Override
    public CampaignId begin(NotificationId id, Segment.Errand errand, @Nullable String message, Instant now) {
        return database.write(handle -> {
            database.tell(handle, Post.Kind.EDIT, id.value());
            return Errands.begin(handle, id, errand, message, now);
        });
    }

    @Override
    public Optional<String> message(CampaignId campaign) {
        return database.read(handle -> Errands.message(handle, campaign));
    }

    @Override
    public Optional<Text> text(CampaignId campaign) {
        return database.snapshot(handle -> Texts.now(handle, campaign));
    }

    @Override
    public List<Plan> errands(NotificationId id) {
        return database.read(handle -> Errands.of(handle, id));
    }

    @Override
    public int purge(Instant before, int limit) {
        return new Purge(database).run(before, limit);
    }
}
