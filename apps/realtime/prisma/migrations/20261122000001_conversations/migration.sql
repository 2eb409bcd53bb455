-- Conversations, who takes part in them, and one numbered log of entries for each. No names: see the identity schema.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- What this service knows of people and ties, fed by events of the accounts service. What ended stays, as inactive.
CREATE TABLE account (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('professional', 'client', 'related-person')),
  roles text[] NOT NULL DEFAULT '{}',
  active boolean NOT NULL
);
CREATE TABLE relation (
  professional_id uuid NOT NULL,
  client_id uuid NOT NULL,
  PRIMARY KEY (professional_id, client_id)
);
CREATE TABLE link (
  id uuid PRIMARY KEY,
  related_person_id uuid NOT NULL,
  client_id uuid NOT NULL,
  inviter_id uuid NOT NULL,
  inviter_kind text NOT NULL CHECK (inviter_kind IN ('client', 'therapist')),
  shows_typing boolean NOT NULL,
  shows_receipts boolean NOT NULL,
  active boolean NOT NULL
);
CREATE INDEX link_inviter ON link (inviter_id);

-- `head` and `last_at` change with every message: an index on either would end HOT updates.
CREATE TABLE conversation (
  id uuid PRIMARY KEY,
  topic text,
  about_client uuid,
  manager text,
  started_by text,
  head int NOT NULL DEFAULT 0,
  last_at timestamptz NOT NULL DEFAULT now(),
  roster_version int NOT NULL DEFAULT 1,
  started_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz
) WITH (fillfactor = 70);
CREATE INDEX conversation_about ON conversation (about_client) WHERE about_client IS NOT NULL;

-- One row per participation: who comes back gets another row and another handle.
CREATE TABLE participant (
  conversation_id uuid NOT NULL REFERENCES conversation,
  handle text NOT NULL CHECK (handle ~ '^[A-Za-z0-9_-]{16}$'),
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('professional', 'client', 'related-person')),
  via_link uuid CHECK ((kind = 'related-person') = (via_link IS NOT NULL)),
  joined_seq int NOT NULL DEFAULT 0,
  reads_from int NOT NULL DEFAULT 1 CHECK (reads_from >= 1),
  to_seq int,
  read_seq int NOT NULL DEFAULT 0,
  joined_at timestamptz NOT NULL DEFAULT now(),
  left_at timestamptz CHECK ((left_at IS NULL) = (to_seq IS NULL)),
  PRIMARY KEY (conversation_id, handle)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX participant_open ON participant (account_id, conversation_id) INCLUDE (handle) WHERE to_seq IS NULL;
CREATE INDEX participant_account ON participant (account_id, conversation_id);
CREATE INDEX participant_via ON participant (via_link) WHERE via_link IS NOT NULL;

-- No foreign keys: only send_batch_v1 writes here, and it looks at both parents under their lock.
CREATE TABLE entry (
  conversation_id uuid NOT NULL,
  seq int NOT NULL CHECK (seq >= 1),
  kind text NOT NULL CHECK (kind IN ('message', 'joined', 'left', 'closed')),
  sender text CHECK ((sender IS NULL) = (kind = 'closed')),
  client_id uuid CHECK ((client_id IS NOT NULL) = (kind = 'message')),
  at timestamptz NOT NULL,
  body bytea CHECK ((body IS NOT NULL) = (kind = 'message' AND NOT deleted)),
  key_id text NOT NULL DEFAULT 'none',
  deleted boolean NOT NULL DEFAULT false,
  PRIMARY KEY (conversation_id, seq)
);
CREATE UNIQUE INDEX entry_once ON entry (conversation_id, sender, client_id);
CREATE INDEX entry_unread ON entry (conversation_id, seq) INCLUDE (sender) WHERE kind = 'message' AND NOT deleted;

