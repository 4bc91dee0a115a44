-- Answers that the bot owes to people who wrote: one for a message.
CREATE TABLE tickets (
    id ${text} NOT NULL PRIMARY KEY,
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    conversation ${text} NOT NULL,
    reply_to ${text} NOT NULL,
    state ${text} NOT NULL,
    late ${text} NOT NULL,
    due_at BIGINT,
    answered_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (bot, tenant, conversation, reply_to)
);
CREATE INDEX tickets_due ON tickets (due_at, id) WHERE state = 'open' AND due_at IS NOT NULL;
CREATE INDEX tickets_by_age ON tickets (created_at, id);

-- What a ticket makes the bot say: the message until it has become a notification, which is then named instead.
CREATE TABLE ticket_messages (
    ticket ${text} NOT NULL REFERENCES tickets (id),
    part ${text} NOT NULL,
    message ${text},
    body_hash ${text} NOT NULL,
    notification ${text},
    PRIMARY KEY (ticket, part)
);
CREATE INDEX ticket_messages_unsent ON ticket_messages (ticket, part) WHERE message IS NOT NULL;
