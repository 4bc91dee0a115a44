-- The time zone of a person's mailbox, empty if it is not known, and when it was asked for; asked of those of whom no
-- activity has told one.
ALTER TABLE people ADD COLUMN mailbox_zone ${text};
ALTER TABLE people ADD COLUMN mailbox_zone_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX people_without_zone ON people (bot, tenant, mailbox_zone_at) WHERE time_zone IS NULL AND object_id IS NOT NULL;
