// What VS Code calls: starts `perry lsp`, shows its state, offers commands and tasks. What can be decided without
// VS Code is decided in the other files.

import * as fs from "node:fs";
import * as vscode from "vscode";
import { type ExecuteCommandSignature, LanguageClient, State } from "vscode-languageclient/node";
import { type Binary, findBinary, notFound, type Surroundings } from "./binary";
import { AS_TASKS, isAnswer, type Open, type Outcome, outcome, withPlace } from "./command";
import { shown, type State as Status } from "./status";
import { commandLine, type Definition, isDefinition, label, OFFERED } from "./task";

const LANGUAGES = ["typescript", "typescriptreact", "javascript", "javascriptreact"];

/** Everything that lives as long as the extension does. */
class Extension {
  private client: LanguageClient | undefined;
  private readonly status = vscode.window.createStatusBarItem("perry", vscode.StatusBarAlignment.Right);
  private readonly log = vscode.window.createOutputChannel("perry", { log: true });

  constructor(context: vscode.ExtensionContext) {
    this.status.name = "perry";
    this.status.command = "perry.showLog";
    context.subscriptions.push(
      this.status,
      this.log,
      vscode.commands.registerCommand("perry.showLog", () => {
        this.log.show();
      }),
      vscode.commands.registerCommand("perry.restart", () => this.restart()),
      vscode.tasks.registerTaskProvider("perry", new TaskProvider()),
      vscode.workspace.onDidChangeConfiguration(async (event) => {
        const isOurs = ["perry.path", "perry.server"].some((section) => event.affectsConfiguration(section));
        if (isOurs) await this.restart();
      }),
    );
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async start(): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (folder === undefined) return;
    const binary = binaryOf(folder);
    if (binary === undefined) {
      this.show({ kind: "missing" });
      await offerSettings(notFound(surroundingsOf(folder)));
      return;
    }
    this.show({ kind: "starting" });
    this.log.info(`${binary.path} (${binary.origin})`);
    const client = this.newClient(folder, binary);
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.show({ kind: "stopped", reason: String(error) });
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop() === true) await client.dispose();
  }

  private newClient(folder: vscode.WorkspaceFolder, binary: Binary): LanguageClient {
    const given = vscode.workspace.getConfiguration("perry", folder).get<string[]>("server.arguments", []);
    const options = { cwd: folder.uri.fsPath };
    const server = { command: binary.path, args: ["lsp", ...given], options };
    const client = new LanguageClient("perry", "perry", server, {
      documentSelector: LANGUAGES.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      workspaceFolder: folder,
      outputChannel: this.log,
      middleware: { executeCommand },
    });
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) this.show({ kind: "stopped", reason: "the language server has ended" });
      if (newState !== State.Running) return;
      const version = client.initializeResult?.serverInfo?.version ?? "";
      this.show({ kind: "running", version: `perry ${version}`.trim(), ...binary });
    });
    return client;
  }

  private show(status: Status): void {
    const { text, tooltip, isWarning } = shown(status);
    this.status.text = text;
    this.status.tooltip = tooltip;
    this.status.backgroundColor = isWarning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.status.show();
  }
}

function surroundingsOf(folder: vscode.WorkspaceFolder): Surroundings {
  return {
    folder: folder.uri.fsPath,
    setting: vscode.workspace.getConfiguration("perry", folder).get("path", ""),
    searchPath: process.env["PATH"] ?? "",
    isWindows: process.platform === "win32",
    isExecutable,
  };
}

function binaryOf(folder: vscode.WorkspaceFolder): Binary | undefined {
  return findBinary(surroundingsOf(folder));
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

async function offerSettings(message: string): Promise<void> {
  const choice = await vscode.window.showErrorMessage(message, "Open Settings");
  if (choice !== undefined) await vscode.commands.executeCommand("workbench.action.openSettings", "perry.path");
}

// Commands

/** Stands between the editor and the server's commands. */
async function executeCommand(command: string, given: unknown[], next: ExecuteCommandSignature): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const told = withPlace(command, given, editor && placeIn(editor));
  if (told === undefined) {
    await vscode.window.showErrorMessage("Open a module first.");
    return;
  }
  const asTask = AS_TASKS[command];
  if (asTask !== undefined) return startTask(asTask, String(told[0]));
  const answer: unknown = await next(command, told);
  if (isAnswer(answer)) await tell(outcome(command, answer));
}

function placeIn({ document, selection: { active } }: vscode.TextEditor): Open {
  return { uri: document.uri.toString(), cursor: { line: active.line, character: active.character } };
}

async function tell(outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case "page": {
      const { language, text } = outcome;
      const known = await vscode.languages.getLanguages();
      const page = { content: text, language: known.includes(language) ? language : "plaintext" };
      const document = await vscode.workspace.openTextDocument(page);
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
      return;
    }
    case "note":
      await vscode.window.showInformationMessage(outcome.text);
      return;
    case "failure":
      await vscode.window.showErrorMessage(outcome.text);
  }
}

/** Runs a command about a module in a terminal. */
async function startTask(command: string, uri: string): Promise<void> {
  const module = vscode.Uri.parse(uri);
  const folder = vscode.workspace.getWorkspaceFolder(module);
  if (folder === undefined) {
    await vscode.window.showErrorMessage("The module lies outside of the workspace.");
    return;
  }
  const entry = vscode.workspace.asRelativePath(module, false);
  const task = newTask(folder, { type: "perry", command, entry });
  if (task !== undefined) await vscode.tasks.executeTask(task);
}

// Tasks

class TaskProvider implements vscode.TaskProvider {
  provideTasks(): vscode.Task[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const tasks = folders.flatMap((folder) => OFFERED.map((definition) => newTask(folder, definition)));
    return tasks.filter((task) => task !== undefined);
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const { definition, scope } = task;
    const isOfFolder = scope !== undefined && typeof scope === "object";
    return isOfFolder && isDefinition(definition) ? newTask(scope, definition) : undefined;
  }
}

/** Undefined where there is no perry, or no entry the command needs. */
function newTask(folder: vscode.WorkspaceFolder, definition: Definition): vscode.Task | undefined {
  const configuration = vscode.workspace.getConfiguration("perry", folder);
  const settings = { entry: configuration.get("entry", ""), release: configuration.get("release", false) };
  const line = commandLine(definition, settings);
  const binary = binaryOf(folder);
  if (line === undefined || binary === undefined) return undefined;
  const execution = new vscode.ProcessExecution(binary.path, line, { cwd: folder.uri.fsPath });
  const task = new vscode.Task({ ...definition }, folder, label(definition), "perry", execution, "$perry");
  if (["check", "compile"].includes(definition.command)) task.group = vscode.TaskGroup.Build;
  task.isBackground = definition.command === "dev";
  return task;
}

// Entry points

let extension: Extension | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  extension = new Extension(context);
  await extension.start();
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}
