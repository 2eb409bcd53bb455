-- Who is treated by whom, who may look, what they do together, and the log of all of it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The name as it is searched and sorted: lower case, without marks; written by the service.
ALTER TABLE account ADD COLUMN searchable text NOT NULL DEFAULT '';
UPDATE account SET searchable = lower(name);
CREATE INDEX account_by_name ON account (kind, searchable, id);
CREATE INDEX account_name_parts ON account USING gin (searchable gin_trgm_ops);
CREATE INDEX account_roles ON account USING gin (roles);

CREATE TABLE client_details (
  account_id uuid PRIMARY KEY REFERENCES account,
  client_number text NOT NULL,
  born date NOT NULL,
  -- Standing relations, kept by a trigger: the list of clients without a therapist is an index (T-07).
  therapists int NOT NULL DEFAULT 0 CHECK (therapists >= 0),
  -- That of the account, kept by triggers: the same list in the order of names.
  searchable text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX client_details_number ON client_details (upper(client_number));
CREATE INDEX client_details_born ON client_details (born);
CREATE INDEX client_details_alone ON client_details (searchable, account_id) WHERE therapists = 0;

CREATE FUNCTION copy_client_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.searchable := (SELECT a.searchable FROM account a WHERE a.id = NEW.account_id);
  RETURN NEW;
END $$;
CREATE TRIGGER client_details_named BEFORE INSERT ON client_details
  FOR EACH ROW EXECUTE FUNCTION copy_client_name();
CREATE FUNCTION follow_client_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE client_details d SET searchable = NEW.searchable WHERE d.account_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER account_renamed AFTER UPDATE OF searchable ON account
  FOR EACH ROW WHEN (OLD.searchable IS DISTINCT FROM NEW.searchable) EXECUTE FUNCTION follow_client_name();

-- The link is kept as a hash; at most one stands per account.
CREATE TABLE invitation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  email text NOT NULL CHECK (email = lower(email)),
  token_hash text NOT NULL UNIQUE,
  invited_by uuid REFERENCES account,
  sent_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  accepted_at timestamptz(3),
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX invitation_standing ON invitation (account_id) WHERE accepted_at IS NULL AND ended_at IS NULL;
CREATE INDEX invitation_email ON invitation (email);
CREATE INDEX invitation_account ON invitation (account_id);

-- The new address counts once its owner opened the link; a new password voids what was asked before (R-07).
CREATE TABLE email_change (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sign_in_id uuid NOT NULL REFERENCES sign_in,
  -- As whom it was asked: the log ties no accounts of one sign-in together.
  account_id uuid NOT NULL REFERENCES account,
  email text NOT NULL CHECK (email = lower(email)),
  token_hash text NOT NULL UNIQUE,
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  confirmed_at timestamptz(3),
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX email_change_standing ON email_change (sign_in_id) WHERE confirmed_at IS NULL AND ended_at IS NULL;

CREATE TABLE absence (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  professional_id uuid NOT NULL REFERENCES account,
  from_day date NOT NULL,
  until_day date NOT NULL CHECK (until_day >= from_day),
  note text NOT NULL,
  covering_id uuid REFERENCES account,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3),
  CHECK (covering_id IS DISTINCT FROM professional_id)
);
CREATE UNIQUE INDEX absence_standing ON absence (professional_id) WHERE ended_at IS NULL;

ALTER TABLE relation ADD COLUMN made_by uuid REFERENCES account, ADD COLUMN ended_by uuid REFERENCES account;

CREATE FUNCTION count_therapists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE client_details d SET therapists = d.therapists
    + (CASE WHEN TG_OP = 'INSERT' AND NEW.ended_at IS NULL THEN 1 ELSE 0 END)
    - (CASE WHEN TG_OP = 'UPDATE' AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL THEN 1 ELSE 0 END)
  WHERE d.account_id = NEW.client_id;
  RETURN NULL;
END $$;
CREATE TRIGGER relation_counted AFTER INSERT OR UPDATE OF ended_at ON relation
  FOR EACH ROW EXECUTE FUNCTION count_therapists();

CREATE TABLE tool (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id uuid NOT NULL REFERENCES account,
  catalogue_key text NOT NULL,
  -- Null is unguided.
  guide_id uuid REFERENCES account,
  assigned_by uuid REFERENCES account,
  assigned_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3)
);
CREATE INDEX tool_client ON tool (client_id, assigned_at, id);
CREATE INDEX tool_guide ON tool (guide_id) WHERE guide_id IS NOT NULL;

