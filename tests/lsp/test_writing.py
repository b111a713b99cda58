"""What helps while writing: what the pointer rests on, what may follow, links and formatting."""

from __future__ import annotations

import pytest
from lsprotocol import types
from texts import MILL


async def hover(client, page, at: types.Position) -> str:
    found = await client.text_document_hover_async(types.HoverParams(page.id, at))
    if found is None:
        return ""
    if found.range is not None:
        assert found.range.start <= at <= found.range.end
        page.read(found.range)
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


async def test_a_use_says_what_the_footnote_of_its_group_says(client, open_page):
    page = open_page(MILL)
    book = await hover(client, page, page.at('<ref name="mill" />', within=12))
    note = await hover(client, page, page.at('<ref name="mill" group="note" />', within=12))
    assert "The Mill 🗼" in book and "Not the book" not in book
    assert "Not the book 🗼" in note and "The Mill" not in note


async def test_a_parameter_says_what_belongs_there(client, open_page):
    page = open_page(MILL)
    assert "year" in await hover(client, page, page.at("year=", within=1))


async def test_a_fault_says_what_its_rule_means(client, open_page):
    page = open_page("🗼 E\u0301<ref name='mil' />\r\n")
    assert "ref-undefined" in await hover(client, page, page.at("mil", within=1))


async def test_plain_text_says_nothing(client, open_page):
    page = open_page(MILL)
    assert await hover(client, page, page.at("burned")) == ""


async def complete(client, page, at: types.Position) -> list[types.CompletionItem]:
    found = await client.text_document_completion_async(types.CompletionParams(page.id, at))
    return found.items if isinstance(found, types.CompletionList) else list(found or [])


def taken(page, at: types.Position, item: types.CompletionItem) -> str:
    """The text once an item has been taken at a place."""
    edits = list(item.additional_text_edits or [])
    match item.text_edit:
        case types.TextEdit() as edit:
            edits.append(edit)
        case types.InsertReplaceEdit() as edit:
            edits.append(types.TextEdit(edit.insert, edit.new_text))
        case None:
            edits.append(types.TextEdit(types.Range(at, at), item.insert_text or item.label))
    return page.apply(edits)


@pytest.mark.parametrize(
    ("typed", "label", "expected"),
    [
        ('🗼 E\u0301 <ref name="mi', "mill", '🗼 E\u0301 <ref name="mill'),
        ('🗼 E\u0301 <ref group="no', "note", '🗼 E\u0301 <ref group="note'),
        ("🗼 E\u0301 {{r|", "mill", "🗼 E\u0301 {{r|mill"),
        ("🗼 E\u0301 {{sfn|", "Orme 1904", "🗼 E\u0301 {{sfn|Orme|1904"),
        ("🗼 E\u0301 {{cite bo", "cite book", "🗼 E\u0301 {{cite book"),
        ("🗼 E\u0301 {{cite book |last=Orme |tit", "title", "🗼 E\u0301 {{cite book |last=Orme |title="),
        ("🗼 E\u0301 {{cite web |url-status=", "dead", "🗼 E\u0301 {{cite web |url-status=dead"),
        ("🗼 E\u0301 [[#Po", "Ponds 🗼", "🗼 E\u0301 [[#Ponds 🗼"),
        ("🗼 E\u0301 <re", "ref", "🗼 E\u0301 <ref"),
    ],
    ids=["name", "group", "r", "sfn", "template", "parameter", "value", "section", "tag"],
)
async def test_what_may_follow_is_proposed_and_taken_in_its_place(client, open_page, typed, label, expected):
    page = open_page(MILL + typed)
    at = page.position(len(page.text))
    items = await complete(client, page, at)
    item = next((it for it in items if it.label == label), None)
    assert item is not None, [it.label for it in items]
    assert taken(page, at, item).startswith(MILL + expected)


async def test_names_of_another_group_are_not_proposed(client, open_page):
    page = open_page('<ref name="book">A.</ref><ref name="aside" group="note">B.</ref> <ref group="note" name="')
    items = await complete(client, page, page.position(len(page.text)))
    assert [it.label for it in items] == ["aside"]


async def test_nothing_is_proposed_in_plain_text(client, open_page):
    page = open_page(MILL)
    assert await complete(client, page, page.at("burned", within=3)) == []


async def test_the_parameter_that_is_being_written_is_explained(client, open_page):
    page = open_page(MILL + "🗼 E\u0301 {{sfn|Orme|19")
    at = page.position(len(page.text))
    found = await client.text_document_signature_help_async(types.SignatureHelpParams(page.id, at))
    (signature,) = found.signatures
    assert signature.label.startswith("{{sfn")
    assert found.active_parameter == 1


async def test_nothing_is_explained_in_plain_text(client, open_page):
    page = open_page(MILL)
    assert await client.text_document_signature_help_async(types.SignatureHelpParams(page.id, page.at("burned"))) is None


async def test_links_lead_where_their_text_says(client, open_page):
    page = open_page("🗼 E\u0301 [https://example.org/mill 🗼 the mill] https://example.org/pond.\r\n")
    found = await client.text_document_document_link_async(types.DocumentLinkParams(page.id))
    assert [it.target for it in found] == ["https://example.org/mill", "https://example.org/pond"]
    assert [page.read(it.range) for it in found] == ["https://example.org/mill", "https://example.org/pond"]


OPTIONS = types.FormattingOptions(tab_size=4, insert_spaces=True)


async def formatted(client, page, part: types.Range) -> str:
    params = types.DocumentRangeFormattingParams(page.id, part, OPTIONS)
    return page.apply(await client.text_document_range_formatting_async(params) or [])


async def test_a_citation_is_written_evenly_and_stays_so(client, open_page):
    page = open_page("🗼 E\u0301<ref>{{cite book |title=The Mill 🗼|last=Orme   |year= 1904 }}</ref>\r\n")
    once = await formatted(client, page, page.whole())
    assert once == "🗼 E\u0301<ref>{{cite book |title=The Mill 🗼 |last=Orme |year=1904}}</ref>\r\n"
    again = open_page(once, "again.wiki")
    assert await formatted(client, again, again.whole()) == once


async def test_a_citation_is_written_one_parameter_a_line_and_back(client, open_page):
    line = "🗼<ref>{{cite book |title=E\u0301 |year=1904}}</ref>\r\n"
    page = open_page(line)
    (spread,) = (await page.actions(page.over("title"), "refactor.rewrite")).values()
    page.replace(page.apply_workspace(spread.edit))
    assert page.text == "🗼<ref>{{cite book\r\n| title = E\u0301\r\n| year = 1904\r\n}}</ref>\r\n"
    (join,) = (await page.actions(page.over("title"), "refactor.rewrite")).values()
    assert page.apply_workspace(join.edit) == line


async def test_a_whole_page_is_not_offered_to_be_formatted(client):
    # Its citations are many people's: a change of all would bury the one that matters.
    assert not client.server.capabilities.document_formatting_provider
    assert client.server.capabilities.document_range_formatting_provider


async def test_formatting_a_part_leaves_the_rest(client, open_page):
    first = "🗼<ref>{{cite book|title = E\u0301 🗼|year= 1904}}</ref>"
    page = open_page(f"{first}\r\n{first}\r\n")
    text = await formatted(client, page, types.Range(page.position(0), page.at("\r\n")))
    assert not text.startswith(first)
    assert text.endswith(f"\r\n{first}\r\n")
