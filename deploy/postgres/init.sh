#!/bin/sh
# Runs once, when the volume is empty: two databases, each with an owner for migrations and logins for its service.
# No role may connect to the other's database. What a login may do inside is granted by the migrations.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set accounts_owner="$KRING_ACCOUNTS_OWNER_PASSWORD" \
  --set api="$KRING_API_PASSWORD" \
  --set conversations_owner="$KRING_CONVERSATIONS_OWNER_PASSWORD" \
  --set realtime="$KRING_REALTIME_PASSWORD" \
  --set roster="$KRING_ROSTER_PASSWORD" <<'SQL'
CREATE ROLE kring_accounts_owner LOGIN PASSWORD :'accounts_owner';
CREATE ROLE kring_api LOGIN PASSWORD :'api';
CREATE ROLE kring_conversations_owner LOGIN PASSWORD :'conversations_owner';
CREATE ROLE kring_realtime LOGIN PASSWORD :'realtime';
CREATE ROLE kring_roster LOGIN PASSWORD :'roster';

CREATE DATABASE accounts OWNER kring_accounts_owner;
REVOKE ALL ON DATABASE accounts FROM PUBLIC;
GRANT CONNECT ON DATABASE accounts TO kring_api;

CREATE DATABASE conversations OWNER kring_conversations_owner;
REVOKE ALL ON DATABASE conversations FROM PUBLIC;
GRANT CONNECT ON DATABASE conversations TO kring_realtime, kring_roster;
SQL
