#!/bin/sh
# Bring a virtual environment up to one of the locks beside this script.
#
#   PYTHON=python3 sh requirements/install.sh .venv base|test|dev
#
# Each lock contains the one before it. Nothing is done where nothing changed.
set -eu

venv=$1
name=$2
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}

fail() {
    echo "$*" >&2
    exit 1
}

make_venv() {
    "$python" -m venv --clear "$venv" >"$log" 2>&1 && "$venv/bin/python" -m pip --version >>"$log" 2>&1
}

# ── The environment ─────────────────────────────────────────────────────────────────────────────

if ! "$venv/bin/python" -c "import pip" >/dev/null 2>&1; then
    command -v "$python" >/dev/null ||
        fail "Python 3.11 or newer is needed, and '$python' is not there: install it, or name it with PYTHON=."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Python 3.11 or newer is needed, and '$python' is $("$python" --version 2>&1): name another with PYTHON=."
    echo "Making $venv with $("$python" --version)" >&2
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    if ! make_venv; then
        # Debian and Ubuntu keep this part of Python in a package of its own.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            echo "Installing python3-venv" >&2
            { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y python3-venv; } >/dev/null ||
                fail "Python cannot make virtual environments: install python3-venv and python3-pip."
            make_venv || { cat "$log" >&2; fail "Python cannot make virtual environments."; }
        else
            cat "$log" >&2
            fail "Python cannot make virtual environments: install python3-venv and python3-pip (Debian, Ubuntu: 'sudo apt-get install python3-venv python3-pip')."
        fi
    fi
fi

# ── The packages ────────────────────────────────────────────────────────────────────────────────

stamp=$venv/.installed
sum() { cksum <"$here/$1.txt"; }

if [ "$(sed -n "s/^$name //p" "$stamp" 2>/dev/null)" = "$(sum "$name")" ]; then
    exit 0
fi
echo "Installing requirements/$name.txt" >&2
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
    --require-hashes --requirement "$here/$name.txt"
: >"$stamp"
for lock in base test dev; do
    echo "$lock $(sum "$lock")" >>"$stamp"
    [ "$lock" = "$name" ] && break
done
