-- Devices that are told of notifications by push. A subscription belongs to a session and goes with it, however it ends; a device
-- (an endpoint) tells one account at most. Pushed to only while the session acts as the account that subscribed; with that account it goes,
-- too, whatever its session acts as then.
CREATE TABLE push_subscription (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  session_id uuid NOT NULL UNIQUE REFERENCES session ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  endpoint text NOT NULL UNIQUE CHECK (length(endpoint) <= 1000),
  p256dh text NOT NULL,
  auth text NOT NULL,
  -- The platform's key that the browser subscribed with: with another key its push service takes nothing.
  server_key text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX push_subscription_account ON push_subscription (account_id);

GRANT SELECT, INSERT, DELETE ON push_subscription TO kring_api;
