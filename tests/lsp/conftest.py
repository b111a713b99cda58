"""The server, started by each of the clients whose profiles pytest-lsp has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from page import Page
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

CITELINT = os.environ.get("CITELINT", str(Path(__file__).parents[2] / "target/debug/citelint"))

# Each prefers another of the three encodings.
CLIENTS = {
    "visual_studio_code": "utf-16",
    "neovim": "utf-8",
    "emacs": "utf-32",
}


@pytest_lsp.fixture(
    params=CLIENTS,
    config=ClientServerConfig(server_command=[CITELINT, "lsp"]),
)
async def client(request, lsp_client: LanguageClient, workspace: Path):
    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(workspace.as_uri(), "pages")],
        )
    )
    lsp_client.server = result
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def encoding(client: LanguageClient) -> str:
    return client.server.capabilities.position_encoding or "utf-16"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def open_page(client: LanguageClient, encoding: str, workspace: Path):
    """Opens a page; its text is on the disk too, so that the workspace has it."""

    def open_page(text: str, name: str = "page.wiki") -> Page:
        page = Page(client, workspace / name, text, encoding)
        page.path.write_bytes(text.encode())
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(page.uri, "wikitext", page.version, text))
        )
        return page

    return open_page
