-- V-09: send_batch_v3 does the same, by plans that stay right. Those made while there was nothing looked through every file that was not yet
-- sent, and for an earlier copy of a message through everybody who ever wrote in its conversation.

CREATE OR REPLACE FUNCTION send_batch_v3(_kind text[], _conv uuid[], _account uuid[], _cid uuid[], _body bytea[], _ref int[], _files text[])
RETURNS TABLE (ord int, seq int, at timestamptz, sender text, fresh boolean, refused text, files jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- A plan that was made while the tables were empty is kept for long: it has to be the right one for full tables too. So with OFFSET 0
-- an entry is found by all of its key, not by the conversation's part of an index; with coalesce files by id, not among all unsent ones.
SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  i int;
  _wanted uuid[];
  _own text;
  _deleted boolean;
  _c uuid;
  _head int;
  _open boolean;
  -- Of the last message whose number does not stand in its conversation yet.
  _said timestamptz;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'send_batch_v3 needs READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  -- By conversation: locks are taken in one order, so no deadlock, and a head moves once for all that is said there.
  FOR i IN SELECT a.ord::int FROM unnest(_conv) WITH ORDINALITY AS a (conv, ord) ORDER BY a.conv, a.ord LOOP
    ord := i; seq := NULL; at := NULL; sender := NULL; fresh := false; refused := NULL; files := NULL; _own := NULL;
    IF _kind[i] = 'message' AND (_cid[i] IS NULL OR _body[i] IS NULL) THEN
      RAISE EXCEPTION 'A message has an id and a text' USING ERRCODE = 'not_null_violation';
    END IF;

    IF _conv[i] IS DISTINCT FROM _c THEN
      IF _said IS NOT NULL THEN
        UPDATE public.conversation c SET head = _head, last_at = _said WHERE c.id = _c;
        _said := NULL;
      END IF;
      _c := _conv[i];
      -- Each statement below sees what was committed before the lock.
      SELECT c.head, c.closed_at IS NULL INTO _head, _open FROM public.conversation c WHERE c.id = _c FOR NO KEY UPDATE;
    END IF;

    -- Most are nothing but text, from somebody who has had one part. Small statements: to begin one with joins costs more than it does.
    IF _open AND _kind[i] = 'message' AND _ref[i] IS NULL AND _files[i] IS NULL THEN
      SELECT min(p.handle) INTO sender FROM public.participant p
      WHERE p.account_id = _account[i] AND p.conversation_id = _c
      HAVING count(*) = 1 AND bool_and(p.to_seq IS NULL);
      IF sender IS NOT NULL THEN
        at := clock_timestamp();
        INSERT INTO public.entry (conversation_id, seq, kind, sender, client_id, at, body)
        VALUES (_c, _head + 1, 'message', send_batch_v3.sender, _cid[i], send_batch_v3.at, _body[i])
        ON CONFLICT (conversation_id, sender, client_id) DO NOTHING;
        IF FOUND THEN
          -- The number is used up only now, so there are no gaps.
          _head := _head + 1; _said := at;
          seq := _head; fresh := true;
          RETURN NEXT;
          CONTINUE;
        END IF;
      END IF;
      at := NULL; sender := NULL;
    END IF;

    IF _kind[i] = 'message' THEN
      -- By account, not by handle: what was sent before a participation ended is not sent again after a return.
      SELECT e.seq, e.at, e.sender, CASE WHEN e.kind <> 'message' THEN 'already-done' END INTO seq, at, sender, refused
      FROM public.participant p
      CROSS JOIN LATERAL (
        SELECT e.* FROM public.entry e
        WHERE e.conversation_id = p.conversation_id AND e.sender = p.handle AND e.client_id = _cid[i] OFFSET 0
      ) e
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
          WHERE f.id = ANY (_wanted) AND f.conversation_id = _conv[i] AND coalesce(f.seq, 0) = 0 AND f.removed_at IS NULL
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
        CROSS JOIN LATERAL (
          SELECT e.* FROM public.entry e
          WHERE e.conversation_id = p.conversation_id AND e.sender = p.handle AND e.client_id = _cid[i] OFFSET 0
        ) e
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
      SELECT c.id, _head + 1, 'closed', clock_timestamp()
      FROM public.conversation c WHERE c.id = _conv[i] AND c.closed_at IS NULL
      RETURNING e.seq, e.at INTO seq, at;
    ELSE
      INSERT INTO public.entry AS e (conversation_id, seq, kind, sender, client_id, at, body, ref, files)
      SELECT c.id, _head + 1, _kind[i], p.handle, _cid[i], clock_timestamp(),
        CASE WHEN _kind[i] = 'message' THEN _body[i] END,
        _ref[i], send_batch_v3.files
      FROM public.conversation c
      JOIN public.participant p ON p.conversation_id = c.id AND p.account_id = _account[i] AND p.to_seq IS NULL
      WHERE c.id = _conv[i] AND _kind[i] IN ('message', 'joined', 'left', 'edited', 'deleted') AND CASE _kind[i]
        -- A client who was granted access joins a closed conversation too, to read it.
        WHEN 'joined' THEN (c.closed_at IS NULL OR p.kind = 'client') AND p.joined_seq = _head + 1
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
      fresh := true;
      UPDATE public.conversation c
      SET head = send_batch_v3.seq,
        -- What was said before and is changed now makes no conversation the latest.
        last_at = CASE WHEN _kind[i] IN ('edited', 'deleted') THEN coalesce(_said, c.last_at) ELSE send_batch_v3.at END,
        closed_at = CASE WHEN _kind[i] = 'closed' THEN send_batch_v3.at ELSE c.closed_at END,
        roster_version = c.roster_version + CASE WHEN _kind[i] IN ('joined', 'left') THEN 1 ELSE 0 END
      WHERE c.id = _conv[i];
      _head := seq; _open := _open AND _kind[i] <> 'closed'; _said := NULL;
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
  IF _said IS NOT NULL THEN
    UPDATE public.conversation c SET head = _head, last_at = _said WHERE c.id = _c;
  END IF;
END $$;
