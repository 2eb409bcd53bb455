-- Events that committed with the change that they tell of. Copy into a service's own migration.
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

-- The service's role needs: SELECT, INSERT, UPDATE, DELETE on outbox; SELECT, UPDATE on outbox_head; EXECUTE on both functions.
