"""Parses pages with one of the Python parsers of wikitext: peer.py NAME PATH…

The same protocol as src/main.rs.
"""

import json
import os
import sys
import time
from pathlib import Path

# To measure how long a start takes, one pass is enough.
ENOUGH = 0 if "PEERS_ONCE" in os.environ else 1.5


def parser(name):
    if name == "mwparserfromhell":
        import mwparserfromhell

        return mwparserfromhell.parse
    import wikitextparser

    if name == "wikitextparser":
        return wikitextparser.parse

    def all_nodes(page):
        # It parses what is asked for.
        parsed = wikitextparser.parse(page)
        for kind in (
            "templates", "parameters", "parser_functions", "wikilinks", "external_links",
            "comments", "tables", "sections",
        ):  # fmt: skip
            getattr(parsed, kind)
        parsed.get_tags()
        parsed.get_lists()

    return all_nodes


def main():
    name, paths = sys.argv[1], [Path(path) for path in sys.argv[2:]]
    files = [it for path in paths for it in (sorted(path.glob("*.wiki")) if path.is_dir() else [path])]
    pages = [file.read_text(encoding="utf-8") for file in files]
    work = parser(name)
    started, best = time.perf_counter(), float("inf")
    while best == float("inf") or time.perf_counter() - started + best < ENOUGH:
        before = time.perf_counter()
        for page in pages:
            work(page)
        best = min(best, time.perf_counter() - before)
    status = Path("/proc/self/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    size = sum(file.stat().st_size for file in files)
    print(json.dumps({"bytes": size, "seconds": best, "peak": peak}))


main()
