-- When people do not want to be disturbed, as they have said: such as 20:00-07:00, off, or default.
ALTER TABLE people ADD COLUMN quiet_hours ${text};
ALTER TABLE people ADD COLUMN quiet_hours_at BIGINT NOT NULL DEFAULT 0;
