-- How far this service has applied another service's feed; written in the transaction of each applied page.
CREATE TABLE feed_position (
  feed text PRIMARY KEY,
  incarnation uuid NOT NULL,
  position bigint NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  -- Kinds that a consumer did not know, each with the position of the first that it skipped: for a later version to make good.
  skipped jsonb NOT NULL DEFAULT '{}'
);
-- The service's role needs: SELECT, INSERT, UPDATE on feed_position.
