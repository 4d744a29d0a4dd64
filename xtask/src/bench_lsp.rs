//! The editor's figures: a generated project, opened and edited through `perry lsp`, as a table in docs/editor.md.

use crate::client::Editor;
use crate::source::root;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

struct Settings {
    modules: usize,
    runs: usize,
    edits: usize,
    write: bool,
}

/// What one session measured: milliseconds and megabytes, by the name of the row.
type Figures = Vec<(&'static str, Vec<f64>)>;

/// Measures and prints the table; `--write` puts it into docs/editor.md.
pub fn run(args: &[String]) -> Result<()> {
    let settings = settings(args)?;
    let perry = root().join("target/release/perry");
    let project = Project::generate(settings.modules)?;
    let mut rows: Figures = Vec::new();
    for _ in 0..settings.runs {
        for (name, values) in session(&perry, &project, settings.edits)? {
            match rows.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.extend(values),
                None => rows.push((name, values)),
            }
        }
    }
    let table = table(&rows);
    println!("{table}");
    if settings.write {
        write(&table)?;
    }
    Ok(())
}

fn settings(args: &[String]) -> Result<Settings> {
    let mut settings = Settings { modules: 1000, runs: 5, edits: 100, write: false };
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut value = || rest.next().with_context(|| format!("{arg} takes a value"));
        match arg.as_str() {
            "--modules" => settings.modules = value()?.parse()?,
            "--runs" => settings.runs = value()?.parse()?,
            "--edits" => settings.edits = value()?.parse()?,
            "--write" => settings.write = true,
            _ => bail!("unknown argument {arg}"),
        }
    }
    Ok(settings)
}

/// A generated project, and the modules that are edited.
struct Project {
    root: PathBuf,
    leaf: String,
    hub: String,
}

impl Project {
    fn generate(modules: usize) -> Result<Project> {
        let generators =
            root().join("../shared/bench").canonicalize().context("../shared/bench holds the generators")?;
        let folder = root().join("target/bench/lsp");
        // What an earlier run left, if any.
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)?;
        let status = Command::new("python3")
            .arg(generators.join("gen_project.py"))
            .args(["--modules", &modules.to_string(), "--seed", "7", "--out"])
            .arg(&folder)
            .stdout(std::process::Stdio::null())
            .status()?;
        anyhow::ensure!(status.success(), "gen_project.py failed");
        let manifest: Value = serde_json::from_slice(&std::fs::read(folder.join("manifest.json"))?)?;
        let named = |name: &str| manifest[name].as_str().map(str::to_owned).with_context(|| name.to_owned());
        Ok(Project { leaf: named("leaf")?, hub: named("hub")?, root: folder })
    }

    fn text(&self, path: &str) -> Result<String> {
        Ok(std::fs::read_to_string(self.root.join(path))?)
    }
}

/// One round: cold, warm, edits.
fn session(perry: &Path, project: &Project, edits: usize) -> Result<Figures> {
    // A cold start has no cache.
    let _ = std::fs::remove_dir_all(project.root.join(".perry-cache"));
    let mut figures = vec![("start to first diagnostics, cold (ms)", vec![start(perry, project)?.0])];
    let (warm, mut editor) = start(perry, project)?;
    figures.push(("start to first diagnostics, warm store (ms)", vec![warm]));
    figures.push(("memory after first diagnostics (MB)", vec![editor.memory()?]));
    let leaf = typing(&mut editor, project, &project.leaf, &project.leaf, edits)?;
    figures.push(("key to diagnostics, same file (ms)", leaf));
    let importer = importer_of_hub(project)?;
    editor.open(&importer, &project.text(&importer)?)?;
    editor.diagnostics(&importer)?;
    figures
        .push(("key to diagnostics of an importer (ms)", spreading(&mut editor, project, &importer, edits)?));
    figures.push(("memory after a session (MB)", vec![editor.memory()?]));
    editor.stop()?;
    Ok(figures)
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

/// Types a line that is wrong and takes it away, over and over.
fn typing(
    editor: &mut Editor,
    project: &Project,
    edited: &str,
    awaited: &str,
    edits: usize,
) -> Result<Vec<f64>> {
    let line = project.text(edited)?.lines().count();
    let mut all = Vec::new();
    for index in 0..edits {
        let at = json!({ "line": line, "character": 0 });
        let (end, text) = match index % 2 {
            0 => (at.clone(), "const typed = 1 +;"),
            _ => (json!({ "line": line, "character": 18 }), ""),
        };
        let begun = Instant::now();
        editor.edit(edited, index as i64 + 2, json!({ "start": at, "end": end }), text)?;
        editor.diagnostics(awaited)?;
        all.push(milliseconds(begun));
    }
    Ok(all)
}

/// Renames an export of the hub and back; the diagnostics of a module that imports it come and go.
fn spreading(editor: &mut Editor, project: &Project, importer: &str, edits: usize) -> Result<Vec<f64>> {
    let text = project.text(&project.hub)?;
    editor.open(&project.hub, &text)?;
    editor.diagnostics(&project.hub)?;
    let imported = project.text(importer)?;
    let name = imported.lines().filter(|line| line.contains("hub")).find_map(|line| {
        let names = line.split_once('{')?.1.split_once('}')?.0;
        names
            .split(',')
            .map(str::trim)
            .find(|name| text.contains(&format!("export function {name}(")))
            .map(str::to_owned)
    });
    let name = name.context("the importer calls a function of the hub")?;
    let declared = format!("export function {name}(");
    let line = text.lines().position(|line| line.contains(&declared)).context("it is declared")?;
    let at = "export function ".len() + name.len();
    let mut all = Vec::new();
    for index in 0..edits {
        let start = json!({ "line": line, "character": at });
        let (end, typed) = match index % 2 {
            0 => (start.clone(), "X"),
            _ => (json!({ "line": line, "character": at + 1 }), ""),
        };
        let begun = Instant::now();
        editor.edit(&project.hub, index as i64 + 2, json!({ "start": start, "end": end }), typed)?;
        editor.diagnostics(importer)?;
        all.push(milliseconds(begun));
    }
    Ok(all)
}

fn importer_of_hub(project: &Project) -> Result<String> {
    let text = project.text(&project.leaf)?;
    anyhow::ensure!(text.contains("hub"), "the leaf imports the hub");
    Ok(project.leaf.clone())
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}

fn percentile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}

fn table(rows: &Figures) -> String {
    let row = |(name, values): &(&str, Vec<f64>)| {
        format!("| {name} | {:.1} | {:.1} |\n", percentile(values, 0.5), percentile(values, 0.95))
    };
    let rows: String = rows.iter().map(row).collect();
    format!("| | p50 | p95 |\n|---|---|---|\n{rows}")
}

fn write(table: &str) -> Result<()> {
    let page = root().join("docs/editor.md");
    let text = std::fs::read_to_string(&page)?;
    let (before, rest) = text.split_once("<!-- figures -->\n").context("docs/editor.md says where")?;
    let (_, after) = rest.split_once("<!-- end -->\n").context("docs/editor.md says where")?;
    Ok(std::fs::write(page, format!("{before}<!-- figures -->\n{table}<!-- end -->\n{after}"))?)
}
