#!/usr/bin/env python3
"""Measures citelint beside other parsers and linters of wikitext, in one run, and prints
Markdown tables: benches/peers/run.py [--write] [FOLDER]

FOLDER holds pages that end in `.wiki`; without it ../shared/data/articles beside the repository is
measured, or the samples where that is absent. `--write` puts the tables into docs/performance.md as well. Peers are installed from their registries (crates.io,
PyPI, npm) into target/peers; one that cannot be installed is left out and named. Needs Linux,
Rust, Python 3.9 and Node.js. With everything installed it takes about eight minutes.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "peers"
VENV = WORK / "venv" / "bin"
MODULES = WORK / "js"

PYTHON = ["mwparserfromhell==0.7.2", "wikitextparser==3.0.0"]
NODE = ["wikiparser-node@1.40.0", "wikilint@2.35.1", "wtf_wikipedia@10.4.2"]

# Name, driver, name for the driver, what it does.
TOOLS = [
    ("citelint", "rust", "citelint-parse", "parse"),
    ("citelint", "rust", "citelint-lint", "lint"),
    ("parse_wiki_text 0.1.5", "rust", "parse_wiki_text", "parse"),
    ("parse-wiki-text-2 0.2.0", "rust", "parse-wiki-text-2", "parse"),
    ("wikrs 0.4.0", "rust", "wikrs", "parse"),
    ("wikioxide 0.1.0", "rust", "wikioxide", "parse"),
    ("wikitext-parser 0.3.3", "rust", "wikitext-parser", "parse"),
    ("tree-sitter-wikitext 0.1.3", "rust", "tree-sitter-wikitext", "parse"),
    ("wikitextparser 3.0.0, lazy", "python", "wikitextparser", "parse"),
    ("wikitextparser 3.0.0, all nodes", "python", "wikitextparser-all", "parse"),
    ("mwparserfromhell 0.7.2", "python", "mwparserfromhell", "parse"),
    ("wtf_wikipedia 10.4.2", "node", "wtf_wikipedia", "parse"),
    ("wikilint 2.35.1", "node", "wikilint-parse", "parse"),
    ("wikilint 2.35.1", "node", "wikilint-lint", "lint"),
    ("wikiparser-node 1.40.0", "node", "wikiparser-node-parse", "parse"),
    ("wikiparser-node 1.40.0", "node", "wikiparser-node-lint", "lint"),
]

# A peer may take so many seconds for the folder, and for one page while pages grow.
FOLDER_LIMIT = 60
PAGE_LIMIT = 10
SIZES = [1 << 10, 10 << 10, 100 << 10, 1 << 20, 10 << 20, 100 << 20]
LABELS = ["1 KB", "10 KB", "100 KB", "1 MB", "10 MB", "100 MB"]
START_UPS = 5

# Between these lines of docs/performance.md stand the tables.
DOCUMENT = ROOT / "docs" / "performance.md"
FROM, TO = "<!-- measured: from here -->\n", "<!-- measured: to here -->\n"
SAID = []


def main():
    folder = pages_folder()
    missing = install()
    tools = [tool for tool in TOOLS if tool[1] not in missing and tool[2] not in missing]
    pages = sorted(folder.glob("*.wiki"))
    size = sum(page.stat().st_size for page in pages)
    day = time.strftime("%-d %B %Y")
    say(f"{len(pages)} pages, {size / 1e6:.1f} MB, {os.cpu_count()} processors, {day}.\n")
    on_pages(tools, folder)
    on_growing_pages(tools, pages)
    on_threads(folder, size)
    for name, why in missing.items():
        say(f"Left out: {name}: {why}")
    if "--write" in sys.argv:
        write()


def say(line):
    SAID.append(line)
    print(line, flush=True)


def write():
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(FROM)
    after = rest.split(TO)[1]
    tables = "\n".join(SAID).strip()
    DOCUMENT.write_text(f"{before}{FROM}\n{tables}\n\n{TO}{after}", encoding="utf-8")


def pages_folder():
    folders = [argument for argument in sys.argv[1:] if argument != "--write"]
    if folders:
        return Path(folders[0])
    shared = ROOT.parent / "shared" / "data" / "articles"
    return shared if shared.is_dir() else ROOT / "samples"


def install():
    """Installs all peers; returns those that cannot be, with the reason."""
    missing = {}
    WORK.mkdir(parents=True, exist_ok=True)
    cargo = ["cargo", "build", "--quiet", "--release"]
    build(missing, "citelint", [*cargo, "--locked", "--manifest-path", str(ROOT / "Cargo.toml")])
    target = ["--target-dir", str(WORK / "rust")]
    build(missing, "rust", [*cargo, "--manifest-path", str(HERE / "Cargo.toml"), *target])
    if not VENV.is_dir():
        build(missing, "python", [sys.executable, "-m", "venv", str(VENV.parent)])
    pip = [str(VENV / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build(missing, "python", [*pip, "install", *PYTHON])
    MODULES.mkdir(exist_ok=True)
    npm = ["npm", "--prefix", str(MODULES), "--silent", "--no-save", "--ignore-scripts"]
    build(missing, "node", [*npm, "install", *NODE])
    return missing


def build(missing, name, command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        missing[name] = str(error)
        return
    if done.returncode != 0:
        missing[name] = (done.stderr.strip().splitlines() or ["it failed"])[-1]


def command(tool):
    _, driver, name, _ = tool
    return {
        "rust": [str(WORK / "rust" / "release" / "citelint-peers"), name],
        "python": [str(VENV / "python"), str(HERE / "peer.py"), name],
        "node": ["node", "--max-old-space-size=4096", str(HERE / "peer.cjs"), name],
    }[driver]


def measure(tool, path, limit):
    """What the driver says, or why there is nothing."""
    environment = {**os.environ, "PEERS_MODULES": str(MODULES)}
    try:
        done = subprocess.run(
            [*command(tool), str(path)],
            capture_output=True,
            text=True,
            timeout=limit,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return f"over {limit} s"
    if done.returncode != 0:
        return "crashes"
    return json.loads(done.stdout)


def start_up(tool, page):
    """The least time, in milliseconds, from the start of the program to its end, on one line."""
    environment = {**os.environ, "PEERS_MODULES": str(MODULES), "PEERS_ONCE": "1"}
    times = []
    for _ in range(START_UPS):
        before = time.perf_counter()
        subprocess.run([*command(tool), str(page)], capture_output=True, env=environment)
        times.append(time.perf_counter() - before)
    return min(times) * 1000


def on_pages(tools, folder):
    say("| tool | does | MB/s | peak memory | start-up |")
    say("| --- | --- | ---: | ---: | ---: |")
    line = WORK / "line.wiki"
    line.write_text("Born in 1950.<ref name=smith />\n", encoding="utf-8")
    rows = []
    for tool in tools:
        result = measure(tool, folder, FOLDER_LIMIT)
        start = start_up(tool, line)
        if isinstance(result, str):
            rows.append((0, f"| {tool[0]} | {tool[3]} | {result} | | {start:.0f} ms |"))
            continue
        speed = result["bytes"] / 1e6 / result["seconds"]
        shown = f"{speed:.0f}" if speed >= 10 else f"{speed:.2g}"
        peak = result["peak"] / 1024
        rows.append(
            (speed, f"| {tool[0]} | {tool[3]} | {shown} | {peak:.0f} MB | {start:.0f} ms |")
        )
    for _, row in sorted(rows, reverse=True):
        say(row)
    say("")


def on_growing_pages(tools, pages):
    """One page that is made of the others, ten times as long from step to step."""
    all_text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    say(f"| tool | does | {' | '.join(LABELS)} | peak at the longest |")
    say(f"| --- | --- | {' | '.join('---:' for _ in LABELS)} | ---: |")
    growing = []
    for size, label in zip(SIZES, LABELS):
        encoded = all_text.encode("utf-8")
        repeated = (encoded * (size // len(encoded) + 1))[:size]
        path = WORK / f"{label.replace(' ', '')}.wiki"
        path.write_text(repeated.decode("utf-8", "ignore"), encoding="utf-8")
        growing.append(path)
    for tool in tools:
        cells, peak = [], ""
        for path in growing:
            result = measure(tool, path, PAGE_LIMIT)
            if isinstance(result, str):
                cells.append(result)
                break
            cells.append(duration(result["seconds"]))
            peak = f"{result['peak'] / 1024:.0f} MB"
        cells += [""] * (len(growing) - len(cells))
        say(f"| {tool[0]} | {tool[3]} | {' | '.join(cells)} | {peak} |")
    say("")


def duration(seconds):
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1000:.3g} ms"


def on_threads(folder, size):
    """The command itself, which reads and reports too."""
    say("| threads | `citelint check` on the folder | MB/s |")
    say("| ---: | ---: | ---: |")
    binary = str(ROOT / "target" / "release" / "citelint")
    for threads in range(1, min(os.cpu_count() or 1, 8) + 1):
        arguments = [binary, "check", "--isolated", "-q", "--threads", str(threads), str(folder)]
        times = []
        for _ in range(5):
            before = time.perf_counter()
            subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            times.append(time.perf_counter() - before)
        best = min(times)
        say(f"| {threads} | {duration(best)} | {size / 1e6 / best:.0f} |")
    say("")


if __name__ == "__main__":
    main()
