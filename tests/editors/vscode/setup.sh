#!/usr/bin/env bash
# Installs code-server, which is Visual Studio Code in a browser, from the npm registry into a
# folder. Needs Debian or Ubuntu, root, and about two minutes.
#
#   tests/editors/vscode/setup.sh FOLDER
set -euo pipefail
version=4.100.3
folder=$1

apt-get install --yes --quiet ripgrep libkrb5-dev libsecret-1-dev libx11-dev libxkbfile-dev chromium fonts-noto-color-emoji
mkdir -p "$folder"
cd "$folder"
npm pack "code-server@$version"
tar -xzf "code-server-$version.tgz" --strip-components=1
rm "code-server-$version.tgz"

# The packages that it was locked with, without their install scripts: these would fetch programs
# that Debian has, too.
for part in . lib/vscode lib/vscode/extensions; do
  (cd "$part" && npm install --omit=dev --ignore-scripts)
done
mkdir -p lib/vscode/node_modules/@vscode/ripgrep/bin
ln -sf "$(command -v rg)" lib/vscode/node_modules/@vscode/ripgrep/bin/rg
(cd lib/vscode && npm rebuild @vscode/spdlog native-watchdog @parcel/watcher)
ln -sfn node_modules lib/vscode/node_modules.asar
npm rebuild argon2
