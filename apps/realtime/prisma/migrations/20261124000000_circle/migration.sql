-- Messages are changed, deleted and carry files; people start, add, leave, propose, and ask for access.

-- R-03: for those who write to a professional.
ALTER TABLE account
  ADD COLUMN absent_from date,
  ADD COLUMN absent_until date,
  ADD COLUMN absence_note text,
  ADD COLUMN covering_id uuid,
  ADD CHECK ((absent_from IS NULL) = (absent_until IS NULL) AND (absent_from IS NULL) = (absence_note IS NULL));
CREATE INDEX account_covering ON account (covering_id) WHERE covering_id IS NOT NULL;

-- keeps_history: left of their own will and still tied, so that what was said up to then stays readable (V-07).
-- shows_name: a related person showed their name to everybody here.
ALTER TABLE participant
  ADD COLUMN keeps_history boolean NOT NULL DEFAULT false CHECK (NOT keeps_history OR to_seq IS NOT NULL),
  ADD COLUMN shows_name boolean NOT NULL DEFAULT false CHECK (NOT shows_name OR kind = 'related-person'),
  -- Of who left of their own will: the topic as it was then.
  ADD COLUMN kept_topic text CHECK (kept_topic IS NULL OR keeps_history);

-- V-05: with a client in it a conversation is about that client.
UPDATE conversation c SET about_client = p.account_id FROM participant p
WHERE c.about_client IS NULL AND p.conversation_id = c.id AND p.kind = 'client';

-- What an account may read: the entries of a conversation from one number to another, once for each of their parts in it.
CREATE VIEW reading AS
  SELECT conversation_id, account_id, handle, reads_from, coalesce(to_seq, 2147483647) AS reads_to
  FROM participant WHERE to_seq IS NULL OR keeps_history;

-- A file is stored before its message; seq is the message's. The bytes lie elsewhere, under its id.
CREATE TABLE attachment (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversation,
  handle text NOT NULL,
  seq int,
  kind text NOT NULL CHECK (kind IN ('image', 'pdf', 'text', 'document')),
  type text NOT NULL,
  -- Null where not everybody may know the sender.
  name text,
  size int NOT NULL CHECK (size > 0),
  width int,
  height int,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Its bytes are to be removed, or were.
  removed_at timestamptz,
  FOREIGN KEY (conversation_id, handle) REFERENCES participant
);
CREATE INDEX attachment_message ON attachment (conversation_id, seq) WHERE seq IS NOT NULL;
CREATE INDEX attachment_unsent ON attachment (created_at) WHERE seq IS NULL;
CREATE INDEX attachment_removed ON attachment (removed_at) WHERE removed_at IS NOT NULL;

-- ref: of a message the one that it answers, of edited and deleted the one that it is about.
ALTER TABLE entry
  ADD COLUMN ref int CHECK (ref < seq),
  ADD COLUMN files jsonb,
  ADD COLUMN edited_at timestamptz,
  DROP CONSTRAINT entry_kind_check,
  ADD CONSTRAINT entry_kind_check CHECK (kind IN ('message', 'joined', 'left', 'closed', 'edited', 'deleted')),
  ADD CHECK (kind IN ('message', 'edited', 'deleted') OR ref IS NULL),
  ADD CHECK (kind NOT IN ('edited', 'deleted') OR ref IS NOT NULL),
  ADD CHECK (kind = 'message' AND NOT deleted OR files IS NULL AND edited_at IS NULL);

-- V-05. One at a time waits for a professional; the application manager may still have earlier ones.
CREATE TABLE access_request (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversation,
  client_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'escalated', 'granted', 'ground-recorded')),
  requested_at timestamptz NOT NULL DEFAULT now(),
  declined_by uuid,
  declined_at timestamptz,
  reason text,
  escalated_at timestamptz,
  escalated_why text CHECK (escalated_why IN ('declined', 'unanswered', 'nobody-left')),
  decided_at timestamptz,
  decided_by uuid,
  -- What the application manager wrote where it stays closed.
  ground text,
  CHECK ((declined_by IS NULL) = (declined_at IS NULL) AND (declined_by IS NULL) = (reason IS NULL)),
  CHECK ((escalated_at IS NULL) = (escalated_why IS NULL)),
  CHECK ((state IN ('granted', 'ground-recorded')) = (decided_at IS NOT NULL)),
  CHECK ((state = 'ground-recorded') = (ground IS NOT NULL))
);
CREATE UNIQUE INDEX access_request_waiting ON access_request (conversation_id) WHERE state = 'requested';
CREATE INDEX access_request_conversation ON access_request (conversation_id, requested_at);
CREATE INDEX access_request_escalated ON access_request (escalated_at, id) WHERE state = 'escalated';
CREATE INDEX access_request_unanswered ON access_request (requested_at) WHERE state = 'requested';

