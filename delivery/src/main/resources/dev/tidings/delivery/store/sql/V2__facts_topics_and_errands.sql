-- What the engine knows, under ordered keys: see Keys. Values are compressed where they are large.
CREATE TABLE facts (
    k ${text} NOT NULL PRIMARY KEY,
    v ${bytes} NOT NULL
) ${clustered};

-- Whom a notification is for, as JSON; how many recipients were planned; and as its status only what people ordered.
ALTER TABLE notifications ADD COLUMN audience ${text} NOT NULL DEFAULT '';
ALTER TABLE notifications ADD COLUMN planned BIGINT NOT NULL DEFAULT 0;
UPDATE notifications SET
    audience = CAST(${json_object}('kind', target_kind, 'id', target_id, 'thread', target_thread) AS TEXT),
    planned = (SELECT count(*) FROM deliveries d WHERE d.notification_id = notifications.id),
    status = CASE WHEN status IN ('paused', 'cancelled') THEN status ELSE 'accepted' END;
ALTER TABLE notifications DROP COLUMN target_kind;
ALTER TABLE notifications DROP COLUMN target_id;
ALTER TABLE notifications DROP COLUMN target_thread;
CREATE INDEX notifications_of_tenant ON notifications (tenant, id);
CREATE INDEX notifications_by_age ON notifications (created_at, id);

-- Sending (number 0, where planning takes more than one step), edits and recalls, with how far their planning is.
CREATE TABLE errands (
    notification_id ${text} NOT NULL REFERENCES notifications (id),
    number INTEGER NOT NULL,
    errand ${text} NOT NULL,
    message ${text},
    plan_cursor ${text} NOT NULL,
    segments INTEGER NOT NULL,
    recipients BIGINT NOT NULL,
    complete INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (notification_id, number)
);
CREATE INDEX errands_in_planning ON errands (created_at, notification_id, number) WHERE complete = 0;

-- Notifications whose facts are still being deleted.
CREATE TABLE forgotten (
    notification_id ${text} NOT NULL PRIMARY KEY,
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL
);

CREATE TABLE topics (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    name ${text} NOT NULL,
    mandatory INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, name)
) ${clustered};

-- A person is named by the id that was given, in lower case unless it is the bot's own.
CREATE TABLE subscriptions (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    topic ${text} NOT NULL,
    person ${text} NOT NULL,
    state ${text} NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, topic, person)
) ${clustered};
CREATE INDEX subscriptions_by_state ON subscriptions (bot, tenant, topic, state, person);

-- For reading audiences in the order of ids without touching what does not belong to them.
CREATE INDEX conversations_with_people ON conversations (bot, tenant, person, id)
    WHERE type = 'personal' AND reference IS NOT NULL AND COALESCE(existence, '') <> 'removed';
CREATE INDEX installations_gone ON installations (bot, tenant, id) WHERE existence = 'removed';
CREATE INDEX people_parked ON people (bot, tenant, id) WHERE parked IS NOT NULL;
CREATE INDEX memberships_present ON memberships (bot, tenant, id, member) WHERE existence = 'present';
CREATE INDEX idempotency_keys_of_notification ON idempotency_keys (notification_id);
