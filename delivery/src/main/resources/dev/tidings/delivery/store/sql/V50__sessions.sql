-- The session in which a person gets notifications, of bots whose app has sessions; where none could be opened, when that
-- was tried.
CREATE TABLE sessions (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    person ${text} NOT NULL,
    conversation ${text} NOT NULL,
    opened INTEGER NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, person)
);
