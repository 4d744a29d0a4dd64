//! The session: what an editor does with one server, and what each step of it takes.

use super::project::{Place, Project};
use super::sheet::{self, Row, Sheet};
use crate::client::{self, Editor};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How fast a person types.
const PACE: Duration = Duration::from_millis(120);

/// One run: a cold start, builds after it, a warm start and a session.
pub fn run(perry: &Path, project: &Project, keys: usize, sheet: &mut Sheet) -> Result<()> {
    // A cold start has no cache and no host.
    if let Some(host) = client::host(perry, &project.root)? {
        Command::new("kill").arg(host.to_string()).status()?;
    }
    let _ = std::fs::remove_dir_all(project.root.join(".perry-cache"));
    let (cold, mut editor) = start(perry, project)?;
    sheet.add(sheet::COLD, [cold]);
    sheet.add(sheet::MEMORY_FIRST, [editor.memory("VmRSS")?]);
    editor.loaded()?;
    sheet.add(sheet::MEMORY_READ, [editor.memory("VmRSS")?]);
    for command in [&["check"][..], &["compile", "-o", "../lsp-out"]] {
        sheet.add(sheet::AGAIN, [executed_again(perry, project, command)?]);
    }
    sheet.add(sheet::FIRST_SEARCH, [first_search(project, &mut editor)?]);
    editor.stop()?;
    let (warm, mut editor) = start(perry, project)?;
    sheet.add(sheet::WARM, [warm]);
    editor.loaded()?;
    let mut typist = Typist::new(project, editor)?;
    sheet.add(sheet::SAME_FILE, typist.same_file(keys)?);
    sheet.add(sheet::IMPORTER, typist.importer(keys)?);
    let (same_file, importer) =
        beside_builds(perry, project, || Ok((typist.same_file(keys)?, typist.importer(keys)?)))?;
    sheet.add(sheet::SAME_FILE_BESIDE, same_file);
    sheet.add(sheet::IMPORTER_BESIDE, importer);
    typist.questions(keys, sheet)?;
    sheet.add(sheet::MEMORY_SESSION, [typist.editor.memory("VmRSS")?]);
    sheet.add(sheet::MEMORY_PEAK, [typist.editor.memory("VmHWM")?]);
    typist.editor.stop()
}

/// Starts a server and opens the leaf; milliseconds until its diagnostics come.
fn start(perry: &Path, project: &Project) -> Result<(f64, Editor)> {
    let text = project.text(&project.leaf)?;
    let begun = Instant::now();
    let mut editor = Editor::start(perry, &project.root)?;
    editor.open(&project.leaf, &text)?;
    editor.diagnostics(&project.leaf)?;
    Ok((milliseconds(begun), editor))
}

/// References of a name of nearly all files; milliseconds. The checks before were long enough to read ahead.
fn first_search(project: &Project, editor: &mut Editor) -> Result<f64> {
    let place = &project.names()?[2];
    let document = json!({ "uri": editor.uri(&place.path) });
    let context = json!({ "includeDeclaration": true });
    let params = json!({ "textDocument": document, "position": place.position(), "context": context });
    editor.time("textDocument/references", params)
}

/// Facts and lowerings that a command did not find in the store.
fn executed_again(perry: &Path, project: &Project, command: &[&str]) -> Result<f64> {
    let mut child = Command::new(perry);
    child.current_dir(&project.root).args(command).args(["src/main.ts", "--format", "json"]);
    let output = child.stdin(Stdio::null()).output()?;
    ensure!(output.status.success(), "{command:?} failed");
    let report: Value = serde_json::from_slice(&output.stdout).context("the report")?;
    let misses = |cache: &str| report[cache]["misses"].as_u64().with_context(|| cache.to_owned());
    Ok((misses("parse_cache")? + misses("lower_cache")?) as f64)
}

/// Does something while the whole project is compiled from nothing, again and again; no object may be lost.
fn beside_builds<T>(perry: &Path, project: &Project, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let builds = scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                build(perry, project)?;
            }
            anyhow::Ok(())
        });
        let worked = work();
        is_done.store(true, Ordering::Relaxed);
        builds.join().map_err(|_| anyhow::anyhow!("the thread of the builds failed"))??;
        worked
    })
}

