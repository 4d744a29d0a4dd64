"""pytest-lsp as a client: goes through the steps of facts.json.

It counts in UTF-8, is sent diagnostics, and fails where the server does what the client did not say it can do.
Started by `cargo xtask editors pytest`, in a copy of the project; `perry` is on the PATH.
"""

import asyncio
import json
import os
import subprocess
import time
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

PATIENCE = float(os.environ["PERRY_PATIENCE"])
FACTS = json.loads(Path(os.environ["PERRY_FACTS"]).read_text(encoding="utf-8"))
ROOT = Path.cwd()

CAPABILITIES = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8]),
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(version_support=True),
    ),
)


@pytest_lsp.fixture(config=ClientServerConfig(server_command=["perry", "lsp"]))
async def client(lsp_client: LanguageClient):
    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=CAPABILITIES,
            root_uri=ROOT.as_uri(),
            workspace_folders=[types.WorkspaceFolder(uri=ROOT.as_uri(), name="project")],
        )
    )
    assert result.capabilities.position_encoding == types.PositionEncodingKind.Utf8
    yield
    await lsp_client.shutdown_session()


def uri_of(file: str) -> str:
    return (ROOT / file).as_uri()


def file_of(uri: str) -> str:
    return uri.removeprefix(ROOT.as_uri() + "/")


class OpenText:
    """An open text as bytes, for the protocol counts bytes here."""

    def __init__(self, text: str):
        self.bytes = text.encode()
        self.version = 1

    def offset(self, position: types.Position) -> int:
        lines = self.bytes.split(b"\n")
        return sum(len(line) + 1 for line in lines[: position.line]) + position.character

    def position(self, offset: int) -> types.Position:
        lines = self.bytes[:offset].split(b"\n")
        return types.Position(line=len(lines) - 1, character=len(lines[-1]))

    def range(self, start: int, end: int) -> types.Range:
        return types.Range(start=self.position(start), end=self.position(end))

    def place(self, position: types.Position) -> str:
        """LINE:COLUMN from 1 in characters, as `perry check` counts them."""
        line = self.bytes.split(b"\n")[position.line][: position.character]
        return f"{position.line + 1}:{len(line.decode()) + 1}"


def equal(seen, expected):
    if seen != expected:
        raise AssertionError(f"expected {expected!r}\nsaw {seen!r}")


def sentence(message: str, help: str | None, notes: list[str]) -> str:
    return "\n".join([message, *([f"help: {help}"] if help else []), *(f"note: {note}" for note in notes)])


def checked() -> list[str]:
    """What `perry check` says of the disk."""
    output = subprocess.run(["perry", "check", "--format", "json"], stdout=subprocess.PIPE, check=False).stdout
    said = []
    for line in output.splitlines():
        it = json.loads(line)
        if "code" in it:
            span = f"[{it['span']['start']}..{it['span']['end']}]"
            message = sentence(it["message"], it["help"], it["notes"])
            said.append(f"{it['file']}:{it['line']}:{it['column']} {span} {it['severity']} {it['code']}: {message}")
    return sorted(said)


