-- One index for each kind of conversation, holding that kind only. Beside the primary key, SQLite (3.53, without
-- statistics) passed over the wider ones and read every conversation of a tenant to list its few chats and channels.
DROP INDEX conversations_by_type;
DROP INDEX conversations_by_team;
DROP INDEX conversations_by_person;
CREATE INDEX conversations_chats ON conversations (bot, tenant, id) WHERE type = 'groupChat';
CREATE INDEX conversations_of_team ON conversations (bot, tenant, team, id) WHERE type = 'channel';
CREATE INDEX conversations_of_person ON conversations (bot, tenant, person) WHERE type = 'personal';
