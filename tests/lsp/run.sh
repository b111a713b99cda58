#!/usr/bin/env bash
# Talks to the language server as Visual Studio Code, Neovim and Emacs do.
#
#   tests/lsp/run.sh [ARGUMENTS OF PYTEST…]
#
# CITELINT names the program (target/debug/citelint, built first if it is not set). Python
# packages are kept in target/lsp-venv.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if [[ -z ${CITELINT:-} ]]; then
  cargo build --locked --manifest-path "$root/Cargo.toml"
  export CITELINT=${CARGO_TARGET_DIR:-$root/target}/debug/citelint
fi

venv=$root/target/lsp-venv
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/installed.txt"
fi
cd "$here"
export PYTHONDONTWRITEBYTECODE=1
exec "$venv/bin/python" -m pytest "$@"
