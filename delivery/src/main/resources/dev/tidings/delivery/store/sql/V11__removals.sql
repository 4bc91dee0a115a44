-- As of which removal of the app nothing is held about a place any more.
ALTER TABLE installations ADD COLUMN forgotten_at BIGINT NOT NULL DEFAULT 0;
-- Where somebody is a member: asked for when a place is forgotten, and when a person is.
CREATE INDEX memberships_of_person ON memberships (bot, tenant, member);