-- Gives the next numbers. One call is one round trip and one commit; one refusal leaves its neighbours alone.
CREATE FUNCTION send_batch_v1(_kind text[], _conv uuid[], _account uuid[], _cid uuid[], _body bytea[])
RETURNS TABLE (ord int, seq int, at timestamptz, sender text, fresh boolean, refused text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'send_batch_v1 needs READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  -- Every lock first, in one order: no deadlock, and each statement below sees what was committed before the lock.
  PERFORM FROM public.conversation c WHERE c.id = ANY (_conv) ORDER BY c.id FOR NO KEY UPDATE;

  FOR i IN 1 .. coalesce(array_length(_conv, 1), 0) LOOP
    ord := i; seq := NULL; at := NULL; sender := NULL; fresh := false; refused := NULL;

    IF _kind[i] = 'message' THEN
      -- By account, not by handle: what was sent before a participation ended is not sent again after a return.
      SELECT e.seq, e.at, e.sender INTO seq, at, sender
      FROM public.participant p
      JOIN public.entry e ON e.conversation_id = p.conversation_id AND e.sender = p.handle AND e.client_id = _cid[i]
      WHERE p.conversation_id = _conv[i] AND p.account_id = _account[i];
      IF FOUND THEN
        RETURN NEXT;
        CONTINUE;
      END IF;
    END IF;

    IF _kind[i] = 'closed' THEN
      INSERT INTO public.entry AS e (conversation_id, seq, kind, at)
      SELECT c.id, c.head + 1, 'closed', clock_timestamp()
      FROM public.conversation c WHERE c.id = _conv[i] AND c.closed_at IS NULL
      RETURNING e.seq, e.at INTO seq, at;
    ELSE
      INSERT INTO public.entry AS e (conversation_id, seq, kind, sender, client_id, at, body)
      SELECT c.id, c.head + 1, _kind[i], p.handle, _cid[i], clock_timestamp(), _body[i]
      FROM public.conversation c
      JOIN public.participant p ON p.conversation_id = c.id AND p.account_id = _account[i] AND p.to_seq IS NULL
      WHERE c.id = _conv[i] AND CASE _kind[i]
        WHEN 'message' THEN c.closed_at IS NULL
        WHEN 'joined' THEN c.closed_at IS NULL AND p.joined_seq = c.head + 1
        ELSE _kind[i] = 'left'
      END
      RETURNING e.seq, e.at, e.sender INTO seq, at, sender;
    END IF;

    IF seq IS NULL THEN
      refused := CASE WHEN EXISTS (
        SELECT FROM public.participant p
        WHERE p.conversation_id = _conv[i] AND p.account_id = _account[i] AND p.to_seq IS NULL
      ) THEN 'conversation-closed' ELSE 'not-found' END;
    ELSE
      -- The number is used up only now, so there are no gaps.
      fresh := true;
      UPDATE public.conversation c
      SET head = c.head + 1, last_at = send_batch_v1.at,
        closed_at = CASE WHEN _kind[i] = 'closed' THEN send_batch_v1.at ELSE c.closed_at END,
        roster_version = c.roster_version + CASE WHEN _kind[i] IN ('joined', 'left') THEN 1 ELSE 0 END
      WHERE c.id = _conv[i];
      IF _kind[i] = 'left' THEN
        UPDATE public.participant p SET to_seq = send_batch_v1.seq, left_at = send_batch_v1.at
        WHERE p.conversation_id = _conv[i] AND p.handle = send_batch_v1.sender;
      END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- The only way to an entry is send_batch_v1; head, closed_at, to_seq and left_at move with entries only.
GRANT USAGE ON SCHEMA public TO kring_realtime, kring_roster;
GRANT SELECT, INSERT, UPDATE, DELETE ON account, relation, link TO kring_realtime;
GRANT SELECT ON conversation, participant, entry TO kring_realtime;
GRANT INSERT (id, topic, about_client, manager, started_by), UPDATE (manager, roster_version) ON conversation TO kring_realtime;
GRANT INSERT (conversation_id, handle, account_id, kind, via_link, joined_seq, reads_from, read_seq), UPDATE (read_seq)
  ON participant TO kring_realtime;
GRANT EXECUTE ON FUNCTION send_batch_v1 TO kring_realtime;
