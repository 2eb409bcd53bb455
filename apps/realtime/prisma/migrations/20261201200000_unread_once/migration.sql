-- The scan for unread messages (N-04) looks at what was said since the one before it. Entries are appended as they are said, so a
-- summary of each range of pages finds them, and ends no HOT updates.
CREATE INDEX entry_said ON entry USING brin (at) WITH (autosummarize = on);

-- The last scan of all gateways: when it was, and up to when what was said has been looked at. What was said long before this
-- migration is no news; what was said just before it may not have been told.
CREATE TABLE unread_scan (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  at timestamptz NOT NULL DEFAULT now(),
  until timestamptz NOT NULL
);
INSERT INTO unread_scan (until) VALUES (now() - interval '1 hour');

-- Who has not read what was said at `at` and after in a conversation, until they have, or were mailed about it.
CREATE TABLE unread_waiting (
  account_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (account_id, conversation_id)
);

-- Until when the accounts service was told, for devices, what somebody missed in a conversation; as `unread_told` for mails.
CREATE TABLE unread_missed (
  account_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (account_id, conversation_id)
);

-- Each gateway that runs: how many accounts are online there, since when it has noted them without a break, and when it last did.
-- It takes its row away when it is stopped.
CREATE TABLE gateway_beat (
  gateway uuid PRIMARY KEY,
  online int NOT NULL,
  since timestamptz NOT NULL,
  at timestamptz NOT NULL
) WITH (fillfactor = 70);

GRANT SELECT, UPDATE ON unread_scan TO kring_realtime;
GRANT SELECT, INSERT, UPDATE, DELETE ON unread_waiting, unread_missed, gateway_beat TO kring_realtime;
