-- The people of an organisation as Microsoft Graph lists them, and how far that listing was read.
CREATE TABLE colleagues (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    object_id ${text} NOT NULL,
    guest INTEGER NOT NULL,
    round INTEGER NOT NULL,
    PRIMARY KEY (bot, tenant, object_id)
) ${clustered};

CREATE TABLE listings (
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    link ${text},
    complete INTEGER NOT NULL,
    round INTEGER NOT NULL,
    PRIMARY KEY (bot, tenant)
) ${clustered};
