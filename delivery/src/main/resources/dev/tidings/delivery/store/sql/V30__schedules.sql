-- Notifications that are sent again and again, with how far each is.
CREATE TABLE schedules (
    id ${text} NOT NULL PRIMARY KEY,
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    name ${text} NOT NULL,
    cron ${text} NOT NULL,
    zone ${text} NOT NULL,
    notification ${text} NOT NULL,
    expires_after BIGINT,
    paused INTEGER NOT NULL,
    handled_until BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    look_at BIGINT NOT NULL,
    last_at BIGINT,
    last_notification ${text},
    last_problem ${text},
    created_at BIGINT NOT NULL,
    UNIQUE (bot, tenant, name)
);
