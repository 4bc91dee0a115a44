-- Of several processes on one database one sends: the number of the latest that began to. Whoever began with a lower
-- one writes nothing of the engine's any more.
CREATE TABLE terms (
    id INTEGER NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL
);
INSERT INTO terms (id, number) VALUES (1, 0);

-- What those that do not send have made durable, or want to be done, for the one that does.
CREATE TABLE posts (
    number ${identity},
    kind ${text} NOT NULL,
    about ${text} NOT NULL,
    body ${text} NOT NULL,
    answer BIGINT
);
