-- The update key of a notification that is gone: what it sent last under that key is not to be replaced any more.
ALTER TABLE forgotten ADD COLUMN update_key ${text};
