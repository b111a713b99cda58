#!/usr/bin/env bash
# How fast dumps are linted: makes one of so many MB (1,000 unless told) by repeating the articles of
# ../shared, or the samples, under new titles; compresses it in every way; and lints each with one
# thread and with two. Needs python3, and zstd for that format. With KILLS=10, also kills a run so
# often at random moments and compares what comes out.
#
#   cargo build --release && benches/dump.sh [MB] [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
megabytes=${1:-1000}
folder=${2:-${TMPDIR:-/tmp}/citelint-dump}
citelint=${CITELINT:-target/release/citelint}
articles=../shared/data/articles
[[ -d $articles ]] || articles=samples
mkdir -p "$folder"

python3 - "$megabytes" "$folder" "$articles" <<'PYTHON'
import bz2, gzip, pathlib, sys
from xml.sax.saxutils import escape

limit, folder, articles = int(sys.argv[1]) * 1_000_000, pathlib.Path(sys.argv[2]), sys.argv[3]
texts = [path.read_bytes().decode() for path in sorted(pathlib.Path(articles).rglob("*.wiki"))]
texts = [(len(it.encode()), escape(it, {'"': "&quot;"})) for it in texts]
header = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo><namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
"""
page = """  <page>
    <title>Page {n}</title>
    <ns>0</ns>
    <id>{n}</id>
    <revision>
      <id>{n}</id>
      <timestamp>2026-01-01T00:00:00Z</timestamp>
      <contributor><username>Example</username><id>1</id></contributor>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text bytes="{bytes}" xml:space="preserve">{text}</text>
    </revision>
  </page>
"""
size, number = 0, 0
with (
    open(folder / "dump.xml", "wb") as plain,
    open(folder / "dump.xml.bz2", "wb") as streams,
    gzip.open(folder / "dump.xml.gz", "wb", 6) as zipped,
):
    def write(part):
        plain.write(part)
        streams.write(bz2.compress(part))
        zipped.write(part)

    write(header.encode())
    while size < limit:
        group = b""
        for number in range(number + 1, number + 101):
            length, text = texts[number % len(texts)]
            group += page.format(n=number, bytes=length, text=text).encode()
        write(group)
        size += len(group)
    write(b"</mediawiki>\n")
PYTHON
command -v zstd > /dev/null && zstd -q -f -3 "$folder/dump.xml" -o "$folder/dump.xml.zst"

# Not a function: in the background that would be a shell, whose memory is not what is asked for.
lint=("$citelint" dump --isolated --today 2026-01-31)
for format in xml xml.bz2 xml.gz xml.zst; do
  dump=$folder/dump.$format
  [[ -f $dump ]] || continue
  for threads in 1 2; do
    printf '\n%s, %s bytes, --threads %s\n' "dump.$format" "$(stat -c %s "$dump")" "$threads"
    TIMEFORMAT='%R s, %U s of processor time'
    time { "${lint[@]}" "$dump" --threads "$threads" > "$folder/found" 2> "$folder/log" & pid=$!
      peak=0
      while [[ -r /proc/$pid/status ]]; do
        now=$(awk '/VmHWM/ { print $2 }' "/proc/$pid/status" 2> /dev/null) || true
        peak=${now:-$peak}
        sleep 0.05
      done
      wait "$pid" || true
    }
    printf 'peak memory %s MiB\n' "$((peak / 1024))"
    tail -n 1 "$folder/log"
  done
done

if ((${KILLS:-0})); then
  dump=$folder/dump.xml.bz2
  rm -f "$folder"/{a,b}{,.checkpoint,.json}
  SECONDS=0
  "${lint[@]}" "$dump" --quiet --output "$folder/a" --summary "$folder/a.json" || true
  most=$((SECONDS * 2 / KILLS + 1))
  for ((kill = 1; kill <= KILLS; kill++)); do
    "${lint[@]}" "$dump" --quiet --output "$folder/b" --summary "$folder/b.json" --resume & pid=$!
    sleep "$((RANDOM % most)).$((RANDOM % 1000))"
    kill -9 "$pid" 2> /dev/null || break
    wait "$pid" 2> /dev/null || true
  done
  [[ -f $folder/b.json ]] ||
    "${lint[@]}" "$dump" --quiet --output "$folder/b" --summary "$folder/b.json" --resume || true
  cmp "$folder/a" "$folder/b"
  cmp "$folder/a.json" "$folder/b.json"
  printf '\nkilled %s times and resumed: the same bytes\n' "$((kill - 1))"
fi
