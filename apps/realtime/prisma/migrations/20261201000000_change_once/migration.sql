-- V-09: a change of a message happens once, however often it is asked for: it may carry a client-made id, as a message does.

-- Not checked against what is there already: whatever fitted the narrower rule fits this one.
ALTER TABLE entry
  DROP CONSTRAINT entry_check1,
  ADD CONSTRAINT entry_client_id CHECK (CASE WHEN client_id IS NULL THEN kind <> 'message' ELSE kind IN ('message', 'edited', 'deleted') END)
    NOT VALID;

-- Gives the next numbers. One call is one round trip and one commit; one refusal leaves its neighbours alone.
CREATE FUNCTION send_batch_v3(_kind text[], _conv uuid[], _account uuid[], _cid uuid[], _body bytea[], _ref int[], _files text[])
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
    RAISE EXCEPTION 'send_batch_v3 needs READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
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
      SELECT e.seq, e.at, e.sender, CASE WHEN e.kind <> 'message' THEN 'already-done' END INTO seq, at, sender, refused
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
      -- The same change again gets its first number, whatever became of the message since; an id of something else is no retry.
      IF _cid[i] IS NOT NULL THEN
        SELECT e.seq, e.at, e.sender, CASE WHEN (e.kind, e.ref) IS DISTINCT FROM (_kind[i], _ref[i]) THEN 'already-done' END
        INTO seq, at, sender, refused
        FROM public.participant p
        JOIN public.entry e ON e.conversation_id = p.conversation_id AND e.sender = p.handle AND e.client_id = _cid[i]
        WHERE p.conversation_id = _conv[i] AND p.account_id = _account[i];
        IF FOUND THEN
          RETURN NEXT;
          CONTINUE;
        END IF;
      END IF;

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
        _ref[i], send_batch_v3.files
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
        last_at = CASE WHEN _kind[i] IN ('edited', 'deleted') THEN c.last_at ELSE send_batch_v3.at END,
        closed_at = CASE WHEN _kind[i] = 'closed' THEN send_batch_v3.at ELSE c.closed_at END,
        roster_version = c.roster_version + CASE WHEN _kind[i] IN ('joined', 'left') THEN 1 ELSE 0 END
      WHERE c.id = _conv[i];
      IF files IS NOT NULL THEN
        UPDATE public.attachment f SET seq = send_batch_v3.seq WHERE f.id = ANY (_wanted);
      END IF;
      IF _kind[i] = 'edited' THEN
        UPDATE public.entry e SET body = _body[i], edited_at = send_batch_v3.at
        WHERE e.conversation_id = _conv[i] AND e.seq = _ref[i];
      ELSIF _kind[i] = 'deleted' THEN
        UPDATE public.entry e SET body = NULL, files = NULL, edited_at = NULL, deleted = true
        WHERE e.conversation_id = _conv[i] AND e.seq = _ref[i];
        UPDATE public.attachment f SET removed_at = send_batch_v3.at WHERE f.conversation_id = _conv[i] AND f.seq = _ref[i];
        -- V-08: what a professional takes away is logged by the accounts service, without the text.
        INSERT INTO public.outbox (event_id, type, at, payload)
        SELECT gen_random_uuid(), 'message-deleted.v1', clock_timestamp(),
          jsonb_build_object('conversationId', c.id, 'accountId', p.account_id, 'clientId', c.about_client)
        FROM public.participant p JOIN public.conversation c ON c.id = p.conversation_id
        WHERE p.conversation_id = _conv[i] AND p.handle = send_batch_v3.sender AND p.kind = 'professional';
      END IF;
      IF _kind[i] = 'left' THEN
        UPDATE public.participant p SET to_seq = send_batch_v3.seq, left_at = send_batch_v3.at
        WHERE p.conversation_id = _conv[i] AND p.handle = send_batch_v3.sender;
      END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- As send_batch_v2, which stays for gateways that were not yet replaced. They give a change no id, so theirs may happen twice.
GRANT EXECUTE ON FUNCTION send_batch_v3 TO kring_realtime;
