"""What is known of a page follows each change, and is what it would be of a page just opened."""

from __future__ import annotations

import asyncio
import random

from lsprotocol import types
from texts import MILL


async def known(client, page):
    """What the server knows of the structure of a page."""
    symbols, folds, hints, tokens = await asyncio.gather(
        client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id)),
        client.text_document_folding_range_async(types.FoldingRangeParams(page.id)),
        client.text_document_inlay_hint_async(types.InlayHintParams(page.id, page.whole())),
        client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(page.id)),
    )
    return symbols, folds, hints, tokens.data


async def test_typing_behind_emoji_and_marks_changes_the_right_place(client, open_page):
    page = open_page(MILL)
    page.change(page.over("toile 🗼"), "toile 🗼🗼")
    page.change(page.over("🗼🗼"), "E\u0301🔥")
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id))
    assert symbols[0].name == "E\u0301toile E\u0301🔥"


async def test_lines_can_be_joined_and_split_between_their_two_ends(client, open_page):
    page = open_page("== A ==\r\n== B ==\r\n")
    end = page.at("\r\n")
    page.change(types.Range(end, types.Position(1, 0)), "\n\r\n")
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id))
    assert [(it.name, it.selection_range.start.line) for it in symbols] == [("A", 0), ("B", 2)]


async def test_the_whole_text_can_be_replaced(client, open_page):
    page = open_page(MILL)
    page.replace("== New 🗼 ==")
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id))
    assert [it.name for it in symbols] == ["New 🗼"]


async def test_after_any_changes_a_page_is_as_if_just_opened(client, open_page):
    page = open_page(MILL)
    chance = random.Random(7)
    pieces = ["", "🗼", "\u0301", "\r\n", "\n", "<ref>", "</ref>", "{{", "}}", '<ref name="mill" />', "== A ==", "x"]
    for _ in range(60):
        starts = [at for at in range(len(page.text) + 1) if page.text[at - 1 : at + 1] != "\r\n"]
        first = chance.choice(starts)
        last = min(chance.choice([first, first + 1, first + 9]), len(page.text))
        if last not in starts:
            last += 1
        place = types.Range(page.position(first), page.position(last))
        page.change(place, chance.choice(pieces))
    changed = await known(client, page)
    fresh = open_page(page.text, "fresh.wiki")
    assert changed == await known(client, fresh)