fn build(perry: &Path, project: &Project) -> Result<()> {
    let cache = project.root.with_file_name("lsp-cache");
    let _ = std::fs::remove_dir_all(&cache);
    let mut command = Command::new(perry);
    command.current_dir(&project.root).args([
        "compile",
        "src/main.ts",
        "--format",
        "json",
        "-o",
        "../lsp-out",
    ]);
    let output = command.arg("--cache-dir").arg(&cache).stdin(Stdio::null()).output()?;
    ensure!(output.status.success(), "compile failed");
    let report: Value = serde_json::from_slice(&output.stdout).context("the report")?;
    let compiled = report["codegen_cache"]["misses"].as_u64();
    ensure!(compiled == Some(project.modules as u64), "{compiled:?} of {} were compiled", project.modules);
    Ok(())
}

/// Somebody at an editor.
struct Typist<'p> {
    project: &'p Project,
    editor: Editor,
    version: i64,
    /// Where the leaf ends, and where the hub declares what the leaf imports.
    end: Place,
    shared: Place,
}

impl<'p> Typist<'p> {
    /// Opens the hub too; the leaf is open.
    fn new(project: &'p Project, mut editor: Editor) -> Result<Typist<'p>> {
        let line = project.text(&project.leaf)?.lines().count();
        let end = Place { path: project.leaf.clone(), line, character: 0 };
        let (mut shared, name) = project.shared_name()?;
        shared.character += name.len();
        editor.open(&project.hub, &project.text(&project.hub)?)?;
        editor.diagnostics(&project.hub)?;
        Ok(Typist { project, editor, version: 1, end, shared })
    }

    /// Types a line that is wrong and takes it away, over and over.
    fn same_file(&mut self, keys: usize) -> Result<Vec<f64>> {
        let end = self.end.clone();
        self.toggle(&end, "const typed = 1 +;", keys)
    }

    /// Renames an export of the hub and back; the diagnostics of the leaf, which imports it, come and go.
    fn importer(&mut self, keys: usize) -> Result<Vec<f64>> {
        let shared = self.shared.clone();
        self.toggle(&shared, "X", keys)
    }

    /// Puts a text in and takes it out; milliseconds until the diagnostics of the leaf are there.
    fn toggle(&mut self, place: &Place, text: &str, keys: usize) -> Result<Vec<f64>> {
        let leaf = self.project.leaf.clone();
        let start = place.position();
        let end = json!({ "line": place.line, "character": place.character + text.len() });
        let mut all = Vec::new();
        // An even number: what was put in is taken out.
        for index in 0..keys.next_multiple_of(2) {
            let (end, text) = if index % 2 == 0 { (&start, text) } else { (&end, "") };
            let begun = Instant::now();
            self.version += 1;
            self.editor.edit(&place.path, self.version, json!({ "start": start, "end": end }), text)?;
            self.editor.diagnostics(&leaf)?;
            all.push(milliseconds(begun));
            std::thread::sleep(PACE.saturating_sub(begun.elapsed()));
        }
        Ok(all)
    }

    /// Rounds of questions; before each round something was typed, so nothing is known to be still true.
    fn questions(&mut self, rounds: usize, sheet: &mut Sheet) -> Result<()> {
        let paths = self.project.asked(9)?;
        let mut places = Vec::new();
        for path in &paths {
            if *path != self.project.leaf {
                self.editor.open(path, &self.project.text(path)?)?;
                self.editor.diagnostics(path)?;
            }
            let (names, members) = self.project.places(path, rounds.div_ceil(paths.len()))?;
            places.extend(names.into_iter().zip(members));
        }
        let names = self.project.names()?;
        let end = self.end.clone();
        for round in 0..rounds {
            self.toggle(&end, " ", 2)?;
            let (name, member) = &places[round % places.len()];
            self.ask(sheet, sheet::HOVER, "textDocument/hover", name, json!({}))?;
            self.ask(sheet, sheet::DEFINITION, "textDocument/definition", name, json!({}))?;
            self.ask(sheet, sheet::COMPLETION, "textDocument/completion", member, json!({}))?;
            for (row, name) in sheet::REFERENCES.into_iter().zip(&names) {
                let more = json!({ "context": { "includeDeclaration": true } });
                self.ask(sheet, row, "textDocument/references", name, more)?;
            }
            for (row, name) in sheet::RENAME.into_iter().zip(&names) {
                self.ask(sheet, row, "textDocument/rename", name, json!({ "newName": "quiteAnotherName" }))?;
            }
        }
        Ok(())
    }

    fn ask(
        &mut self,
        sheet: &mut Sheet,
        row: Row,
        method: &str,
        place: &Place,
        mut params: Value,
    ) -> Result<()> {
        params["textDocument"] = json!({ "uri": self.editor.uri(&place.path) });
        params["position"] = place.position();
        let took = self.editor.time(method, params)?;
        sheet.add(row, [took]);
        Ok(())
    }
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}
