#!/bin/sh
# Writes .env from .env.example and fills in every secret that is empty; an existing .env only gets what it lacks.
set -eu
cd "$(dirname "$0")/.."
umask 077
[ -e .env ] || cp .env.example .env

key=$(openssl genpkey -algorithm ed25519)
private=$(printf '%s\n' "$key" | openssl base64 -A)
public=$(printf '%s\n' "$key" | openssl pkey -pubout | openssl base64 -A)

# A pair belongs together: half of one is left alone.
if grep -q '^TOKEN_PRIVATE_KEY=$' .env && grep -q '^TOKEN_PUBLIC_KEYS=$' .env; then
  sed "s|^TOKEN_PRIVATE_KEY=\$|TOKEN_PRIVATE_KEY=$private|; s|^TOKEN_PUBLIC_KEYS=\$|TOKEN_PUBLIC_KEYS=$public|" .env > .env.new
  mv .env.new .env
fi
# Browsers subscribe with it: another one ends every subscription.
if grep -q '^PUSH_PRIVATE_KEY=$' .env; then
  push=$(openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl base64 -A)
  sed "s|^PUSH_PRIVATE_KEY=\$|PUSH_PRIVATE_KEY=$push|" .env > .env.new
  mv .env.new .env
fi
for name in $(sed -nE 's/^([A-Z_]*(PASSWORD|TOKEN|SECRET))=$/\1/p' .env); do
  sed "s|^$name=\$|$name=k$(openssl rand -hex 24)|" .env > .env.new
  mv .env.new .env
done
echo "The secrets are in .env. Set the addresses and names in it, then: docker compose up --build"
