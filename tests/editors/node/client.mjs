// The protocol's own library as a client: goes through the steps of facts.json. It counts in UTF-16 and asks for
// diagnostics. Started by `cargo xtask editors node`, in a copy of the project; `perry` is on the PATH.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import * as timers from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import lsp from "vscode-languageserver-protocol/node";

const PATIENCE_MS = Number(process.env.PERRY_PATIENCE) * 1000;
const ROOT = pathToFileURL(process.cwd() + "/").href;
const SEVERITIES = ["", "error", "warning", "information", "hint"];

const uriOf = (file) => new URL(file, ROOT).href;
const fileOf = (uri) => uri.slice(ROOT.length);

/** An open text: offsets are of UTF-16 units, as the protocol counts here. */
class OpenText {
  version = 1;
  constructor(text) {
    this.text = text;
  }
  offset({ line, character }) {
    const lines = this.text.split("\n");
    return lines.slice(0, line).reduce((sum, it) => sum + it.length + 1, 0) + character;
  }
  position(offset) {
    const lines = this.text.slice(0, offset).split("\n");
    return { line: lines.length - 1, character: lines.at(-1).length };
  }
  /** LINE:COLUMN from 1 in characters, as `perry check` counts them. */
  place(position) {
    const line = this.text.split("\n")[position.line].slice(0, position.character);
    return `${position.line + 1}:${[...line].length + 1}`;
  }
  byte(position) {
    return Buffer.byteLength(this.text.slice(0, this.offset(position)));
  }
  find(anchor) {
    const at = this.text.indexOf(anchor);
    if (at < 0) throw new Error(`${anchor} is not in the text`);
    return at;
  }
  apply(edits) {
    const placed = edits.map((it) => [this.offset(it.range.start), this.offset(it.range.end), it.newText]);
    for (const [start, end, text] of placed.sort((a, b) => b[0] - a[0])) {
      this.text = this.text.slice(0, start) + text + this.text.slice(end);
    }
  }
}

/** Waits until `see()` gives `expected`; what it gives instead is in the error. */
async function waitFor(expected, see) {
  const end = Date.now() + PATIENCE_MS;
  let seen = await see();
  while (!isDeepStrictEqual(seen, expected) && Date.now() < end) {
    await timers.setTimeout(20);
    seen = await see();
  }
  expect(seen, expected);
}

function expect(seen, expected) {
  if (!isDeepStrictEqual(seen, expected)) {
    throw new Error(`expected ${JSON.stringify(expected, null, 1)}\nsaw ${JSON.stringify(seen, null, 1)}`);
  }
}

/** What `perry check` says of the disk. */
function checked() {
  const { stdout } = spawnSync("perry", ["check", "--format", "json"], { encoding: "utf8" });
  const objects = stdout.trim().split("\n").map((line) => JSON.parse(line));
  return objects
    .filter((it) => it.code !== undefined)
    .map((it) => {
      const message = [it.message, ...(it.help ? [`help: ${it.help}`] : []), ...it.notes.map((note) => `note: ${note}`)];
      const place = `${it.file}:${it.line}:${it.column} [${it.span.start}..${it.span.end}]`;
      return `${place} ${it.severity} ${it.code}: ${message.join("\n")}`;
    })
    .sort();
}

class Client {
  buffers = new Map();