CREATE TABLE tool_entry (
  tool_id uuid NOT NULL REFERENCES tool,
  entry int NOT NULL CHECK (entry >= 1),
  page_key text NOT NULL,
  answers jsonb NOT NULL,
  done boolean NOT NULL DEFAULT false,
  saved_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tool_id, entry, page_key)
);

CREATE TABLE feedback_moment (
  tool_id uuid NOT NULL REFERENCES tool,
  -- Key of the page, or number of the entry, after which it comes.
  after text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'given', 'off')),
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  given_at timestamptz(3),
  given_by uuid REFERENCES account,
  text text,
  PRIMARY KEY (tool_id, after),
  CHECK ((state = 'given') = (given_at IS NOT NULL AND given_by IS NOT NULL AND text IS NOT NULL))
);

CREATE TABLE relate_request (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id uuid NOT NULL REFERENCES account,
  professional_id uuid NOT NULL REFERENCES account,
  sender_id uuid NOT NULL REFERENCES account,
  sender_role text NOT NULL CHECK (sender_role IN ('therapist', 'secretary')),
  -- With it, acceptance also moves the tools of this professional and breaks their relation (T-05).
  transfer_from uuid REFERENCES account,
  message text NOT NULL DEFAULT '',
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'accepted', 'rejected', 'cancelled', 'expired')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  decided_at timestamptz(3),
  decided_by uuid REFERENCES account,
  CHECK ((state = 'pending') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX relate_request_pending ON relate_request (client_id, professional_id) WHERE state = 'pending';
CREATE INDEX relate_request_due ON relate_request (expires_at) WHERE state = 'pending';
CREATE INDEX relate_request_sender ON relate_request (sender_id, created_at DESC, id DESC);
CREATE INDEX relate_request_professional ON relate_request (professional_id, created_at DESC, id DESC);
CREATE INDEX relate_request_client ON relate_request (client_id, created_at DESC, id DESC);
CREATE INDEX relate_request_secretaries ON relate_request (created_at DESC, id DESC) WHERE sender_role = 'secretary';

-- Nothing can come of a request: already related, or somebody on it can't be related any more (Q-05).
CREATE FUNCTION relate_request_is_pointless(client uuid, professional uuid, hands_over uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM relation r WHERE r.client_id = client AND r.professional_id = professional AND r.ended_at IS NULL)
    OR NOT EXISTS (SELECT FROM account a WHERE a.id = professional AND a.active AND 'therapist' = ANY(a.roles))
    OR NOT EXISTS (SELECT FROM account a WHERE a.id = client AND a.active)
    OR (hands_over IS NOT NULL AND NOT EXISTS (
      SELECT FROM relation r WHERE r.client_id = client AND r.professional_id = hands_over AND r.ended_at IS NULL))
$$;

CREATE TABLE client_search (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  professional_id uuid NOT NULL REFERENCES account,
  at timestamptz(3) NOT NULL DEFAULT now(),
  motivation text NOT NULL,
  -- The filter; what was looked for stands in the log alone.
  searched_by text NOT NULL,
  result_ids uuid[] NOT NULL
);
CREATE INDEX client_search_professional ON client_search (professional_id, at DESC);

CREATE TABLE temporary_access (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id uuid NOT NULL REFERENCES account,
  professional_id uuid NOT NULL REFERENCES account,
  search_id uuid NOT NULL REFERENCES client_search,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  until timestamptz(3) NOT NULL,
  ended_at timestamptz(3)
);
CREATE UNIQUE INDEX temporary_access_standing ON temporary_access (professional_id, client_id) WHERE ended_at IS NULL;
CREATE INDEX temporary_access_client ON temporary_access (client_id) WHERE ended_at IS NULL;
CREATE INDEX temporary_access_due ON temporary_access (until) WHERE ended_at IS NULL;
CREATE INDEX temporary_access_started ON temporary_access (professional_id, started_at);

CREATE TABLE client_proposal (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  proposed_by uuid NOT NULL REFERENCES account,
  name text NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  born date NOT NULL,
  note text NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  decided_at timestamptz(3),
  decided_by uuid REFERENCES account,
  client_id uuid REFERENCES account
);
CREATE INDEX client_proposal_open ON client_proposal (created_at, id) WHERE decided_at IS NULL;

-- An assignee, or all secretaries together; what it is about stands apart from who does it.
CREATE TABLE task (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  assignee_id uuid REFERENCES account,
  client_id uuid REFERENCES account,
  request_id uuid REFERENCES relate_request,
  tool_id uuid REFERENCES tool,
  proposal_id uuid REFERENCES client_proposal,
  professional_id uuid REFERENCES account,
  note text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  until timestamptz(3),
  done_at timestamptz(3)
);
CREATE INDEX task_assignee ON task (assignee_id, created_at, id) WHERE done_at IS NULL AND assignee_id IS NOT NULL;
CREATE INDEX task_secretaries ON task (created_at, id) WHERE done_at IS NULL AND assignee_id IS NULL;
CREATE INDEX task_client ON task (client_id) WHERE done_at IS NULL;
CREATE UNIQUE INDEX task_request ON task (request_id) WHERE done_at IS NULL AND request_id IS NOT NULL;
CREATE UNIQUE INDEX task_tool ON task (tool_id, kind) WHERE done_at IS NULL AND tool_id IS NOT NULL;
CREATE UNIQUE INDEX task_proposal ON task (proposal_id) WHERE done_at IS NULL AND proposal_id IS NOT NULL;
CREATE UNIQUE INDEX task_wish ON task (client_id, professional_id) WHERE done_at IS NULL AND kind = 'end-relation-wish';

CREATE TABLE caseload_transfer (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  from_id uuid NOT NULL REFERENCES account,
  to_id uuid NOT NULL REFERENCES account,
  started_by uuid NOT NULL REFERENCES account,
  message text NOT NULL DEFAULT '',
  started_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE caseload_transfer_client (
  transfer_id uuid NOT NULL REFERENCES caseload_transfer,
  client_id uuid NOT NULL REFERENCES account,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'transferred', 'requested', 'failed')),
  code text,
  PRIMARY KEY (transfer_id, client_id)
);

