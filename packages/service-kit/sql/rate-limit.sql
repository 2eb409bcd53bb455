-- Table of rate-limiter-flexible (createPostgresLimiter). UNLOGGED: losing counts in a crash only forgives.
CREATE UNLOGGED TABLE rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
-- The service's role needs: SELECT, INSERT, UPDATE, DELETE on rate_limit.
