#!/usr/bin/env bash
# Prepare .venv: Python 3.11 or newer, the installer uv by its hash, all packages by theirs, this project as it stands.
set -euo pipefail
cd "$(dirname "$0")/.."

find_python() {
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "setup: no Python 3.11 or newer found (install it, or set PYTHON=/path/to/python3)" >&2
    exit 1
}

# A folder that was copied or whose Python is gone is made anew.
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "setup: $python cannot make virtual environments (on Debian and Ubuntu: apt-get install python3-venv)" >&2
        exit 1
    fi
    rm -rf .venv
    "$python" -m venv .venv
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON=.venv/bin/python UV_LINK_MODE=copy
.venv/bin/python -m pip install --quiet --require-hashes --requirement requirements/uv.txt
.venv/bin/uv pip install --quiet --require-hashes --requirement requirements/dev.txt
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
# Once, here: a command that may not write beside the sources would do it at each start.
.venv/bin/python -m compileall -q src/tawthiq
.venv/bin/tawthiq --version
