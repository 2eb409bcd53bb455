-- Names of people and screen names of links. kring_realtime may write them by two functions and can't read them;
-- kring_roster reads what V-03 lets one viewer know in one conversation, and nothing when it names neither.
CREATE SCHEMA identity;
CREATE TABLE identity.person (account_id uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE identity.link_name (link_id uuid PRIMARY KEY, screen_name text NOT NULL);
ALTER TABLE identity.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.link_name ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION identity.viewer() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('kring.viewer', true), '')::uuid
$$;
CREATE FUNCTION identity.conversation() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('kring.conversation', true), '')::uuid
$$;

-- Professionals, clients and inviters are known to whoever talks with them; a related person to themself, to the client of
-- the link via which they take part in this conversation, and to the therapist whose own invitation that link is.
CREATE POLICY entitled ON identity.person FOR SELECT TO kring_roster USING (EXISTS (
  SELECT FROM public.participant v
  JOIN public.conversation c ON c.id = v.conversation_id
  JOIN public.participant p ON p.conversation_id = v.conversation_id AND (p.to_seq IS NULL OR p.to_seq >= v.reads_from)
  LEFT JOIN public.link l ON l.id = p.via_link
  WHERE v.conversation_id = identity.conversation() AND v.account_id = identity.viewer() AND v.to_seq IS NULL
    AND (
      c.about_client = person.account_id
      OR l.inviter_id = person.account_id
      OR (p.account_id = person.account_id AND (
        p.kind <> 'related-person' OR v.account_id IN (p.account_id, l.client_id, l.inviter_id)
      ))
    )
));

CREATE POLICY entitled ON identity.link_name FOR SELECT TO kring_roster USING (EXISTS (
  SELECT FROM public.participant v
  JOIN public.participant p ON p.conversation_id = v.conversation_id AND (p.to_seq IS NULL OR p.to_seq >= v.reads_from)
  WHERE v.conversation_id = identity.conversation() AND v.account_id = identity.viewer() AND v.to_seq IS NULL
    AND p.via_link = link_name.link_id
));

-- What renderRoster needs, conversation by conversation: a name that is known in one stays hidden in the next.
CREATE FUNCTION identity.roster_facts_v1(_viewer uuid, _conversations uuid[])
RETURNS TABLE (
  conversation_id uuid, roster_version int, about_client uuid, about_name text, manager text,
  handle text, account_id uuid, kind text, name text, roles text[],
  via_link uuid, via_client uuid, inviter_id uuid, inviter_kind text, inviter_name text, screen_name text,
  joined_seq int, reads_from int, to_seq int, joined_at timestamptz, left_at timestamptz
) LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
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
        p.joined_seq, p.reads_from, p.to_seq, p.joined_at, p.left_at
      FROM public.conversation c
      JOIN public.participant p ON p.conversation_id = c.id
      LEFT JOIN public.account a ON a.id = p.account_id
      LEFT JOIN public.link l ON l.id = p.via_link
      LEFT JOIN identity.person own ON own.account_id = p.account_id
      LEFT JOIN identity.person about ON about.account_id = c.about_client
      LEFT JOIN identity.person inviter ON inviter.account_id = l.inviter_id
      LEFT JOIN identity.link_name screen ON screen.link_id = l.id
      WHERE c.id = _conversation AND EXISTS (
        SELECT FROM public.participant v
        WHERE v.conversation_id = c.id AND v.account_id = _viewer AND v.to_seq IS NULL
      );
  END LOOP;
  PERFORM set_config('kring.viewer', '', true), set_config('kring.conversation', '', true);
END $$;

-- Both give the ids whose name is now another one; a null name is none.
CREATE FUNCTION put_people_v1(_ids uuid[], _names text[]) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO identity.person AS p (account_id, name) SELECT * FROM unnest(_ids, _names)
  ON CONFLICT (account_id) DO UPDATE SET name = excluded.name WHERE p.name <> excluded.name
  RETURNING p.account_id
$$;
CREATE FUNCTION put_link_names_v1(_ids uuid[], _names text[]) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH given AS (SELECT * FROM unnest(_ids, _names) AS g (link_id, screen_name)),
  gone AS (
    DELETE FROM identity.link_name n USING given g WHERE n.link_id = g.link_id AND g.screen_name IS NULL
    RETURNING n.link_id
  ),
  put AS (
    INSERT INTO identity.link_name AS n (link_id, screen_name) SELECT * FROM given WHERE screen_name IS NOT NULL
    ON CONFLICT (link_id) DO UPDATE SET screen_name = excluded.screen_name WHERE n.screen_name <> excluded.screen_name
    RETURNING n.link_id
  )
  SELECT link_id FROM gone UNION ALL SELECT link_id FROM put
$$;

GRANT EXECUTE ON FUNCTION put_people_v1, put_link_names_v1 TO kring_realtime;
GRANT USAGE ON SCHEMA identity TO kring_roster;
GRANT SELECT ON identity.person, identity.link_name, conversation, participant, link, account TO kring_roster;
GRANT EXECUTE ON FUNCTION identity.viewer, identity.conversation, identity.roster_facts_v1 TO kring_roster;
