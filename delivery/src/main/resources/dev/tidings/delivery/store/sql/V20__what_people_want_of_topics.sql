-- Whether somebody who subscribes gets each message by itself (all) or gathered with others (digest). A row with the
-- empty topic is about all topics, those named later too; of rows that disagree the latest counts.
ALTER TABLE subscriptions ADD COLUMN delivery ${text} NOT NULL DEFAULT 'all';
CREATE INDEX subscriptions_of_person ON subscriptions (bot, tenant, person, topic);
