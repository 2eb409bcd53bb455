#!/bin/sh
# Cuts one app out of the repository: <out>/build is what making it needs, <out>/production what running it needs.
# The production lists name no development packages: npm would install some of them as optional peers of others.
set -eu
app=$1
out=$2
export TURBO_TELEMETRY_DISABLED=1
turbo="npm exec --yes -- turbo@$(node -p "require('./package.json').devDependencies.turbo")"
$turbo prune "@kring/$app" --docker --out-dir "$out/build"
$turbo prune "@kring/$app" --docker --production --out-dir "$out/production"
cd "$out/production/json"
npm pkg delete devDependencies --workspaces --include-workspace-root
