-- One random value per database, mixed with the cluster and its timeline: a restore to a point in time, a fail-over
-- and a dump loaded elsewhere each change what read_incarnation() gives.
CREATE TABLE incarnation (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO incarnation DEFAULT VALUES;

-- The timeline is taken from the WAL being written: pg_control_checkpoint() still shows the old one right after a promotion.
CREATE FUNCTION read_incarnation() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT encode(substr(sha256(convert_to(
    i.id::text || ':' || s.system_identifier::text || ':' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), 'UTF8'
  )), 1, 16), 'hex')::uuid
  FROM incarnation i, pg_control_system() s
$$;
-- The service's role needs: SELECT on incarnation, EXECUTE on read_incarnation().
