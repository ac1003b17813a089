#!/usr/bin/env bash
# Build a wheel for this machine with the coder compiled, into dist/; `tools/native.sh FOLDER` installs it there as well.
# Needs a C compiler and Python's headers; without them it says so (status 3) and leaves things as they are.
set -euo pipefail
cd "$(dirname "$0")/.."

headers=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("include"))')
if ! command -v "${CC:-cc}" >/dev/null || [[ ! -f $headers/Python.h ]]; then
    echo "native: not built: it needs a C compiler and $headers/Python.h (Debian: apt-get install gcc python3-dev)" >&2
    exit 3
fi

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
echo "native: compiling, which takes some minutes" >&2
# From a copy: the compiler leaves its modules beside the sources, where they would be imported in their place.
mkdir "$made/tree"
cp -r src pyproject.toml README.md LICENSE "$made/tree"
HATCH_BUILD_HOOK_ENABLE_MYPYC=1 MYPY_CACHE_DIR=$made/cache \
    .venv/bin/uv build --quiet --wheel --no-build-isolation --python .venv/bin/python \
    --out-dir "$made/wheel" "$made/tree"
mkdir -p dist
cp "$made"/wheel/*.whl dist/
wheel=$(basename "$made"/wheel/*.whl)
if (($# > 0)); then
    rm -rf "$1"
    .venv/bin/uv pip install --quiet --no-deps --python .venv/bin/python --target "$1" "dist/$wheel"
    echo "native: with PYTHONPATH=$1 the compiled coder runs"
else
    echo "native: made dist/$wheel; install it with: pip install 'dist/$wheel'"
fi