class Steps:
    """A method for each step of facts.json."""

    def __init__(self, client: LanguageClient):
        self.client = client
        self.texts: dict[str, OpenText] = {}

    def shown(self) -> list[str]:
        shown = []
        for uri, diagnostics in self.client.diagnostics.items():
            text = self.texts[file_of(uri)]
            for it in diagnostics:
                span = f"[{text.offset(it.range.start)}..{text.offset(it.range.end)}]"
                place = f"{file_of(uri)}:{text.place(it.range.start)}"
                shown.append(f"{place} {span} {it.severity.name.lower()} {it.code}: {it.message}")
        return sorted(shown)

    def at(self, file: str, anchor: str, where: str = "before") -> dict:
        text = self.texts[file]
        offset = text.bytes.index(anchor.encode()) + (len(anchor.encode()) if where == "after" else 0)
        return {"text_document": types.TextDocumentIdentifier(uri=uri_of(file)), "position": text.position(offset)}

    def places(self, locations) -> list[str]:
        found = [(file_of(it.uri), it.range.start) for it in locations]
        return sorted(f"{file}:{self.texts[file].place(start)}" for file, start in found)

    def change(self, file: str, edits: list[tuple[int, int, str]]):
        """Changes an open text and tells the server: the last edit first, so that none moves another."""
        text = self.texts[file]
        changes = []
        for start, end, new in sorted(edits, reverse=True):
            changes.append(types.TextDocumentContentChangePartial(range=text.range(start, end), text=new))
            text.bytes = text.bytes[:start] + new.encode() + text.bytes[end:]
        text.version += 1
        document = types.VersionedTextDocumentIdentifier(uri=uri_of(file), version=text.version)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(text_document=document, content_changes=changes)
        )

    async def open(self, step):
        text = (ROOT / step["file"]).read_text(encoding="utf-8")
        self.texts[step["file"]] = OpenText(text)
        item = types.TextDocumentItem(uri=uri_of(step["file"]), language_id="typescript", version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    async def edit(self, step):
        start = self.texts[step["file"]].bytes.index(step["find"].encode())
        self.change(step["file"], [(start, start + len(step["find"].encode()), step["replace"])])

    async def save(self, step):
        (ROOT / step["file"]).write_bytes(self.texts[step["file"]].bytes)
        document = types.TextDocumentIdentifier(uri=uri_of(step["file"]))
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(text_document=document))

    async def text(self, step):
        equal(self.texts[step["file"]].bytes.decode(), step["expect"])

    async def diagnostics(self, step):
        end = time.monotonic() + PATIENCE
        while self.shown() != step["expect"] and time.monotonic() < end:
            await asyncio.sleep(0.02)
        equal(self.shown(), step["expect"])
        said = checked()
        if (said == step["expect"]) != (step["disk"] == "equal"):
            raise AssertionError(f"expected that `perry check` is {step['disk']}\nit says {said!r}")

    async def hover(self, step):
        hover = await self.client.text_document_hover_async(types.HoverParams(**self.at(step["file"], step["at"])))
        lines = hover.contents.value.split("\n")
        equal(step["expect"] if set(step["expect"]) <= set(lines) else lines, step["expect"])

    async def definition(self, step):
        params = types.DefinitionParams(**self.at(step["file"], step["at"]))
        equal(self.places(await self.client.text_document_definition_async(params)), step["expect"])

    async def references(self, step):
        context = types.ReferenceContext(include_declaration=True)
        params = types.ReferenceParams(**self.at(step["file"], step["at"]), context=context)
        equal(self.places(await self.client.text_document_references_async(params)), step["expect"])

    async def completion(self, step):
        params = types.CompletionParams(**self.at(step["file"], step["after"], "after"))
        completions = await self.client.text_document_completion_async(params)
        equal(sorted(it.label for it in completions.items), step["expect"])

    async def rename(self, step):
        params = types.RenameParams(**self.at(step["file"], step["at"]), new_name=step["to"])
        edit = await self.client.text_document_rename_async(params)
        for uri, edits in edit.changes.items():
            text = self.texts[file_of(uri)]
            places = [(text.offset(it.range.start), text.offset(it.range.end), it.new_text) for it in edits]
            self.change(file_of(uri), places)


@pytest.mark.asyncio
async def test_all_facts_are_seen(client: LanguageClient):
    steps = Steps(client)
    for number, step in enumerate(FACTS, start=1):
        try:
            # An answer that never comes is a hang as well.
            await asyncio.wait_for(getattr(steps, step["do"])(step), PATIENCE * 2)
        except Exception as problem:
            place = f"step {number}, {step['do']} of {step.get('file', 'all')}"
            pytest.fail(f"{place}: {type(problem).__name__}: {problem}", pytrace=False)
