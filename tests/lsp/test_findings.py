"""What is found in a page, and what can be done about it."""

from __future__ import annotations

import asyncio
import json
import subprocess
from pathlib import Path

import pytest
from conftest import CITELINT
from lsprotocol import types

SAMPLES = Path(__file__).parents[2] / "samples"

FAULTS = "\r\n".join(
    [
        "== E\u0301toile 🗼 ==",
        '🗼 Mill.<ref name="mill">{{cite book |tilte=The Mill |last=Orme |year=1904}}</ref>',
        'E\u0301 Gone 🔥.<ref name="mil" /> Twice 🗼.<ref name="mill">Another 🗼.</ref>',
        "",
        "{{reflist}}",
        "",
    ]
)


def run(*arguments: str, **more) -> str:
    """What the command prints."""
    done = subprocess.run([CITELINT, *arguments], capture_output=True, encoding="utf-8", **more)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def can(client) -> types.PublishDiagnosticsClientCapabilities:
    """What the client can show of a finding."""
    return client.capabilities.text_document.publish_diagnostics


def by_rule(findings: list[types.Diagnostic]) -> dict[str, types.Diagnostic]:
    return {it.code: it for it in findings}


async def test_a_finding_stands_at_its_place_and_names_its_rule(client, open_page):
    page = open_page(FAULTS)
    found = by_rule(await page.findings())["ref-undefined"]
    assert "mil" in page.read(found.range)
    assert found.range.start.line == 2
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.source == "citelint"
    assert "`mil`" in found.message
    if can(client).code_description_support:
        assert found.code_description.href.endswith("/ref-undefined")
    else:
        assert found.code_description is None


async def test_a_finding_leads_to_the_places_that_it_has_to_do_with(client, open_page):
    page = open_page(FAULTS)
    found = by_rule(await page.findings())["ref-duplicate-definition"]
    if not can(client).related_information:
        assert found.related_information is None
        return
    (related,) = found.related_information
    assert page.text_at(related.location).startswith(("<ref", "{{cite book"))
    assert related.location.range.start.line == 1


async def test_what_is_not_needed_is_tagged(client, open_page):
    page = open_page("🗼 E\u0301<ref>{{cite web |url=https://example.org/?utm_source=mail |title=Mill}}</ref>\r\n\r\n{{reflist}}\r\n")
    found = by_rule(await page.findings())["url-tracking"]
    assert found.tags == ((types.DiagnosticTag.Unnecessary,) if can(client).tag_support else None)


@pytest.mark.parametrize("name", sorted(it.name for it in SAMPLES.iterdir()))
async def test_what_is_found_is_what_the_command_finds(client, open_page, name):
    text = (SAMPLES / name).read_text(encoding="utf-8").replace("\n", "\r\n")
    page = open_page("🗼E\u0301 " + text, name)
    (file,) = json.loads(run("check", "--output-format", "json", "--quiet", str(page.path)))["files"]
    raw = page.text.encode()
    expected = [
        (it["rule"], it["start"]["line"] - 1, raw[it["start"]["offset"] : it["end"]["offset"]].decode())
        for it in file["diagnostics"]
    ]
    found = [(it.code, it.range.start.line, page.read(it.range)) for it in await page.findings()]
    assert sorted(found) == sorted(expected)


async def test_findings_follow_what_is_typed(client, open_page):
    page = open_page(FAULTS)
    assert "ref-undefined" in by_rule(await page.findings())
    page.change(page.over('"mil"'), '"mill"')
    assert "ref-undefined" not in by_rule(await page.findings())
    page.change(page.over('"mill" />'), '"🗼" />')
    assert "🗼" in page.read(by_rule(await page.findings())["ref-undefined"].range)


async def test_a_page_that_is_closed_has_no_findings(client, open_page):
    page = open_page(FAULTS)
    assert await page.findings()
    if client.capabilities.text_document.diagnostic is not None:
        return  # Such a client forgets them by itself.
    page.close()
    while client.published[page.uri].diagnostics:
        await asyncio.sleep(0.01)


async def test_a_fix_mends_its_place(client, open_page):
    page = open_page(FAULTS)
    actions = await page.actions(page.over("tilte"), "quickfix")
    assert page.apply_workspace(actions["Write `title`"].edit) == FAULTS.replace("tilte", "title")


async def test_a_fix_knows_what_it_mends(client, open_page):
    page = open_page(FAULTS)
    (fix,) = [it for title, it in (await page.actions(page.over("tilte"), "quickfix")).items() if "title" in title and it.is_preferred]
    assert [it.code for it in fix.diagnostics] == ["cite-unknown-parameter"]


