#!/usr/bin/env bash
# Pin the newest packages that pyproject.toml allows, with hashes for every platform, and no address of an index.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-package tawthiq "$@"
}
lock requirements/uv.in --output-file requirements/uv.txt
lock pyproject.toml --extra dev --output-file requirements/dev.txt
if command -v npm >/dev/null; then
    (cd ui && npm run --silent lock)
else
    echo "lock: the pages' packages stay as they are: no npm here" >&2
fi
