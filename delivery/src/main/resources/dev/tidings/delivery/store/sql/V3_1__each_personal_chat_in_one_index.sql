-- Personal chats that the bot can speak in have an index already (conversations_with_people); this one holds the few others.
DROP INDEX conversations_of_person;
CREATE INDEX conversations_silent ON conversations (bot, tenant, person)
    WHERE type = 'personal' AND (reference IS NULL OR COALESCE(existence, '') = 'removed');
