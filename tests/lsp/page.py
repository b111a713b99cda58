"""A wiki page that is open in the server, with places named by the text that stands there.

Places are counted here, and not by the server, in each of the three encodings.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient

UNIT_BYTES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


class Page:
    def __init__(self, client: LanguageClient, path: Path, text: str, encoding: str):
        self.client = client
        self.path = path
        self.text = text
        self.encoding = encoding
        self.version = 1

    @property
    def uri(self) -> str:
        return self.path.as_uri()

    @property
    def id(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)

    # Places

    def offset(self, needle: str, nth: int = 1, within: int = 0) -> int:
        """Where the nth `needle` starts, plus `within` characters."""
        at = -1
        for _ in range(nth):
            at = self.text.index(needle, at + 1)
        return at + within

    def at(self, needle: str, nth: int = 1, within: int = 0) -> types.Position:
        return self.position(self.offset(needle, nth, within))

    def over(self, needle: str, nth: int = 1) -> types.Range:
        start = self.offset(needle, nth)
        return types.Range(self.position(start), self.position(start + len(needle)))

    def whole(self) -> types.Range:
        return types.Range(types.Position(0, 0), self.position(len(self.text)))

    def position(self, offset: int) -> types.Position:
        starts = self._line_starts()
        line = max(at for at, start in enumerate(starts) if start <= offset)
        return types.Position(line, self._units(self.text[starts[line] : offset]))

    def read(self, place: types.Range) -> str:
        """The text of a range."""
        return self.text[self._offset(place.start) : self._offset(place.end)]

    def text_at(self, location: types.Location) -> str:
        assert location.uri == self.uri
        return self.read(location.range)

    # Changes

    def change(self, place: types.Range, text: str) -> None:
        """Types over a range, as an incremental change."""
        start, end = self._offset(place.start), self._offset(place.end)
        self.text = self.text[:start] + text + self.text[end:]
        self._changed(types.TextDocumentContentChangePartial(range=place, text=text))

    def replace(self, text: str) -> None:
        """Replaces everything, as a full change."""
        self.text = text
        self._changed(types.TextDocumentContentChangeWholeDocument(text=text))

    def apply(self, edits: Iterable[types.TextEdit | types.AnnotatedTextEdit]) -> str:
        """The text with edits applied, which may not overlap; the page stays as it is."""
        found = [(self._offset(it.range.start), self._offset(it.range.end), it.new_text) for it in edits]
        ends = [0]
        parts = []
        for start, end, text in sorted(found, key=lambda it: it[:2]):
            assert start >= ends[-1], "edits overlap"
            parts += [self.text[ends[-1] : start], text]
            ends.append(end)
        return "".join(parts) + self.text[ends[-1] :]

    def apply_workspace(self, edit: types.WorkspaceEdit) -> str:
        """The text with an edit of the workspace applied, which must be of this page alone."""
        if edit.document_changes:
            (change,) = edit.document_changes
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.uri == self.uri
            assert change.text_document.version in (None, self.version)
            return self.apply(change.edits)
        assert edit.changes is not None
        assert list(edit.changes) == [self.uri]
        return self.apply(edit.changes[self.uri])

    async def findings(self) -> list[types.Diagnostic]:
        """What is found in the page as it is, in the way that the client learns of it."""
        if self.client.capabilities.text_document.diagnostic is not None:
            report = await self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(self.id))
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            return list(report.items)
        for _ in range(1000):
            published = self.client.published.get(self.uri)
            if published is not None and published.version == self.version:
                return list(published.diagnostics)
            await asyncio.sleep(0.01)
        raise AssertionError("nothing was published")

    async def actions(self, place: types.Range, *kinds: str) -> dict[str, types.CodeAction]:
        """What can be done about a place, by title, with edits worked out."""
        diagnostics = [it for it in await self.findings() if it.range.start <= place.end and place.start <= it.range.end]
        context = types.CodeActionContext(diagnostics, only=list(kinds) or None)
        found = await self.client.text_document_code_action_async(types.CodeActionParams(self.id, place, context))
        actions = {}
        for it in found or []:
            assert isinstance(it, types.CodeAction)
            if it.edit is None:
                it = await self.client.code_action_resolve_async(it)
            actions[it.title] = it
        return actions

    def close(self) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.id))

    def _changed(self, change: types.TextDocumentContentChangeEvent) -> None:
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def _line_starts(self) -> list[int]:
        return [0, *(it.end() for it in re.finditer(r"\r\n|\r|\n", self.text))]

    def _units(self, text: str) -> int:
        return len(text.encode(f"{self.encoding}-le" if self.encoding != "utf-8" else "utf-8")) // UNIT_BYTES[self.encoding]

    def _offset(self, position: types.Position) -> int:
        starts = self._line_starts()
        offset = starts[position.line]
        units = 0
        while units < position.character:
            units += self._units(self.text[offset])
            offset += 1
        assert units == position.character, "a position within a character"
        assert position.line + 1 == len(starts) or offset < starts[position.line + 1], "a position behind its line"
        return offset
