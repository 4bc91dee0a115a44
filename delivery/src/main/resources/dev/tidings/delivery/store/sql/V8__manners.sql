-- How a notification minds its readers, as JSON; null for the usual manner.
ALTER TABLE notifications ADD COLUMN manner ${text};

-- What a person got lately, in seconds of four bytes each, oldest first; and when what they were spared comes as a
-- digest. The key is a hash of bot, tenant and the bot's own id of the person.
CREATE TABLE received (
    person_key BIGINT NOT NULL PRIMARY KEY,
    times ${bytes} NOT NULL,
    digest_due BIGINT
) ${clustered};

-- Deliveries that wait for a person's digest.
CREATE TABLE collected (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    person ${text} NOT NULL,
    campaign ${text} NOT NULL,
    ordinal BIGINT NOT NULL,
    person_key BIGINT NOT NULL,
    topic ${text},
    collected_at BIGINT NOT NULL,
    expires_at BIGINT,
    due BIGINT NOT NULL,
    capped INTEGER NOT NULL,
    PRIMARY KEY (bot, tenant, person, campaign, ordinal)
) ${clustered};
CREATE INDEX collected_by_due ON collected (due);

-- Conversations in which a bot is in the middle of something, until when at the latest.
CREATE TABLE busy (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    conversation ${text} NOT NULL,
    busy_until BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, conversation)
) ${clustered};