-- V-02. The note is for the manager's eyes and goes when the proposal is answered.
CREATE TABLE participant_proposal (
  id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL REFERENCES conversation,
  handle text NOT NULL,
  whom text CHECK (whom IN ('client', 'inviter')),
  note text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  answered_at timestamptz,
  answer text CHECK (answer IN ('added', 'set-aside')),
  FOREIGN KEY (conversation_id, handle) REFERENCES participant,
  CHECK ((answered_at IS NULL) = (answer IS NULL)),
  CHECK (answered_at IS NULL OR note = '')
);
CREATE INDEX participant_proposal_open ON participant_proposal (conversation_id, at) WHERE answered_at IS NULL;

-- Gives the next numbers. One call is one round trip and one commit; one refusal leaves its neighbours alone.
CREATE FUNCTION send_batch_v2(_kind text[], _conv uuid[], _account uuid[], _cid uuid[], _body bytea[], _ref int[], _files text[])
RETURNS TABLE (ord int, seq int, at timestamptz, sender text, fresh boolean, refused text, files jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- A plan that was made while the tables were empty is kept for long: it has to be the right one for full tables too.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  _wanted uuid[];
  _own text;
  _deleted boolean;
  _now timestamptz;
  _done boolean[] := array_fill(false, ARRAY[coalesce(array_length(_conv, 1), 0)]);
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'send_batch_v2 needs READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  -- Every lock first, in one order: no deadlock, and each statement below sees what was committed before the lock.
  PERFORM FROM public.conversation c WHERE c.id = ANY (_conv) ORDER BY c.id FOR NO KEY UPDATE;

  -- Messages that are nothing but text, all at once, where a conversation gets nothing else: one by one is dearer from four on.
  IF cardinality(_conv) > 3 THEN
    fresh := true;
    -- Once for all of them: under a window function it is not asked in the order of the numbers.
    _now := clock_timestamp();
    FOR ord, seq, at, sender IN
      WITH asked AS (
        SELECT a.*, row_number() OVER (PARTITION BY a.conv, a.account, a.cid ORDER BY a.ord) AS nth,
          bool_and(a.kind = 'message' AND a.ref IS NULL AND a.files IS NULL) OVER (PARTITION BY a.conv) AS plain
        FROM unnest(_kind, _conv, _account, _cid, _body, _ref, _files)
          WITH ORDINALITY AS a (kind, conv, account, cid, body, ref, files, ord)
      ), said AS (
        SELECT a.ord::int, c.id, c.head + row_number() OVER (PARTITION BY c.id ORDER BY a.ord)::int AS seq, p.handle, a.cid,
          _now AS at, a.body
        FROM asked a
        JOIN public.conversation c ON c.id = a.conv AND c.closed_at IS NULL
        JOIN public.participant p ON p.conversation_id = c.id AND p.account_id = a.account AND p.to_seq IS NULL
        WHERE a.plain AND a.nth = 1 AND NOT EXISTS (
          SELECT FROM public.participant o
          JOIN public.entry e ON e.conversation_id = o.conversation_id AND e.sender = o.handle AND e.client_id = a.cid
          WHERE o.conversation_id = a.conv AND o.account_id = a.account
        )
      ), stored AS (
        INSERT INTO public.entry (conversation_id, seq, kind, sender, client_id, at, body)
        SELECT s.id, s.seq, 'message', s.handle, s.cid, s.at, s.body FROM said s
      ), moved AS (
        UPDATE public.conversation c SET head = s.head, last_at = s.last_at
        FROM (SELECT s.id, max(s.seq) AS head, max(s.at) AS last_at FROM said s GROUP BY s.id) s WHERE c.id = s.id
      )
      SELECT s.ord, s.seq, s.at, s.handle FROM said s
    LOOP
      _done[ord] := true;
      RETURN NEXT;
    END LOOP;
  END IF;

  -- The rest one by one: duplicates, refusals, answers, files, changes.
  FOR i IN 1 .. coalesce(array_length(_conv, 1), 0) LOOP
    CONTINUE WHEN _done[i];
    ord := i; seq := NULL; at := NULL; sender := NULL; fresh := false; refused := NULL; files := NULL; _own := NULL;

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

      -- By the part that lasts: an answer to what was said before a pause would tie who came back to who they were.
      IF _ref[i] IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.participant p
        JOIN public.entry e ON e.conversation_id = p.conversation_id AND e.seq >= p.reads_from
        WHERE p.conversation_id = _conv[i] AND p.account_id = _account[i] AND p.to_seq IS NULL
          AND e.seq = _ref[i] AND e.kind = 'message'
      ) THEN
        refused := 'not-found';
        RETURN NEXT;
        CONTINUE;
      END IF;

      _wanted := _files[i]::uuid[];
      IF _wanted IS NOT NULL THEN
        -- The name of a file could tell whose it is: only the files of who is known to all carry theirs.
        WITH f AS (
          SELECT f.*, p.kind AS sender_kind
          FROM public.attachment f
          JOIN public.participant p ON p.conversation_id = f.conversation_id AND p.handle = f.handle
          WHERE f.id = ANY (_wanted) AND f.conversation_id = _conv[i] AND f.seq IS NULL AND f.removed_at IS NULL
            AND p.account_id = _account[i] AND p.to_seq IS NULL
          -- So that a file that is taken back meanwhile is either sent or not there.
          ORDER BY f.id FOR UPDATE OF f
        )
        SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', f.id, 'kind', f.kind, 'type', f.type, 'size', f.size,
          'name', CASE WHEN f.sender_kind <> 'related-person' THEN f.name END, 'width', f.width, 'height', f.height))
          ORDER BY array_position(_wanted, f.id))
        INTO files FROM f;
        IF jsonb_array_length(files) IS DISTINCT FROM cardinality(_wanted) THEN
          files := NULL; refused := 'not-found';
          RETURN NEXT;
          CONTINUE;
        END IF;
      END IF;
    END IF;

    IF _kind[i] IN ('edited', 'deleted') THEN
      -- By handle: who came back under another one is not tied to what they said before.
      SELECT p.handle, e.deleted INTO _own, _deleted
      FROM public.participant p
      JOIN public.entry e ON e.conversation_id = p.conversation_id AND e.sender = p.handle AND e.seq = _ref[i] AND e.kind = 'message'
      WHERE p.conversation_id = _conv[i] AND p.account_id = _account[i] AND p.to_seq IS NULL;
      IF _own IS NULL OR _deleted THEN
        refused := CASE WHEN _own IS NULL THEN 'not-found' ELSE 'already-done' END;
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
      INSERT INTO public.entry AS e (conversation_id, seq, kind, sender, client_id, at, body, ref, files)
      SELECT c.id, c.head + 1, _kind[i], p.handle, _cid[i], clock_timestamp(),
        CASE WHEN _kind[i] = 'message' THEN _body[i] END,
        _ref[i], send_batch_v2.files
      FROM public.conversation c
      JOIN public.participant p ON p.conversation_id = c.id AND p.account_id = _account[i] AND p.to_seq IS NULL
      WHERE c.id = _conv[i] AND _kind[i] IN ('message', 'joined', 'left', 'edited', 'deleted') AND CASE _kind[i]
        -- A client who was granted access joins a closed conversation too, to read it.
        WHEN 'joined' THEN (c.closed_at IS NULL OR p.kind = 'client') AND p.joined_seq = c.head + 1
        WHEN 'left' THEN true
        ELSE c.closed_at IS NULL
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
      SET head = c.head + 1,
        -- What was said before and is changed now makes no conversation the latest.
        last_at = CASE WHEN _kind[i] IN ('edited', 'deleted') THEN c.last_at ELSE send_batch_v2.at END,
        closed_at = CASE WHEN _kind[i] = 'closed' THEN send_batch_v2.at ELSE c.closed_at END,
        roster_version = c.roster_version + CASE WHEN _kind[i] IN ('joined', 'left') THEN 1 ELSE 0 END
      WHERE c.id = _conv[i];
      IF files IS NOT NULL THEN
        UPDATE public.attachment f SET seq = send_batch_v2.seq WHERE f.id = ANY (_wanted);
      END IF;
      IF _kind[i] = 'edited' THEN
        UPDATE public.entry e SET body = _body[i], edited_at = send_batch_v2.at
        WHERE e.conversation_id = _conv[i] AND e.seq = _ref[i];
      ELSIF _kind[i] = 'deleted' THEN
        UPDATE public.entry e SET body = NULL, files = NULL, edited_at = NULL, deleted = true
        WHERE e.conversation_id = _conv[i] AND e.seq = _ref[i];
        UPDATE public.attachment f SET removed_at = send_batch_v2.at WHERE f.conversation_id = _conv[i] AND f.seq = _ref[i];
        -- V-08: what a professional takes away is logged by the accounts service, without the text.
        INSERT INTO public.outbox (event_id, type, at, payload)
        SELECT gen_random_uuid(), 'message-deleted.v1', clock_timestamp(),
          jsonb_build_object('conversationId', c.id, 'accountId', p.account_id, 'clientId', c.about_client)
        FROM public.participant p JOIN public.conversation c ON c.id = p.conversation_id
        WHERE p.conversation_id = _conv[i] AND p.handle = send_batch_v2.sender AND p.kind = 'professional';
      END IF;
      IF _kind[i] = 'left' THEN
        UPDATE public.participant p SET to_seq = send_batch_v2.seq, left_at = send_batch_v2.at
        WHERE p.conversation_id = _conv[i] AND p.handle = send_batch_v2.sender;
      END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

