-- V-09: what a version did not know of the other service's facts and skipped, a later one makes good.

-- Who waits for a lock here has everybody else wait behind.
SET LOCAL lock_timeout = '3s';
-- Kinds that were skipped, each with the position of the first that was.
ALTER TABLE feed_position ADD COLUMN skipped jsonb NOT NULL DEFAULT '{}';
