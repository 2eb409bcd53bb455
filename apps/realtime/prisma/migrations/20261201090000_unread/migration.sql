-- When an account was last online, on any gateway; for mails about unread messages (N-04) and for nothing that anybody is shown.
CREATE TABLE account_seen (
  account_id uuid PRIMARY KEY,
  at timestamptz NOT NULL
) WITH (fillfactor = 70);

-- Until when the accounts service was told what somebody has not read in a conversation.
CREATE TABLE unread_told (
  account_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (account_id, conversation_id)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON account_seen, unread_told TO kring_realtime;