DROP FUNCTION send_batch_v1;

-- The highest number from low - 1 to high whose entry came before a time; high where no time is given. Numbers have no gaps.
CREATE FUNCTION seq_before_v1(_conv uuid, _low int, _high int, _before timestamptz) RETURNS int
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  _below int := _low - 1;
  _top int := _high;
  _middle int := _high;
BEGIN
  WHILE _before IS NOT NULL AND _below < _top LOOP
    IF (SELECT e.at < _before FROM public.entry e WHERE e.conversation_id = _conv AND e.seq = _middle) THEN
      _below := _middle;
    ELSE
      _top := _middle - 1;
    END IF;
    _middle := (_below + _top + 1) / 2;
  END LOOP;
  RETURN _top;
END $$;

-- As before, the only way to an entry; a file gets its message and its end by it.
GRANT EXECUTE ON FUNCTION send_batch_v2, seq_before_v1 TO kring_realtime;
GRANT SELECT, INSERT, DELETE, UPDATE (removed_at) ON attachment TO kring_realtime;
GRANT SELECT ON reading TO kring_realtime;
GRANT SELECT, INSERT, UPDATE ON access_request, participant_proposal TO kring_realtime;
GRANT UPDATE (topic) ON conversation TO kring_realtime;
GRANT UPDATE (keeps_history, kept_topic, shows_name) ON participant TO kring_realtime;