CREATE TABLE setting_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL,
  value jsonb NOT NULL,
  changed_by uuid REFERENCES account,
  at timestamptz(3) NOT NULL DEFAULT now()
);

-- A line is written with what it tells of, and gets its place in the hash chain once that has committed.
CREATE TABLE log_line (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  actor_id uuid,
  actor_role text,
  action text NOT NULL,
  client_id uuid,
  ground text NOT NULL,
  motivation text,
  details jsonb NOT NULL DEFAULT '{}',
  request_id text,
  n bigint UNIQUE,
  hash text,
  CHECK ((n IS NULL) = (hash IS NULL))
);
CREATE INDEX log_line_at ON log_line (at DESC, id DESC);
CREATE INDEX log_line_client ON log_line (client_id, at DESC, id DESC);
CREATE INDEX log_line_actor ON log_line (actor_id, at DESC, id DESC);
CREATE INDEX log_line_ground ON log_line (ground, at DESC, id DESC);
CREATE INDEX log_line_unchained ON log_line (id) WHERE n IS NULL;

CREATE TABLE log_head (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  n bigint NOT NULL DEFAULT 0,
  hash text NOT NULL DEFAULT '',
  checked_at timestamptz(3),
  broken_at bigint
);
INSERT INTO log_head DEFAULT VALUES;

-- A line changes once: when it is put into the chain.
CREATE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.n IS NULL AND NEW.n IS NOT NULL
     AND to_jsonb(OLD) - 'n' - 'hash' = to_jsonb(NEW) - 'n' - 'hash' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the log is append-only';
END $$;
CREATE TRIGGER log_line_append_only BEFORE UPDATE OR DELETE ON log_line
  FOR EACH ROW EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER log_line_no_truncate BEFORE TRUNCATE ON log_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();

GRANT SELECT, INSERT, UPDATE ON client_details, invitation, email_change, absence, tool, tool_entry, feedback_moment, relate_request,
  client_search, temporary_access, client_proposal, task, caseload_transfer, caseload_transfer_client, setting_change
  TO kring_api;
GRANT SELECT, INSERT, UPDATE (n, hash) ON log_line TO kring_api;
GRANT SELECT, UPDATE ON log_head TO kring_api;
