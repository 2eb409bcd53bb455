-- Facts that this service tells and facts that it has applied.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  type text NOT NULL,
  at timestamptz NOT NULL,
  request_id text,
  payload jsonb NOT NULL,
  position bigint UNIQUE
);
CREATE INDEX outbox_unnumbered ON outbox (id) WHERE position IS NULL;
CREATE INDEX outbox_at ON outbox (at);

CREATE TABLE outbox_head (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  position bigint NOT NULL DEFAULT 0
);
INSERT INTO outbox_head DEFAULT VALUES;

-- Positions are given to committed events under one lock: gap-free, whatever commits late gets a later number.
CREATE FUNCTION number_events() RETURNS int LANGUAGE plpgsql AS $$
DECLARE h bigint; n int;
BEGIN
  SELECT position INTO h FROM outbox_head FOR UPDATE; -- lock first: the next statement sees what another relay numbered
  UPDATE outbox o SET position = u.p
  FROM (SELECT id, h + row_number() OVER (ORDER BY id) AS p
        FROM (SELECT id FROM outbox WHERE position IS NULL ORDER BY id LIMIT 1000) x) u
  WHERE o.id = u.id;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n > 0 THEN UPDATE outbox_head SET position = h + n; END IF;
  RETURN n;
END $$;

-- Volatile, so that within one statement it also sees what number_events() just did.
CREATE FUNCTION outbox_position() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN (SELECT position FROM outbox_head);
END $$;

-- How far this service has applied another service's feed; written in the transaction of each applied page.
CREATE TABLE feed_position (
  feed text PRIMARY KEY,
  incarnation uuid NOT NULL,
  position bigint NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
-- One random value per database, mixed with the cluster and its timeline: a restore to a point in time, a fail-over
-- and a dump loaded elsewhere each change what read_incarnation() gives.
CREATE TABLE incarnation (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO incarnation DEFAULT VALUES;

-- The timeline is taken from the WAL being written: pg_control_checkpoint() still shows the old one right after a promotion.
CREATE FUNCTION read_incarnation() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT encode(substr(sha256(convert_to(
    i.id::text || ':' || s.system_identifier::text || ':' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), 'UTF8'
  )), 1, 16), 'hex')::uuid
  FROM incarnation i, pg_control_system() s
$$;
-- Lets a request wait for the change that it follows (Kring-After).
CREATE TABLE applied_event (event_id uuid PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX applied_event_at ON applied_event (applied_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO kring_realtime;
GRANT SELECT, UPDATE ON outbox_head TO kring_realtime;
GRANT EXECUTE ON FUNCTION number_events, outbox_position, read_incarnation TO kring_realtime;
GRANT SELECT, INSERT, UPDATE ON feed_position TO kring_realtime;
GRANT SELECT ON incarnation TO kring_realtime;
GRANT SELECT, INSERT, DELETE ON applied_event TO kring_realtime;