-- Professionals, clients and inviters are known to whoever talks with them; a related person to themself, to the client of
-- the link via which they take part in this conversation, to the therapist whose own invitation that link is, and to all here once
-- they showed their name and while one is in it. Who left of their own will still reads what was there until then.
DROP POLICY entitled ON identity.person;
CREATE POLICY entitled ON identity.person FOR SELECT TO kring_roster USING (EXISTS (
  SELECT FROM public.participant v
  JOIN public.conversation c ON c.id = v.conversation_id
  JOIN public.participant p ON p.conversation_id = v.conversation_id AND (p.to_seq IS NULL OR p.to_seq >= v.reads_from)
    AND (v.to_seq IS NULL OR p.joined_seq <= v.to_seq)
  LEFT JOIN public.link l ON l.id = p.via_link
  LEFT JOIN public.account a ON a.id = p.account_id
  WHERE v.conversation_id = identity.conversation() AND v.account_id = identity.viewer() AND (v.to_seq IS NULL OR v.keeps_history)
    AND (
      c.about_client = person.account_id
      OR l.inviter_id = person.account_id
      OR a.covering_id = person.account_id
      OR (p.account_id = person.account_id AND (
        p.kind <> 'related-person' OR p.shows_name AND v.to_seq IS NULL OR v.account_id IN (p.account_id, l.client_id, l.inviter_id)
      ))
    )
));

