-- Times are milliseconds since 1970. Every property of the directory has the time at which it was true beside it.

CREATE TABLE people (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text}, name_at BIGINT NOT NULL,
    object_id ${text}, object_id_at BIGINT NOT NULL,
    user_principal_name ${text}, user_principal_name_at BIGINT NOT NULL,
    locale ${text}, locale_at BIGINT NOT NULL,
    time_zone ${text}, time_zone_at BIGINT NOT NULL,
    heard ${text}, heard_at BIGINT NOT NULL,
    parked ${text}, parked_at BIGINT NOT NULL,
    parked_until ${text}, parked_until_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, id)
);
CREATE INDEX people_by_object_id ON people (bot, tenant, object_id);
CREATE INDEX people_by_user_principal_name ON people (bot, tenant, user_principal_name);

CREATE TABLE conversations (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    type ${text}, type_at BIGINT NOT NULL,
    person ${text}, person_at BIGINT NOT NULL,
    team ${text}, team_at BIGINT NOT NULL,
    name ${text}, name_at BIGINT NOT NULL,
    reference ${text}, reference_at BIGINT NOT NULL,
    existence ${text}, existence_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, id)
);
CREATE INDEX conversations_by_id ON conversations (bot, id);
CREATE INDEX conversations_by_person ON conversations (bot, tenant, person);
CREATE INDEX conversations_by_type ON conversations (bot, tenant, type, id);
CREATE INDEX conversations_by_team ON conversations (bot, tenant, team, id);

CREATE TABLE teams (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text}, name_at BIGINT NOT NULL,
    group_id ${text}, group_id_at BIGINT NOT NULL,
    activity ${text}, activity_at BIGINT NOT NULL,
    existence ${text}, existence_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, id)
);

CREATE TABLE installations (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    existence ${text}, existence_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, id)
);

CREATE TABLE memberships (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    member ${text} NOT NULL,
    existence ${text}, existence_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, id, member)
);

CREATE TABLE tenancies (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    url ${text}, url_at BIGINT NOT NULL,
    moved_to ${text}, moved_to_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant)
);

CREATE TABLE activities (
    sequence ${identity},
    bot ${text} NOT NULL,
    conversation ${text} NOT NULL,
    activity_key ${text} NOT NULL,
    body ${text},
    state ${text} NOT NULL,
    tries INTEGER NOT NULL,
    trouble ${text},
    received_at BIGINT NOT NULL,
    done_at BIGINT,
    UNIQUE (bot, conversation, activity_key)
);
CREATE INDEX activities_pending ON activities (sequence) WHERE state = 'pending';
CREATE INDEX activities_aside ON activities (sequence) WHERE state = 'aside';
CREATE INDEX activities_done ON activities (done_at) WHERE state = 'done';

CREATE TABLE notifications (
    id ${text} PRIMARY KEY,
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    target_kind ${text} NOT NULL,
    target_id ${text} NOT NULL,
    target_thread ${text},
    message ${text} NOT NULL,
    topic ${text},
    priority INTEGER NOT NULL,
    not_before BIGINT,
    expires_at BIGINT,
    on_uncertain ${text} NOT NULL,
    status ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE deliveries (
    id ${text} PRIMARY KEY,
    notification_id ${text} NOT NULL REFERENCES notifications (id),
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    target_kind ${text} NOT NULL,
    target_id ${text} NOT NULL,
    target_thread ${text},
    person ${text},
    priority INTEGER NOT NULL,
    state ${text} NOT NULL,
    reason ${text},
    detail ${text},
    attempts INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    sent_conversation_id ${text},
    sent_activity_id ${text},
    sent_service_url ${text},
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX deliveries_waiting ON deliveries (priority, due_at, id) WHERE state IN ('queued', 'deferred');
CREATE INDEX deliveries_by_due_time ON deliveries (due_at) WHERE state IN ('queued', 'deferred');
CREATE INDEX deliveries_in_flight ON deliveries (id) WHERE state = 'in-flight';
CREATE INDEX deliveries_of_notification ON deliveries (notification_id, id);
CREATE INDEX deliveries_by_state ON deliveries (notification_id, state, id);
CREATE INDEX deliveries_to_person ON deliveries (bot, tenant, person, id);

CREATE TABLE idempotency_keys (
    owner ${text} NOT NULL,
    idempotency_key ${text} NOT NULL,
    body_hash ${text} NOT NULL,
    notification_id ${text} NOT NULL REFERENCES notifications (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (owner, idempotency_key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE api_keys (
    id ${text} PRIMARY KEY,
    name ${text} NOT NULL,
    secret_hash ${text} NOT NULL UNIQUE,
    scopes ${text} NOT NULL,
    bots ${text},
    tenants ${text},
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE settings (
    name ${text} PRIMARY KEY,
    value ${text} NOT NULL
);
