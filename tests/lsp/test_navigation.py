"""From a name to its definition and its uses, and all of them renamed."""

from __future__ import annotations

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from texts import MILL

USE = '<ref name="mill" />'
NOTE_USE = '<ref name="mill" group="note" />'


def spans(result) -> list[types.Range]:
    """The ranges of a definition, as locations or as links."""
    return [it.target_range if isinstance(it, types.LocationLink) else it.range for it in result or []]


async def test_a_use_leads_to_the_definition_of_its_own_group(client, open_page):
    page = open_page(MILL)

    async def defined(needle: str) -> list[str]:
        at = page.at(needle, within=12)
        found = await client.text_document_definition_async(types.DefinitionParams(page.id, at))
        lines = [page.text.splitlines()[it.start.line] for it in spans(found)]
        return [line.partition("<ref")[0] for line in lines]

    assert await defined(USE) == ["🗼 The mill stood."]
    assert await defined(NOTE_USE) == ["It burned 🔥."]


async def test_a_definition_is_found_behind_emoji_and_marks(client, open_page):
    page = open_page("E\u0301🗼 " * 40 + '<ref name="a 🗼">One.</ref> <ref name="a 🗼" />')
    at = page.at('"a 🗼" /', within=2)
    (found,) = await client.text_document_definition_async(types.DefinitionParams(page.id, at))
    place = found.target_selection_range if isinstance(found, types.LocationLink) else found.range
    assert page.read(place) == "a 🗼"
    assert place.start == page.at("a 🗼")


async def test_all_uses_of_a_name_are_found_and_no_other_group(client, open_page):
    page = open_page(MILL)

    async def lines(with_definition: bool) -> list[int]:
        context = types.ReferenceContext(include_declaration=with_definition)
        found = await client.text_document_references_async(types.ReferenceParams(context, page.id, page.at(USE, within=12)))
        assert [page.text_at(it) for it in found] == ["mill"] * len(found)
        return [it.range.start.line for it in found]

    assert await lines(True) == [1, 2, 3, 3]
    assert await lines(False) == [2, 3, 3]


async def test_the_definition_is_highlighted_as_written_and_uses_as_read(client, open_page):
    page = open_page(MILL)
    params = types.DocumentHighlightParams(page.id, page.at(NOTE_USE, within=12))
    found = await client.text_document_document_highlight_async(params)
    kinds = types.DocumentHighlightKind
    assert [(it.range.start.line, it.kind) for it in found] == [(2, kinds.Write), (3, kinds.Read)]


async def rename(client, page, at: types.Position, name: str) -> str:
    edit = await client.text_document_rename_async(types.RenameParams(page.id, at, name))
    return page.apply_workspace(edit)


async def test_a_footnote_is_renamed_in_all_its_uses_and_in_no_other_group(client, open_page):
    page = open_page(MILL)
    at = page.at(USE, within=12)
    prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(page.id, at))
    assert prepared.placeholder == "mill"
    assert page.read(prepared.range) == "mill"
    expected = (
        MILL.replace('<ref name="mill">', '<ref name="wind 🗼">')
        .replace(USE, '<ref name="wind 🗼" />')
        .replace("{{r|mill}}", "{{r|wind 🗼}}")
    )
    assert await rename(client, page, at, "wind 🗼") == expected


async def test_the_note_of_the_same_name_is_renamed_alone(client, open_page):
    page = open_page(MILL)
    renamed = await rename(client, page, page.at(NOTE_USE, within=12), "aside")
    assert renamed == MILL.replace('"mill" group', '"aside" group')


async def test_a_heading_is_renamed_with_the_links_to_it(client, open_page):
    page = open_page(MILL)
    renamed = await rename(client, page, page.at("toile"), "Tour 🗼 E\u0301")
    assert "== Tour 🗼 E\u0301 ==\r\n" in renamed
    assert "[[#Tour 🗼 E\u0301|above]]" in renamed
    assert "toile" not in renamed


@pytest.mark.parametrize("name", ["", "  ", "7"])
async def test_a_name_that_mediawiki_refuses_is_refused(client, open_page, name):
    page = open_page(MILL)
    with pytest.raises(JsonRpcException):
        await rename(client, page, page.at(USE, within=12), name)


async def test_a_name_that_is_taken_is_refused(client, open_page):
    page = open_page('<ref name="a">A.</ref><ref name="b">B.</ref>')
    with pytest.raises(JsonRpcException):
        await rename(client, page, page.at('"a"', within=1), "b")


async def test_plain_text_has_no_definition_uses_or_name(client, open_page):
    page = open_page(MILL)
    at = page.at("burned")
    context = types.ReferenceContext(include_declaration=True)
    assert not await client.text_document_definition_async(types.DefinitionParams(page.id, at))
    assert not await client.text_document_references_async(types.ReferenceParams(context, page.id, at))
    assert await client.text_document_prepare_rename_async(types.PrepareRenameParams(page.id, at)) is None
