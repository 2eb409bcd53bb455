-- An invitation is a link record that nobody has accepted. It holds what the inviter typed until it is answered, and whose
-- account the mail was opened for, without a meaning before that person accepts.
ALTER TABLE related_person_link
  ALTER COLUMN related_person_id DROP NOT NULL,
  ADD COLUMN typed_name text,
  ADD COLUMN typed_email text,
  ADD COLUMN token_hash text UNIQUE,
  ADD COLUMN sent_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN reminders int NOT NULL DEFAULT 0,
  ADD COLUMN expires_at timestamptz(3),
  -- P-02: when the therapist confirmed the client's permission, and what the client said of it.
  ADD COLUMN permission_at timestamptz(3),
  ADD COLUMN permission_answer text CHECK (permission_answer IN ('agreed', 'did-not-agree')),
  ADD COLUMN end_reason text CHECK (end_reason IN ('withdrawn', 'refused', 'expired', 'not-agreed', 'setting-off',
    'relation-ended', 'removed', 'by-related-person', 'client-deactivated')),
  ADD CHECK (accepted_at IS NULL OR related_person_id IS NOT NULL),
  ADD CHECK ((accepted_at IS NULL AND ended_at IS NULL) = (typed_name IS NOT NULL)),
  ADD CHECK ((accepted_at IS NULL AND ended_at IS NULL) = (typed_email IS NOT NULL)),
  ADD CHECK ((accepted_at IS NULL AND ended_at IS NULL) = (expires_at IS NOT NULL)),
  ADD CHECK (permission_at IS NULL OR inviter_kind = 'therapist');

DROP INDEX related_person_link_standing;
CREATE UNIQUE INDEX related_person_link_standing ON related_person_link (related_person_id, client_id, inviter_id)
  WHERE accepted_at IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX related_person_link_invited ON related_person_link (client_id, inviter_id, typed_email)
  WHERE accepted_at IS NULL AND ended_at IS NULL;
CREATE INDEX related_person_link_address ON related_person_link (typed_email) WHERE accepted_at IS NULL AND ended_at IS NULL;
CREATE INDEX related_person_link_due ON related_person_link (expires_at) WHERE accepted_at IS NULL AND ended_at IS NULL;
CREATE INDEX related_person_link_inviter ON related_person_link (inviter_id, client_id) WHERE ended_at IS NULL;

ALTER TABLE task
  ADD COLUMN link_id uuid REFERENCES related_person_link,
  ADD COLUMN conversation_id uuid,
  ADD COLUMN access_request_id uuid;
CREATE UNIQUE INDEX task_link ON task (link_id, kind) WHERE done_at IS NULL AND link_id IS NOT NULL;
CREATE UNIQUE INDEX task_access_request ON task (access_request_id, kind, assignee_id) NULLS NOT DISTINCT
  WHERE done_at IS NULL AND access_request_id IS NOT NULL;
