#!/usr/bin/env bash
# Code the demo reports and show the table; make a project of them, coded and linked, one event half
# done; on a terminal, serve it.
# Elsewhere, as in CI, it ends after saying what to run next. DEMO_PORT chooses another port.
set -euo pipefail
cd "$(dirname "$0")/.."

tawthiq=.venv/bin/tawthiq
reports=src/tawthiq/resources/demo/reports.jsonl
project=build/demo
port=${DEMO_PORT:-8000}
password="a demo, not a secret"  # the project holds invented reports only, and is served to this machine alone

"$tawthiq" code "$reports" --format table

mkdir -p build
if [[ ! -f $project/.made ]]; then
    rm -rf "$project"
    "$tawthiq" init "$project" --name demo --collector demo
    "$tawthiq" collect --project "$project" "$reports"
    "$tawthiq" link --project "$project"
    TAWTHIQ_PASSWORD=$password "$tawthiq" user add demo --role admin --language en --project "$project"
    .venv/bin/python tools/begin_demo.py "$project" demo
    touch "$project/.made"
fi
address=http://127.0.0.1:$port/desk/demo-01/0  # the event that begin_demo.py leaves half done

if [[ -t 0 && -t 1 ]]; then
    echo "Open $address" >&2
    echo "Sign in as \"demo\" with the password \"$password\"." >&2
    exec "$tawthiq" serve --project "$project" --port "$port"
fi
echo "next: $tawthiq serve --project $project --port $port"
echo "      then open $address and sign in as \"demo\" with the password \"$password\""
