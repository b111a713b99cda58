#!/usr/bin/env bash
# Neovim and Emacs, without a window: each shows a diagnostic and applies its fix.
#
# CITELINT names the program (target/debug/citelint, built first if it is not set); NVIM and EMACS
# name the editors. An editor that is not installed is skipped.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
if [[ -z ${CITELINT:-} ]]; then
  cargo build --locked --manifest-path "$ROOT/Cargo.toml"
  CITELINT=${CARGO_TARGET_DIR:-$ROOT/target}/debug/citelint
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PAGE=$folder/tower.wiki

# The fault stands behind an emoji and a combining mark, where each way to count characters gives
# another column, and its lines end as on Windows.
write_page() {
  printf '== Mill ==\r\n🗼 E\xcc\x81tienne.<ref>{{cite book |tilte=Mill |last=Orme |year=1904}}</ref>\r\n\r\n{{reflist}}\r\n' > "$PAGE"
}
RULE=cite-unknown-parameter
# shellcheck disable=SC2016 # these back-quotes are part of the message
MESSAGE='no parameter `tilte`'
MARKED=tilte
FIXED='|title=Mill'
export ROOT CITELINT PAGE RULE MESSAGE MARKED FIXED

tried=0
try() {
  local name=$1 editor=$2
  shift 2
  if ! command -v "$editor" > /dev/null; then
    printf 'skipped: %s is not installed\n' "$name"
    return
  fi
  write_page
  timeout 90 "$editor" "$@"
  tried=$((tried + 1))
}

try neovim "${NVIM:-nvim}" --headless -u NONE -S "$ROOT/tests/editors/neovim.lua"
try emacs "${EMACS:-emacs}" --batch --no-init-file --load "$ROOT/tests/editors/emacs.el"
printf '%d passed, 0 failed\n' "$tried"
