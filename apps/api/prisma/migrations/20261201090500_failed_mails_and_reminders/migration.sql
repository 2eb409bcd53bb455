-- Mails that could not be delivered, until somebody sends them again or their time is over. What is to be done is kept as the job had it.
CREATE TABLE failed_mail (
  -- Of the job: the Message-ID stays the same when it is sent again.
  id uuid PRIMARY KEY,
  queue text NOT NULL,
  payload jsonb NOT NULL,
  account_id uuid REFERENCES account ON DELETE CASCADE,
  link_id uuid REFERENCES related_person_link ON DELETE CASCADE,
  reason text NOT NULL CHECK (reason IN ('refused', 'unreachable')),
  failed_at timestamptz(3) NOT NULL DEFAULT now(),
  resent_at timestamptz(3)
);
CREATE INDEX failed_mail_latest ON failed_mail (failed_at DESC, id);
GRANT SELECT, INSERT, UPDATE, DELETE ON failed_mail TO kring_api;

-- How often somebody was reminded of a task that is open, and when last.
ALTER TABLE task
  ADD COLUMN reminders smallint NOT NULL DEFAULT 0 CHECK (reminders BETWEEN 0 AND 3),
  ADD COLUMN reminded_at timestamptz(3);
CREATE INDEX task_to_remind ON task (created_at) WHERE done_at IS NULL AND reminders < 3;