  async start() {
    this.server = spawn("perry", ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    const reader = new lsp.StreamMessageReader(this.server.stdout);
    this.connection = lsp.createProtocolConnection(reader, new lsp.StreamMessageWriter(this.server.stdin));
    this.connection.onRequest(lsp.RegistrationRequest.type, () => {});
    this.connection.listen();
    await this.connection.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: ROOT,
      workspaceFolders: [{ uri: ROOT, name: "project" }],
      capabilities: {
        workspace: { workspaceEdit: { documentChanges: true } },
        textDocument: { diagnostic: {}, definition: { linkSupport: true } },
      },
    });
    await this.connection.sendNotification(lsp.InitializedNotification.type, {});
  }

  async stop() {
    const exited = new Promise((resolve) => this.server.once("exit", resolve));
    await this.connection.sendRequest(lsp.ShutdownRequest.type);
    await this.connection.sendNotification(lsp.ExitNotification.type);
    expect(await exited, 0);
  }

  /** The parameters of a question about the first `anchor` of a text, or about what stands behind it. */
  at(file, anchor, where = "before") {
    const buffer = this.buffers.get(file);
    const position = buffer.position(buffer.find(anchor) + (where === "after" ? anchor.length : 0));
    return { textDocument: { uri: uriOf(file) }, position };
  }

  place(uri, position) {
    return `${fileOf(uri)}:${this.buffers.get(fileOf(uri)).place(position)}`;
  }

  /** Changes an open text and tells the server the same edits. */
  async change(file, edits) {
    const buffer = this.buffers.get(file);
    // The server applies changes one after another: the last first, so that none moves another.
    const ordered = edits.toSorted((a, b) => buffer.offset(b.range.start) - buffer.offset(a.range.start));
    buffer.apply(edits);
    buffer.version += 1;
    await this.connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: uriOf(file), version: buffer.version },
      contentChanges: ordered.map((it) => ({ range: it.range, text: it.newText })),
    });
  }

  async shown() {
    const all = [];
    for (const [file, buffer] of this.buffers) {
      const params = { textDocument: { uri: uriOf(file) } };
      const report = await this.connection.sendRequest(lsp.DocumentDiagnosticRequest.type, params);
      for (const { range, severity, code, message } of report.items) {
        const span = `[${buffer.byte(range.start)}..${buffer.byte(range.end)}]`;
        all.push(`${file}:${buffer.place(range.start)} ${span} ${SEVERITIES[severity]} ${code}: ${message}`);
      }
    }
    return all.sort();
  }

  async open({ file }) {
    const text = readFileSync(fileURLToPath(uriOf(file)), "utf8");
    this.buffers.set(file, new OpenText(text));
    await this.connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: { uri: uriOf(file), languageId: "typescript", version: 1, text },
    });
  }

  async edit({ file, find, replace }) {
    const buffer = this.buffers.get(file);
    const start = buffer.find(find);
    const range = { start: buffer.position(start), end: buffer.position(start + find.length) };
    await this.change(file, [{ range, newText: replace }]);
  }

  async save({ file }) {
    writeFileSync(fileURLToPath(uriOf(file)), this.buffers.get(file).text);
    const params = { textDocument: { uri: uriOf(file) } };
    await this.connection.sendNotification(lsp.DidSaveTextDocumentNotification.type, params);
  }

  async text({ file, expect: expected }) {
    expect(this.buffers.get(file).text, expected);
  }

  async diagnostics({ expect: expected, disk }) {
    await waitFor(expected, () => this.shown());
    const said = checked();
    if (isDeepStrictEqual(said, expected) !== (disk === "equal")) {
      throw new Error(`expected that \`perry check\` is ${disk}\nit says ${JSON.stringify(said, null, 1)}`);
    }
  }

  async hover({ file, at, expect: expected }) {
    const { contents } = await this.connection.sendRequest(lsp.HoverRequest.type, this.at(file, at));
    const lines = contents.value.split("\n");
    expect(expected.every((line) => lines.includes(line)) ? expected : lines, expected);
  }

  async definition({ file, at, expect: expected }) {
    const links = await this.connection.sendRequest(lsp.DefinitionRequest.type, this.at(file, at));
    expect(links.map((it) => this.place(it.targetUri, it.targetSelectionRange.start)), expected);
  }

  async references({ file, at, expect: expected }) {
    const params = { ...this.at(file, at), context: { includeDeclaration: true } };
    const found = await this.connection.sendRequest(lsp.ReferencesRequest.type, params);
    expect(found.map((it) => this.place(it.uri, it.range.start)).sort(), expected);
  }

  async completion({ file, after, expect: expected }) {
    const list = await this.connection.sendRequest(lsp.CompletionRequest.type, this.at(file, after, "after"));
    expect(list.items.map((it) => it.label).sort(), expected);
  }

  async rename({ file, at, to }) {
    const params = { ...this.at(file, at), newName: to };
    const { documentChanges } = await this.connection.sendRequest(lsp.RenameRequest.type, params);
    for (const { textDocument, edits } of documentChanges) {
      const target = fileOf(textDocument.uri);
      expect(textDocument.version, this.buffers.get(target).version);
      await this.change(target, edits);
    }
  }
}

const STEPS = ["open", "edit", "save", "text", "diagnostics", "hover", "definition", "references", "completion", "rename"];
const facts = JSON.parse(readFileSync(process.env.PERRY_FACTS, "utf8"));
const name = `version ${process.versions.node}`;
const client = new Client();
// An answer that never comes is a hang as well.
const hang = setTimeout(() => fail("no answer came"), PATIENCE_MS * 2);
let number = 0;

function fail(problem) {
  const step = facts[number - 1];
  console.error(`${name}: step ${number}, ${step?.do} of ${step?.file ?? "all"}: ${problem}`);
  client.server?.kill();
  process.exit(1);
}

try {
  await client.start();
  for (const step of facts) {
    number += 1;
    if (!STEPS.includes(step.do)) throw new Error("there is no such step");
    await client[step.do](step);
  }
  await client.stop();
} catch (error) {
  fail(error.message);
}
clearTimeout(hang);
console.log(`${name}, ${facts.length} steps`);
