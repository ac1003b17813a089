#!/usr/bin/env bash
# The pages of `tawthiq serve`: `tools/pages.sh build` makes them, `tools/pages.sh check` checks types, client and tests.
# Needs Node 20.19 or newer with npm; without it, it says so and leaves things as they are: everything but the pages works.
set -euo pipefail
cd "$(dirname "$0")/../ui"

if ! command -v npm >/dev/null || ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
    echo "pages: not made: they need Node 20.19 or newer with npm, here is $(node --version 2>/dev/null || echo none) (Debian 13 and later: apt-get install nodejs npm)" >&2
    exit 3
fi

if [[ ! node_modules/.package-lock.json -nt package-lock.json ]]; then
    npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
fi
case ${1:-build} in
    build) npm run --silent build -- --logLevel warn ;;
    check)
        npm run --silent check
        npm run --silent test
        ;;
    *)
        echo "usage: tools/pages.sh [build|check]" >&2
        exit 2
        ;;
esac
