#!/usr/bin/env python3
"""Fills fuzz/corpus with what the fuzzers start from: the samples, the examples of all rules,
and the tables of rules/. Needs Python 3.11 and nothing else."""

import json
import re
import shutil
import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz" / "corpus"
PAGE_TARGETS = ["parse", "lint", "fix", "reports", "suppressions"]
# Where the files of rules/ belong in the settings of a wiki.
AREAS = {
    "citations/cs1": "citations",
    "citations/cs1-names": "citations",
    "citations/de": "citations",
    "citations/values": "citation-values",
    "sourcing/domains": "domains",
    "sourcing/statements": "statements",
    "sourcing/tags": "sourcing-tags",
    "wording/de": "wording.de",
    "wording/en": "wording.en",
}
# How many elements of a list are enough to know its kind.
FEW = 2


def main():
    pages = [*paragraphs(), *fenced("wikitext")]
    for target in PAGE_TARGETS:
        save(target, pages)
    save("config", configs())
    save("packs", tables())
    save("baseline", baselines(pages))
    save("dump", dumps(pages))
    # What once broke a promise is tried first.
    for kept in sorted((ROOT / "tests" / "hostile").glob("*/*")):
        shutil.copy(kept, CORPUS / kept.parent.name)


def save(target, texts):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    texts = list(dict.fromkeys(texts))
    for number, text in enumerate(texts):
        (folder / f"seed-{number:05}").write_text(text, encoding="utf-8", newline="")
    print(f"{target}: {len(texts)} inputs")


def paragraphs():
    """The samples, by paragraph and by section."""
    for path in sorted((ROOT / "samples").iterdir()):
        text = path.read_text(encoding="utf-8")
        yield from re.split(r"\n{2,}", text)
        yield from re.split(r"(?m)^(?===)", text)


def fenced(language):
    """The examples in the documentation of rules."""
    for path in sorted((ROOT / "docs" / "rules").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(rf"(?ms)^```{language}\S*\n(.*?)^```$", text):
            yield match[1]


def configs():
    """The settings that `citelint init` writes, with all comments taken off, and each by itself."""
    text = (ROOT / "rules" / "citelint.toml").read_text(encoding="utf-8")
    yield text
    for line in text.splitlines():
        bare = re.sub(r"^# ?", "", line)
        if "=" in bare:
            yield bare + "\n"
    yield from fenced("toml")
    for path in sorted((ROOT / "rules" / "site").glob("*wiki.toml")):
        yield path.read_text(encoding="utf-8")
    for rule in sorted((ROOT / "docs" / "rules").glob("*-*.md")):
        yield f"[rules]\n{rule.stem} = 'error'\n"
        for key in re.findall(r"(?m)^## `([a-z-]+)`|^- `([a-z-]+)`", rule.read_text("utf-8")):
            yield f"[rules.{rule.stem}]\n{''.join(key)} = 1\n"


def tables():
    """The start of each table of a wiki, under the name that it has in the settings."""
    for path in sorted((ROOT / "rules").glob("**/*.toml")):
        name = path.relative_to(ROOT / "rules").with_suffix("").as_posix()
        if name.startswith(("packs/", "site/", "citelint")):
            continue
        area = AREAS.get(name, name)
        for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for part in parts(value):
                yield f"{area}.{toml_key(key)} = {toml_value(part)}\n"


def parts(value):
    """A long table in pieces."""
    if isinstance(value, dict) and len(value) > FEW and any(
        isinstance(it, (dict, list)) for it in value.values()
    ):
        return [{key: it} for key, it in value.items()]
    return [value]


def toml_value(value):
    if isinstance(value, dict):
        fields = (f"{toml_key(key)} = {toml_value(it)}" for key, it in value.items())
        return "{ " + ", ".join(fields) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(it) for it in value[:FEW]) + "]"
    return json.dumps(value, ensure_ascii=False)


def toml_key(key):
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def baselines(pages):
    """Entries, and a page that they may be for."""
    entries = [
        {"path": "a.wiki", "rule": "ref-stray-close", "fingerprint": f"{n:016x}.{n:08x}.{n:08x}"}
        for n in range(3)
    ]
    entries.append({"path": "b.wiki", "rule": "x", "fingerprint": "y"})
    for page in pages[:200]:
        yield json.dumps(entries) + "\n---\n" + page


def dumps(pages):
    """Exports of one and of several pages, as XML and as other encodings of it."""
    for page in [pages[:1], pages[:5], *([page] for page in pages[5:60])]:
        yield DUMP.format("".join(PAGE.format(n, escape(it)) for n, it in enumerate(page)))


DUMP = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
<siteinfo><namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
{}</mediawiki>
"""
PAGE = """<page><title>Page {0}</title><ns>0</ns><id>{0}</id><revision><id>{0}</id>
<text bytes="1" xml:space="preserve">{1}</text></revision></page>
"""


if __name__ == "__main__":
    shutil.rmtree(CORPUS, ignore_errors=True)
    main()
