-- What somebody's devices were last told, or are to be told, that is unread in conversations (N-03): there is no notification of it. The
-- id is all that a push says.
CREATE TABLE missed_push (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  conversation_ids uuid[] NOT NULL,
  due_at timestamptz(3) NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON missed_push TO kring_api;
