#!/usr/bin/env bash
# Packs the extension, installs it in a real Visual Studio Code, and uses it there.
#
#   tests/editors/vscode/run.sh [--screenshots FOLDER]
#
# CITELINT names the program (target/debug/citelint, built first if it is not set), CODE_SERVER the
# folder of setup.sh, which is run if the folder is absent, CHROMIUM the browser.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
if [[ -z ${CITELINT:-} ]]; then
  cargo build --locked --manifest-path "$root/Cargo.toml"
  CITELINT=${CARGO_TARGET_DIR:-$root/target}/debug/citelint
fi
export CITELINT
export CODE_SERVER=${CODE_SERVER:-${XDG_CACHE_HOME:-$HOME/.cache}/citelint/code-server}
[[ -f $CODE_SERVER/out/node/entry.js ]] || "$here/setup.sh" "$CODE_SERVER"

(cd "$root/editors/vscode" && npm ci && npm run package -- --out "$root/target/citelint.vsix")
(cd "$here" && npm install)
VSIX=$root/target/citelint.vsix exec node "$here/run.mjs" "$@"
