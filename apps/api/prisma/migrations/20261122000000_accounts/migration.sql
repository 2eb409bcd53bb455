-- Who people are: sign-ins, their accounts, sessions and second factors.
CREATE TABLE sign_in (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  language text NOT NULL DEFAULT 'nl' CHECK (language IN ('nl', 'en')),
  second_factor_on boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sign_in_id uuid REFERENCES sign_in,
  kind text NOT NULL CHECK (kind IN ('professional', 'client', 'related-person')),
  roles text[] NOT NULL DEFAULT '{}' CHECK (
    roles <@ ARRAY['therapist', 'secretary', 'application-manager'] AND (kind = 'professional' OR roles = '{}')
  ),
  name text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (sign_in_id, kind)
);

CREATE TABLE credential (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sign_in_id uuid NOT NULL REFERENCES sign_in ON DELETE CASCADE,
  provider text NOT NULL,
  subject text NOT NULL,
  password text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (provider, subject)
);
CREATE INDEX credential_sign_in ON credential (sign_in_id);

CREATE TABLE session (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  token text NOT NULL UNIQUE,
  sign_in_id uuid NOT NULL REFERENCES sign_in ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account,
  user_agent text,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX session_sign_in ON session (sign_in_id);
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE verification (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier ON verification (identifier);
CREATE INDEX verification_value ON verification (value);
CREATE INDEX verification_expires_at ON verification (expires_at);

CREATE TABLE second_factor (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sign_in_id uuid NOT NULL UNIQUE REFERENCES sign_in ON DELETE CASCADE,
  secret text NOT NULL,
  recovery_codes text NOT NULL,
  verified boolean NOT NULL DEFAULT false,
  failed_count int NOT NULL DEFAULT 0,
  locked_until timestamptz(3)
);

-- How people are tied. A tie that ended is kept; a new one is a new record.
CREATE TABLE relation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  professional_id uuid NOT NULL REFERENCES account,
  client_id uuid NOT NULL REFERENCES account,
  since timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX relation_standing ON relation (professional_id, client_id) WHERE ended_at IS NULL;
CREATE INDEX relation_client ON relation (client_id) WHERE ended_at IS NULL;

CREATE TABLE related_person_link (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  related_person_id uuid NOT NULL REFERENCES account,
  client_id uuid NOT NULL REFERENCES account,
  inviter_id uuid NOT NULL REFERENCES account,
  inviter_kind text NOT NULL CHECK (inviter_kind IN ('client', 'therapist')),
  screen_name text,
  shows_typing boolean NOT NULL DEFAULT false,
  shows_receipts boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  accepted_at timestamptz(3),
  ended_at timestamptz(3),
  CHECK ((inviter_kind = 'client') = (inviter_id = client_id))
);
CREATE UNIQUE INDEX related_person_link_standing ON related_person_link (related_person_id, client_id, inviter_id)
  WHERE ended_at IS NULL;

CREATE TABLE setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  changed_by uuid REFERENCES account,
  changed_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE notification (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  kind text NOT NULL,
  link text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now(),
  read_at timestamptz(3)
);
CREATE INDEX notification_latest ON notification (account_id, at DESC, id DESC);
CREATE INDEX notification_unread ON notification (account_id) WHERE read_at IS NULL;

-- Facts for other services: committed with the change, numbered by the relay.
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

-- However a session ends, the gateways hear of it: no caller can forget.
CREATE FUNCTION tell_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (event_id, type, at, payload)
  VALUES (gen_random_uuid(), 'session-ended.v1', clock_timestamp(), jsonb_build_object('sessionId', OLD.id));
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION tell_session_ended();

-- One random value per database, mixed with the cluster and its timeline: a restore, a fail-over and a dump loaded
-- elsewhere each change what read_incarnation() gives.
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

-- How far this service has applied another service's feed; written in the transaction of each applied page.
CREATE TABLE feed_position (
  feed text PRIMARY KEY,
  incarnation uuid NOT NULL,
  position bigint NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- UNLOGGED: losing counts in a crash only forgives.
CREATE UNLOGGED TABLE rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

-- The service reads and writes what its routes need and can change no table's shape.
GRANT SELECT, INSERT, UPDATE ON sign_in, account, credential, relation, related_person_link, setting, notification TO kring_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON session, verification, second_factor, rate_limit TO kring_api;
GRANT SELECT, INSERT, DELETE, UPDATE (position) ON outbox TO kring_api;
GRANT SELECT, UPDATE ON outbox_head TO kring_api;
GRANT SELECT ON incarnation TO kring_api;
GRANT SELECT, INSERT, UPDATE ON feed_position TO kring_api;
