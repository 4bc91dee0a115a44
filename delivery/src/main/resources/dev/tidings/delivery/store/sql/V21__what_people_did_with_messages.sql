-- What a person last did with a message of the bot's: id is the conversation's id and the message's, with a blank
-- between them. And up to which message a personal chat was read, where people let that be told.
CREATE TABLE responses (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    member ${text} NOT NULL,
    reaction ${text}, reaction_at BIGINT NOT NULL,
    clicked ${text}, clicked_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, id, member)
) ${clustered};
CREATE INDEX responses_of_person ON responses (bot, tenant, member, id);
CREATE INDEX responses_by_age ON responses ((CASE WHEN reaction_at > clicked_at THEN reaction_at ELSE clicked_at END));

CREATE TABLE readings (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    last_read ${text}, last_read_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, id)
) ${clustered};
