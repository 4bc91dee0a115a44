-- How far the members of teams and group chats were read from Teams, and when Teams is asked next.
CREATE TABLE rosters (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    id ${text} NOT NULL,
    begun_at BIGINT,
    link ${text},
    seen INTEGER NOT NULL,
    read_at BIGINT,
    members INTEGER,
    trouble ${text},
    tries INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (bot, tenant, id)
) ${clustered};
CREATE INDEX rosters_due ON rosters (due_at, bot, tenant);
