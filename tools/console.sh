#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tools/console.sh [check]: installs what the console is built with, when that changed, and builds it; with `check` it
# also type-checks, lints, tests and makes sure that the API's types are up to date.
set -euo pipefail
cd "$(dirname "$0")/../sync-server/console"
stamp=node_modules/.balieblik-lock
if ! cmp -s package-lock.json "$stamp"; then
    echo "Installing the console's packages (once)"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    cp package-lock.json "$stamp"
fi
if [ "${1:-}" = check ]; then npm run --silent check; fi
newest=$(find src index.html package-lock.json vite.config.ts ../../docs/openapi.json -newer dist/index.html -print -quit 2>/dev/null || true)
if [ ! -f dist/index.html ] || [ -n "$newest" ]; then npm run --silent build; fi
