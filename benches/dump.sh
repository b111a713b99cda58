#!/usr/bin/env bash
# How fast dumps are linted: makes one of so many MB (1,000 unless told) by repeating the articles of
# ../shared, or the samples, under new titles; compresses it in every way; and lints each with one
# thread and with two. Needs python3, and zstd for that format. FORMATS="xml xml.gz" measures only
# these. With KILLS=10, also kills a run on each so often, at moments drawn from the time that an
# undisturbed run takes, resumes it each time, and compares what comes out.
#
#   cargo build --release && benches/dump.sh [MB] [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
megabytes=${1:-1000}
folder=${2:-${TMPDIR:-/tmp}/citelint-dump}
formats=${FORMATS:-xml xml.bz2 xml.gz xml.zst}
citelint=${CITELINT:-target/release/citelint}
articles=../shared/data/articles
[[ -d $articles ]] || articles=samples
mkdir -p "$folder"

python3 - "$megabytes" "$folder" "$articles" "$formats" <<'PYTHON'
import bz2, contextlib, gzip, pathlib, sys
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
formats = sys.argv[4].split()
size, number = 0, 0
with contextlib.ExitStack() as files:
    plain = files.enter_context(open(folder / "dump.xml", "wb"))
    writers = [plain.write]
    if "xml.bz2" in formats:
        streams = files.enter_context(open(folder / "dump.xml.bz2", "wb"))
        writers.append(lambda part: streams.write(bz2.compress(part)))
    if "xml.gz" in formats:
        writers.append(files.enter_context(gzip.open(folder / "dump.xml.gz", "wb", 6)).write)

    def write(part):
        for writer in writers:
            writer(part)

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
if [[ " $formats " == *" xml.zst "* ]] && command -v zstd > /dev/null; then
  zstd -q -f -3 "$folder/dump.xml" -o "$folder/dump.xml.zst"
fi

# Not a function: in the background that would be a shell, whose memory is not what is asked for.
lint=("$citelint" dump --isolated --today 2026-01-31)
for format in $formats; do
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

((${KILLS:-0})) || exit 0
now() { printf '%s' "${EPOCHREALTIME/[.,]/}"; }
for format in $formats; do
  dump=$folder/dump.$format
  [[ -f $dump ]] || continue
  rm -f "$folder"/{a,b}{,.checkpoint,.json}
  start=$(now)
  "${lint[@]}" "$dump" --quiet --output "$folder/a" --summary "$folder/a.json" || true
  whole=$(($(now) - start))
  before=0 killed=0
  # 30 bits of chance each, as microseconds in the run.
  moments=$(for ((kill = 0; kill < KILLS; kill++)); do
    echo $(((RANDOM << 15 | RANDOM) % whole))
  done | sort -n)
  for moment in $moments; do
    "${lint[@]}" "$dump" --quiet --output "$folder/b" --summary "$folder/b.json" --resume & pid=$!
    sleep "$(((moment - before) / 1000000)).$(printf '%06d' $(((moment - before) % 1000000)))"
    before=$moment
    kill -9 "$pid" 2> /dev/null || true
    status=0
    wait "$pid" 2> /dev/null || status=$?
    ((status == 137)) || break
    killed=$((killed + 1))
  done
  [[ -f $folder/b.json ]] ||
    "${lint[@]}" "$dump" --quiet --output "$folder/b" --summary "$folder/b.json" --resume || true
  cmp "$folder/a" "$folder/b"
  cmp "$folder/a.json" "$folder/b.json"
  printf '\ndump.%s: killed %s times and resumed: the same %s bytes\n' \
    "$format" "$killed" "$(stat -c %s "$folder/a")"
done
