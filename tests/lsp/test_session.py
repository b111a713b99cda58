"""What holds for every request: positions, changes, errors and the end of a session."""

from __future__ import annotations

import pytest
from conftest import CLIENTS
from lsprotocol import types
from pygls.exceptions import JsonRpcException


async def test_the_encoding_that_the_client_likes_best_is_taken(client, request):
    assert client.server.capabilities.position_encoding == CLIENTS[request.node.callspec.params["client"]]


async def test_the_server_says_what_it_is(client):
    assert client.server.server_info.name == "citelint"
    assert client.server.server_info.version


async def test_a_client_that_can_watch_files_is_asked_to_watch_the_settings(client, open_page):
    page = open_page("== Tower ==\n")
    await client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id))
    watched = client.capabilities.workspace.did_change_watched_files
    can_watch = bool(watched and watched.dynamic_registration)
    assert (types.WORKSPACE_DID_CHANGE_WATCHED_FILES in client.registered) == can_watch


async def test_a_page_that_is_not_open_is_an_error_and_the_server_lives(client, open_page, workspace):
    unknown = types.TextDocumentIdentifier((workspace / "unknown.wiki").as_uri())
    with pytest.raises(JsonRpcException):
        await client.text_document_hover_async(types.HoverParams(unknown, types.Position(0, 0)))
    page = open_page("== Tower ==\n")
    assert await client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id))


async def test_an_unknown_request_is_an_error_and_the_server_lives(client, open_page):
    with pytest.raises(JsonRpcException):
        await client.protocol.send_request_async("citelint/no-such-request", {})
    page = open_page("== Tower ==\n")
    assert await client.text_document_document_symbol_async(types.DocumentSymbolParams(page.id))
