//! The project: what `gen_project.py` made, and the places in it that an editor asks about.

use crate::source::root;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

/// A generated project, and the modules that are edited.
pub struct Project {
    pub root: PathBuf,
    /// Imported by nearly nobody; imports the hub.
    pub leaf: String,
    /// Imported by nearly all.
    pub hub: String,
    /// Imported by about ten.
    pub middle: String,
    pub modules: usize,
}

/// A position in a file.
#[derive(Clone)]
pub struct Place {
    pub path: String,
    pub line: usize,
    pub character: usize,
}

impl Place {
    pub fn position(&self) -> Value {
        json!({ "line": self.line, "character": self.character })
    }
}

impl Project {
    pub fn generate(modules: usize) -> Result<Project> {
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
        ensure!(status.success(), "gen_project.py failed");
        let manifest: Value = serde_json::from_slice(&std::fs::read(folder.join("manifest.json"))?)?;
        let named = |name: &str| manifest[name].as_str().map(str::to_owned).with_context(|| name.to_owned());
        Ok(Project { leaf: named("leaf")?, hub: named("hub")?, middle: named("mid")?, root: folder, modules })
    }

    pub fn text(&self, path: &str) -> Result<String> {
        Ok(std::fs::read_to_string(self.root.join(path))?)
    }

    /// Names of one file, of about ten, of nearly all.
    pub fn names(&self) -> Result<[Place; 3]> {
        Ok([
            self.behind(&self.leaf, "const ")?,
            self.behind(&self.middle, "export const ")?,
            self.behind(&self.hub, "export function ")?,
        ])
    }

    /// A name that the hub exports and the leaf imports: where the hub declares it.
    pub fn shared_name(&self) -> Result<(Place, String)> {
        let (hub, leaf) = (self.text(&self.hub)?, self.text(&self.leaf)?);
        let import = leaf.lines().find(|line| line.contains("hub")).context("the leaf imports the hub")?;
        let names = import.split_once('{').and_then(|(_, rest)| rest.split_once('}')).context("by name")?.0;
        let declared = |name: &str| format!("export function {name}(");
        let is_function = |name: &&str| hub.contains(&declared(name));
        let name = names.split(',').map(str::trim).find(is_function).context("a function of the hub")?;
        Ok((self.behind(&self.hub, &declared(name)[.."export function ".len()])?, name.to_owned()))
    }

    /// Right behind the first `before` that begins a line.
    fn behind(&self, path: &str, before: &str) -> Result<Place> {
        let line = self.text(path)?.lines().position(|line| line.starts_with(before));
        let line = line.with_context(|| format!("{path} has a line that begins with `{before}`"))?;
        Ok(Place { path: path.to_owned(), line, character: before.len() })
    }

    /// Files to ask about: the leaf and some that are spread over the project.
    pub fn asked(&self, count: usize) -> Result<Vec<String>> {
        let mut all: Vec<String> = Vec::new();
        for entry in walkdir::WalkDir::new(self.root.join("src")).sort_by_file_name() {
            let entry = entry?;
            let path = entry.path().strip_prefix(&self.root)?.to_string_lossy().into_owned();
            let is_module = entry.file_name().to_string_lossy().starts_with('m') && path.contains("/l");
            all.extend(is_module.then_some(path).filter(|path| *path != self.leaf));
        }
        let step = (all.len() / count.max(1)).max(1);
        Ok(std::iter::once(self.leaf.clone()).chain(all.into_iter().step_by(step).take(count)).collect())
    }

    /// Places of names in the code of a file, those behind dots apart; evenly spread.
    pub fn places(&self, path: &str, count: usize) -> Result<(Vec<Place>, Vec<Place>)> {
        let (mut names, mut members) = (Vec::new(), Vec::new());
        for (line, text) in self.text(path)?.lines().enumerate() {
            if text.contains(['"', '`', '/', '\'']) {
                continue; // words in strings and comments are no names
            }
            for (character, word) in words(text) {
                let place = Place { path: path.to_owned(), line, character };
                let before = text[..character].chars().rev().take(2).collect::<Vec<_>>();
                match before[..] {
                    ['.', name, ..] if name.is_alphanumeric() => members.push(place),
                    ['.', ..] => {}
                    _ if !KEYWORDS.contains(&word) => names.push(place),
                    _ => {}
                }
            }
        }
        let spread = |all: Vec<Place>| {
            let step = (all.len() / count).max(1);
            all.into_iter().step_by(step).take(count).collect()
        };
        Ok((spread(names), spread(members)))
    }
}

const KEYWORDS: [&str; 30] = [
    "import",
    "export",
    "from",
    "const",
    "let",
    "function",
    "class",
    "extends",
    "return",
    "if",
    "else",
    "for",
    "while",
    "of",
    "new",
    "this",
    "super",
    "private",
    "number",
    "string",
    "boolean",
    "void",
    "null",
    "true",
    "false",
    "interface",
    "override",
    "async",
    "await",
    "constructor",
];

/// The words of a line that begin with a letter, and where they begin.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + line[at..].find(is_word)?;
        let end = line[start..].find(|c| !is_word(c)).map_or(line.len(), |len| start + len);
        at = end;
        Some((start, &line[start..end]))
    })
    .filter(|(_, word)| !word.starts_with(|c: char| c.is_ascii_digit()))
}
