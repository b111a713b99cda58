"""The outline, folds, selections, colours, and what is shown between and above the lines."""

from __future__ import annotations

from lsprotocol import types
from texts import MILL


def flatten(symbols, depth=0):
    for it in symbols:
        yield depth, it
        yield from flatten(getattr(it, "children", None) or [], depth + 1)


async def test_the_outline_nests_sections_and_their_footnotes(client, open_page):
    page = open_page(MILL)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id))
    depths = {it.name: depth for depth, it in flatten(symbols)}
    assert depths["E\u0301toile 🗼"] == depths["References"] == 0
    assert depths["Ponds 🗼"] == 1
    for _, it in flatten(symbols):
        whole, name = it.range, it.selection_range
        assert whole.start <= name.start and name.end <= whole.end
        page.read(whole)
    (heading,) = [it for _, it in flatten(symbols) if it.name == "Ponds 🗼"]
    assert "Ponds 🗼" in page.read(heading.selection_range)


async def test_sections_and_footnotes_of_the_workspace_are_found(client, open_page):
    open_page(MILL)
    open_page("== Weir 🗼 ==\r\n", "weir.wiki")
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("weir"))
    assert [it.name for it in found] == ["Weir 🗼"]
    assert found[0].location.uri.endswith("/weir.wiki")


async def test_sections_comments_and_tables_can_be_folded(client, open_page):
    page = open_page(MILL)
    found = await client.text_document_folding_range_async(types.FoldingRangeParams(page.id))
    folds = {(it.start_line, it.end_line): it.kind for it in found}
    lines = page.text.split("\r\n")
    assert any(lines[start].startswith("== E") for start, _ in folds)
    assert any(lines[start].startswith("=== Ponds") for start, _ in folds)
    assert folds[(7, 8)] == types.FoldingRangeKind.Comment
    assert any(lines[start] == "{|" for start, _ in folds)
    assert all(start < end < len(lines) for start, end in folds)


async def test_a_selection_grows_from_the_word_to_the_page(client, open_page):
    page = open_page(MILL)
    params = types.SelectionRangeParams(page.id, [page.at("Orme"), page.at("book 🗼.")])
    found = await client.text_document_selection_range_async(params)
    for needle, innermost in zip(["Orme", "book"], found, strict=True):
        texts = []
        it = innermost
        while it is not None:
            texts.append(page.read(it.range))
            it = it.parent
        assert texts[0] == needle
        assert texts[-1] == page.text
        assert all(inner in outer and inner != outer for inner, outer in zip(texts, texts[1:]))
        assert any(text.startswith("<ref") and text.endswith("</ref>") for text in texts)


async def test_colours_cover_whole_pieces_of_the_page(client, open_page):
    page = open_page(MILL)
    legend = client.server.capabilities.semantic_tokens_provider.legend
    found = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(page.id))
    line = start = 0
    texts = []
    for at in range(0, len(found.data), 5):
        down, right, length, kind, modifiers = found.data[at : at + 5]
        line, start = line + down, right if down else start + right
        assert kind < len(legend.token_types)
        assert modifiers < 2 ** len(legend.token_modifiers)
        place = types.Range(types.Position(line, start), types.Position(line, start + length))
        texts.append(page.read(place) if "\n" not in page.text.split("\r\n")[line] else None)
    joined = "\n".join(texts)
    for piece in ["cite book", "title", "mill", "toile 🗼"]:
        assert piece in joined, joined


async def test_colours_of_a_part_are_those_of_the_page(client, open_page):
    page = open_page(MILL)
    whole = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(page.id))
    part = await client.text_document_semantic_tokens_range_async(types.SemanticTokensRangeParams(page.id, page.whole()))
    assert part.data == whole.data


async def test_footnotes_show_their_numbers(client, open_page):
    page = open_page(MILL)
    found = await client.text_document_inlay_hint_async(types.InlayHintParams(page.id, page.whole()))
    first = types.TextEdit(types.Range(found[0].position, found[0].position), found[0].label)
    assert "stood.[1]<ref" in page.apply([first])
    assert [it.label for it in found][:5] == ["[1]", "[1]", "[note 1]", "[1]", "[note 1]"]


async def test_hints_are_those_of_the_asked_part(client, open_page):
    page = open_page(MILL)
    found = await client.text_document_inlay_hint_async(types.InlayHintParams(page.id, page.over(USE_LINE)))
    assert {it.position.line for it in found} == {3}


USE_LINE = 'Again 🗼.<ref name="mill" /> <ref name="mill" group="note" />'


async def test_a_definition_shows_how_often_it_is_used(client, open_page):
    page = open_page(MILL)
    found = await client.text_document_code_lens_async(types.CodeLensParams(page.id))
    titles = {(it.range.start.line, it.command.title) for it in found}
    assert (1, "3 uses") in titles
    assert (2, "1 use") in titles
