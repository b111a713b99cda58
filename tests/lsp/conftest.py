"""The server, started by each of the clients whose profiles pytest-lsp has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from page import Page
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

CITELINT = os.environ.get("CITELINT", str(Path(__file__).parents[2] / "target/debug/citelint"))

# Each prefers another of the three encodings.
CLIENTS = {
    "visual_studio_code": "utf-16",
    "neovim": "utf-8",
    "emacs": "utf-32",
}


def make_client() -> LanguageClient:
    """A client that keeps what was published last of each page, with its version, and what the
    server registered later."""

    def keep(client: LanguageClient, params: types.PublishDiagnosticsParams):
        client.published[params.uri] = params

    def register(client: LanguageClient, params: types.RegistrationParams):
        client.registered += [it.method for it in params.registrations]

    client = LanguageClient(converter_factory=default_converter)
    client.published = {}
    client.registered = []
    features = {
        **DEFAULT_CLIENT_FEATURES,
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: keep,
        types.CLIENT_REGISTER_CAPABILITY: register,
    }
    register_lsp_features(client, features)
    return client


@pytest_lsp.fixture(
    params=CLIENTS,
    config=ClientServerConfig(server_command=[CITELINT, "lsp"], client_factory=make_client),
)
async def client(request, lsp_client: LanguageClient, workspace: Path):
    options = request.node.get_closest_marker("options")
    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(workspace.as_uri(), "pages")],
            initialization_options=options.kwargs if options else None,
        )
    )
    lsp_client.server = result
    lsp_client.set_configuration(options.kwargs if options else {}, section="citelint")
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
