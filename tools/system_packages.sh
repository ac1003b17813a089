#!/usr/bin/env bash
# Install the Debian packages of requirements/debian.txt that are missing; without the right to, name them.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
while read -r package probe reason; do
    if [[ -n $package && $package != \#* ]] && ! compgen -G "$probe" >/dev/null; then
        missing+=("$package")
        echo "system: $package is missing: $reason"
    fi
done <requirements/debian.txt

if ((${#missing[@]} == 0)); then
    exit 0
fi
if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    echo "system: to run every check, install as root: apt-get install ${missing[*]}"
fi