DROP POLICY entitled ON identity.link_name;
CREATE POLICY entitled ON identity.link_name FOR SELECT TO kring_roster USING (EXISTS (
  SELECT FROM public.participant v
  JOIN public.participant p ON p.conversation_id = v.conversation_id AND (p.to_seq IS NULL OR p.to_seq >= v.reads_from)
    AND (v.to_seq IS NULL OR p.joined_seq <= v.to_seq)
  WHERE v.conversation_id = identity.conversation() AND v.account_id = identity.viewer() AND (v.to_seq IS NULL OR v.keeps_history)
    AND p.via_link = link_name.link_id
));

-- What renderRoster needs, conversation by conversation: a name that is known in one stays hidden in the next.
CREATE FUNCTION identity.roster_facts_v2(_viewer uuid, _conversations uuid[])
RETURNS TABLE (
  conversation_id uuid, roster_version int, about_client uuid, about_name text, manager text,
  handle text, account_id uuid, kind text, name text, roles text[],
  via_link uuid, via_client uuid, inviter_id uuid, inviter_kind text, inviter_name text, screen_name text,
  joined_seq int, reads_from int, to_seq int, joined_at timestamptz, left_at timestamptz, keeps_history boolean,
  shows_name boolean, absent_from date, absent_until date, absence_note text, covering_name text
) LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
-- As above: what is read is one conversation, however many there are.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE _conversation uuid;
BEGIN
  PERFORM set_config('kring.viewer', _viewer::text, true);
  FOREACH _conversation IN ARRAY _conversations LOOP
    PERFORM set_config('kring.conversation', _conversation::text, true);
    RETURN QUERY
      SELECT c.id, c.roster_version, c.about_client, about.name, c.manager,
        p.handle, p.account_id, p.kind, own.name, a.roles,
        l.id, l.client_id, l.inviter_id, l.inviter_kind, inviter.name, screen.screen_name,
        p.joined_seq, p.reads_from, p.to_seq, p.joined_at, p.left_at, p.keeps_history,
        p.shows_name, a.absent_from, a.absent_until, a.absence_note, covering.name
      FROM public.conversation c
      JOIN public.participant p ON p.conversation_id = c.id
      LEFT JOIN public.account a ON a.id = p.account_id
      LEFT JOIN public.link l ON l.id = p.via_link
      LEFT JOIN identity.person own ON own.account_id = p.account_id
      LEFT JOIN identity.person about ON about.account_id = c.about_client
      LEFT JOIN identity.person inviter ON inviter.account_id = l.inviter_id
      LEFT JOIN identity.person covering ON covering.account_id = a.covering_id
      LEFT JOIN identity.link_name screen ON screen.link_id = l.id
      WHERE c.id = _conversation AND EXISTS (
        SELECT FROM public.participant v
        WHERE v.conversation_id = c.id AND v.account_id = _viewer AND (v.to_seq IS NULL OR v.keeps_history)
      );
  END LOOP;
  PERFORM set_config('kring.viewer', '', true), set_config('kring.conversation', '', true);
END $$;

DROP FUNCTION identity.roster_facts_v1;
GRANT EXECUTE ON FUNCTION identity.roster_facts_v2 TO kring_roster;

-- The name of somebody whose account is deleted (P-03): only of who never took part, so that no roster loses anybody.
CREATE FUNCTION forget_people_v1(_ids uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM identity.person p WHERE p.account_id = ANY (_ids)
    AND NOT EXISTS (SELECT FROM public.participant t WHERE t.account_id = p.account_id)
$$;
REVOKE EXECUTE ON FUNCTION forget_people_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_people_v1 TO kring_realtime;
