-- What arrived stands in two tables: by what it is recognised, for days, and its content, until it has been worked
-- through. A row is written once and removed once; the key that tells activities apart begins with the activity's id,
-- which grows with time, so that new rows go to the end of every index instead of all over it.
CREATE TABLE arrivals (
    sequence ${identity},
    activity_key ${text} NOT NULL,
    conversation ${text} NOT NULL,
    bot ${text} NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (activity_key, conversation, bot)
);
CREATE TABLE waiting (
    sequence BIGINT PRIMARY KEY,
    bot ${text} NOT NULL,
    conversation ${text} NOT NULL,
    body ${text} NOT NULL,
    received_at BIGINT NOT NULL,
    tries INTEGER NOT NULL
);
CREATE TABLE set_aside (
    sequence BIGINT PRIMARY KEY,
    bot ${text} NOT NULL,
    conversation ${text} NOT NULL,
    body ${text} NOT NULL,
    received_at BIGINT NOT NULL,
    tries INTEGER NOT NULL,
    trouble ${text} NOT NULL
);

INSERT INTO arrivals (activity_key, conversation, bot, received_at)
    SELECT activity_key, conversation, bot, received_at FROM activities ORDER BY sequence;
INSERT INTO waiting (sequence, bot, conversation, body, received_at, tries)
    SELECT new.sequence, old.bot, old.conversation, old.body, old.received_at, old.tries
    FROM activities old JOIN arrivals new
        ON new.activity_key = old.activity_key AND new.conversation = old.conversation AND new.bot = old.bot
    WHERE old.state = 'pending';
INSERT INTO set_aside (sequence, bot, conversation, body, received_at, tries, trouble)
    SELECT new.sequence, old.bot, old.conversation, old.body, old.received_at, old.tries, old.trouble
    FROM activities old JOIN arrivals new
        ON new.activity_key = old.activity_key AND new.conversation = old.conversation AND new.bot = old.bot
    WHERE old.state = 'aside';
DROP TABLE activities;
