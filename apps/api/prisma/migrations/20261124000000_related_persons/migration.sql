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
    'relation-ended', 'removed', 'by-related-person', 'client-deactivated', 'linked-already')),
  -- Of somebody who ended their account: when this link ends by that.
  ADD COLUMN ends_at timestamptz(3),
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
CREATE INDEX related_person_link_ending ON related_person_link (ends_at) WHERE ends_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX account_closing ON account (id) WHERE kind = 'related-person' AND active AND sign_in_id IS NULL;
CREATE INDEX related_person_link_inviter ON related_person_link (inviter_id, client_id) WHERE ended_at IS NULL;
CREATE INDEX related_person_link_invitations ON related_person_link (inviter_id, created_at);
CREATE INDEX related_person_link_opened ON related_person_link (related_person_id)
  WHERE accepted_at IS NULL AND related_person_id IS NOT NULL;

ALTER TABLE task
  ADD COLUMN link_id uuid REFERENCES related_person_link,
  ADD COLUMN conversation_id uuid,
  ADD COLUMN access_request_id uuid;
CREATE UNIQUE INDEX task_link ON task (link_id, kind) WHERE done_at IS NULL AND link_id IS NOT NULL;
CREATE UNIQUE INDEX task_access_request ON task (access_request_id, kind, assignee_id) NULLS NOT DISTINCT
  WHERE done_at IS NULL AND access_request_id IS NOT NULL;

-- Deletes a sign-in that opens no account; false where it opens one.
CREATE FUNCTION forget_sign_in(_sign_in uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM sign_in WHERE id = _sign_in FOR UPDATE;
  IF EXISTS (SELECT FROM account WHERE sign_in_id = _sign_in) THEN RETURN false; END IF;
  DELETE FROM email_change WHERE sign_in_id = _sign_in;
  DELETE FROM verification WHERE value = _sign_in::text;
  DELETE FROM sign_in WHERE id = _sign_in;
  RETURN FOUND;
END $$;

-- P-03: whether an account was opened for invitations, accepted none, and has none left that waits, or was ended before it accepted
-- one. Whoever said no, or whose invitation was taken back, keeps it for a day, to read what became of it.
CREATE FUNCTION related_person_is_unused(_account uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (EXISTS (SELECT FROM related_person_link WHERE related_person_id = _account)
      OR EXISTS (SELECT FROM account WHERE id = _account AND NOT active))
    AND NOT EXISTS (SELECT FROM related_person_link WHERE related_person_id = _account
      AND (accepted_at IS NOT NULL OR ended_at IS NULL
        OR (end_reason <> 'expired' AND ended_at > now() - interval '1 day')))
    AND NOT EXISTS (SELECT FROM account a JOIN sign_in s ON s.id = a.sign_in_id JOIN related_person_link l
      ON l.typed_email = s.email AND l.accepted_at IS NULL AND l.ended_at IS NULL
      WHERE a.id = _account)
$$;

-- Deletes such an account with all that is its own; false where it is in use.
CREATE FUNCTION forget_related_person(_account uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  _sign_in uuid;
BEGIN
  SELECT sign_in_id INTO _sign_in FROM account WHERE id = _account AND kind = 'related-person' FOR UPDATE;
  IF NOT FOUND OR NOT related_person_is_unused(_account) THEN RETURN false; END IF;
  DELETE FROM session WHERE account_id = _account;
  DELETE FROM notification WHERE account_id = _account;
  DELETE FROM email_change WHERE account_id = _account;
  DELETE FROM task WHERE assignee_id = _account OR client_id = _account;
  DELETE FROM feedback_moment WHERE tool_id IN (SELECT id FROM tool WHERE client_id = _account);
  DELETE FROM tool_entry WHERE tool_id IN (SELECT id FROM tool WHERE client_id = _account);
  DELETE FROM tool WHERE client_id = _account;
  UPDATE related_person_link SET related_person_id = NULL WHERE related_person_id = _account;
  DELETE FROM account WHERE id = _account;
  IF _sign_in IS NOT NULL THEN PERFORM forget_sign_in(_sign_in); END IF;
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION forget_sign_in, forget_related_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_sign_in, forget_related_person, related_person_is_unused TO kring_api;
