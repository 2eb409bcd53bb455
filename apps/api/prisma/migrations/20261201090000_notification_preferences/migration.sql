-- What each account chose about notifications (N-03), and what of it waits for its time. Only what differs from the defaults is kept.
CREATE TABLE notification_choice (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  kind text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('mail', 'push')),
  choice text NOT NULL CHECK (choice IN ('at-once', 'hourly', 'daily', 'never')),
  PRIMARY KEY (account_id, kind, channel)
);
-- Minutes of the day.
CREATE TABLE notification_setting (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until smallint CHECK (quiet_until BETWEEN 0 AND 1439),
  time_zone text NOT NULL,
  discreet boolean NOT NULL DEFAULT false,
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);

-- A mail that is to go with others, or after quiet hours. Whoever sends it deletes the row in the transaction that queues the mail.
CREATE TABLE waiting_mail (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  kind text NOT NULL,
  notification_id uuid UNIQUE REFERENCES notification ON DELETE CASCADE,
  -- Of messages that are unread: there is no notification of them.
  conversation_id uuid,
  due_at timestamptz(3) NOT NULL,
  CHECK ((notification_id IS NULL) <> (conversation_id IS NULL)),
  UNIQUE (account_id, conversation_id)
);
CREATE INDEX waiting_mail_due ON waiting_mail (due_at);

-- What a link in a mail may switch off without a session: these kinds of this account, nothing else.
CREATE TABLE unsubscribe_link (
  token_hash text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  kinds text[] NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX unsubscribe_link_account ON unsubscribe_link (account_id);
CREATE INDEX unsubscribe_link_expires ON unsubscribe_link (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON notification_choice, notification_setting, waiting_mail, unsubscribe_link TO kring_api;