@pytest.mark.parametrize("name", ["faults.wiki", "citations.wiki", "citation-values.wiki", "dates.wiki"])
async def test_all_safe_fixes_are_those_of_the_command(client, open_page, workspace, name):
    text = "🗼E\u0301 " + (SAMPLES / name).read_text(encoding="utf-8").replace("\n", "\r\n")
    page = open_page(text, name)
    copy = workspace / "copy.wiki"
    copy.write_bytes(text.encode())
    run("fix", "--quiet", str(copy))
    (fix_all,) = (await page.actions(page.whole(), "source.fixAll")).values()
    assert page.apply_workspace(fix_all.edit) == copy.read_bytes().decode()


async def test_a_finding_is_silenced_in_its_place(client, open_page):
    page = open_page(FAULTS)
    actions = await page.actions(page.over('"mil"'), "quickfix")
    (silence,) = [it for title, it in actions.items() if title.startswith("Silence `ref-undefined`")]
    page.replace(page.apply_workspace(silence.edit))
    assert "citelint-disable" in page.text
    found = by_rule(await page.findings())
    assert "ref-undefined" not in found
    assert "unused-suppression" not in found
    assert "ref-duplicate-definition" in found


async def test_a_rule_is_turned_off_in_the_settings(client, open_page, workspace):
    settings = workspace / "citelint.toml"
    settings.write_text("# Ours.\nignore = []\n")
    page = open_page(FAULTS)
    actions = await page.actions(page.over('"mil"'), "quickfix")
    (turn_off,) = [it for title, it in actions.items() if title.startswith("Turn `ref-undefined` off")]
    of_settings = type(page)(client, settings, settings.read_text(), page.encoding)
    of_settings.version = None
    settings.write_text(of_settings.apply_workspace(turn_off.edit))
    assert settings.read_text().startswith("# Ours.\nignore = []\n")
    await changed(client, page, settings)
    assert "ref-undefined" not in by_rule(await page.findings())


async def changed(client, page, path: Path) -> None:
    """Tells the server that a file has changed on the disk, and waits for its answer to arrive."""
    client.published.clear()
    event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id))


async def test_changed_settings_hold_at_once(client, open_page, workspace):
    settings = workspace / "citelint.toml"
    page = open_page(FAULTS)
    assert "ref-undefined" in by_rule(await page.findings())
    settings.write_text('ignore = ["ref-undefined"]\n')
    await changed(client, page, settings)
    assert "ref-undefined" not in by_rule(await page.findings())


@pytest.mark.options(ignore=["ref-undefined"], extendSelect=["all"])
async def test_the_settings_of_the_editor_go_over_those_of_the_folder(client, open_page, workspace):
    (workspace / "citelint.toml").write_text('select = ["references"]\n')
    found = by_rule(await open_page(FAULTS).findings())
    assert "ref-undefined" not in found
    assert "cite-unknown-parameter" in found


async def test_a_page_that_the_settings_leave_out_has_no_findings(client, open_page, workspace):
    (workspace / "citelint.toml").write_text('exclude = ["left-out.wiki"]\n')
    assert await open_page(FAULTS, "left-out.wiki").findings() == []


@pytest.mark.options(scope="workspace")
async def test_pages_that_are_not_open_are_checked_where_that_is_set(client, workspace):
    closed = workspace / "closed.wiki"
    closed.write_text('<ref name="mil" />')
    event = types.FileEvent(closed.as_uri(), types.FileChangeType.Created)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    if client.capabilities.text_document.diagnostic is not None:
        report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        found = {it.uri: it.items for it in report.items}
        assert "ref-undefined" in by_rule(found[closed.as_uri()])
        return
    while "ref-undefined" not in by_rule(getattr(client.published.get(closed.as_uri()), "diagnostics", [])):
        await asyncio.sleep(0.01)


async def test_a_rendered_page_is_converted(client, open_page):
    page = open_page((SAMPLES / "rendered.txt").read_text(encoding="utf-8").replace("\n", "\r\n"), "rendered.txt")
    (convert,) = (await page.actions(page.whole(), "refactor.rewrite")).values()
    assert "<ref" in page.apply_workspace(convert.edit)


async def test_the_reference_index_is_that_of_the_command(client, open_page):
    page = open_page(FAULTS)
    index = await client.protocol.send_request_async("citelint/refs", {"textDocument": {"uri": page.uri}})
    expected = json.loads(run("refs", "--output-format", "json", str(page.path)))
    assert [plain(it.footnotes) for it in index.files] == [it["footnotes"] for it in expected["files"]]


def plain(value):
    """What was sent, without the client's own types."""
    if hasattr(value, "_asdict"):
        return {name: plain(it) for name, it in value._asdict().items()}
    return [plain(it) for it in value] if isinstance(value, list) else value


async def test_the_report_shows_the_page(client, open_page):
    page = open_page(FAULTS)
    report = await client.protocol.send_request_async("citelint/report", {"textDocument": {"uri": page.uri}})
    html = report.html
    assert html.startswith("<!DOCTYPE html>")
    assert "ref-undefined" in html
