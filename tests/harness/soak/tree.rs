//! The tree: the files of a project as texts, where they come from, and how they get to the disk.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use fastrand::Rng;
use perry_tests::perry::root;

use crate::tally::Failure;

/// A project's files by path, and the module that starts it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub files: BTreeMap<String, String>,
    pub entry: String,
}

impl Tree {
    /// Brings `folder` from the state `old` (nothing: an empty folder) to this one. Only what differs is written.
    pub fn write(&self, folder: &Path, old: Option<&Tree>) -> Result<(), Failure> {
        let before = |path: &String| old.and_then(|old| old.files.get(path));
        for path in old.iter().flat_map(|old| old.files.keys()) {
            if !self.files.contains_key(path) {
                fs::remove_file(folder.join(path))?;
            }
        }
        for (path, text) in &self.files {
            if before(path) != Some(text) {
                let path = folder.join(path);
                fs::create_dir_all(path.parent().unwrap_or(folder))?;
                fs::write(path, text)?;
            }
        }
        Ok(())
    }

    /// The paths of modules.
    pub fn modules(&self) -> Vec<String> {
        let is_module = |path: &&String| [".ts", ".mts", ".js", ".mjs"].iter().any(|it| path.ends_with(it));
        self.files.keys().filter(is_module).cloned().collect()
    }

    /// What lies in a folder; nothing that a build leaves there.
    fn of_folder(folder: &Path, entry: &str) -> Result<Tree, Failure> {
        let mut tree = Tree { entry: entry.to_owned(), ..Tree::default() };
        let walk = walkdir::WalkDir::new(folder).into_iter();
        let walk = walk.filter_entry(|entry| entry.file_name() != ".perry-cache").filter_map(Result::ok);
        for found in walk.filter(|it| it.file_type().is_file()) {
            let Ok(text) = fs::read_to_string(found.path()) else { continue };
            let path =
                found.path().strip_prefix(folder).map_err(|error| Failure::world(error.to_string()))?;
            tree.files.insert(path.display().to_string(), text);
        }
        tree.mark();
        Ok(tree)
    }

    fn mark(&mut self) {
        let package = "{ \"name\": \"soak\", \"type\": \"module\" }\n".to_owned();
        self.files.entry("package.json".to_owned()).or_insert(package);
    }
}

/// A project to start from, with the name of its kind.
pub fn project(rng: &mut Rng) -> Result<(&'static str, Tree), Failure> {
    match rng.u8(..4) {
        0 => Ok(("tests/run", recorded(rng)?)),
        1 => Ok(("tests/run of several modules", recorded_modules(rng)?)),
        2 => match generator() {
            Some(generator) => Ok(("gen_project.py", generated(&generator, rng)?)),
            None => Ok(("made up", usual(rng))),
        },
        _ => Ok(("made up", usual(rng))),
    }
}

/// A program of tests/run that is one file.
fn recorded(rng: &mut Rng) -> Result<Tree, Failure> {
    let programs = perry_tests::program::programs();
    let single = |path: &Path| path.file_stem().is_some_and(|stem| stem != "main");
    let all: Vec<PathBuf> = programs.into_iter().map(|it| it.entry).filter(|it| single(it)).collect();
    let path = rng.choice(&all).ok_or_else(|| Failure::world("tests/run is empty".to_owned()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut tree = Tree { entry: name.clone(), ..Tree::default() };
    tree.files.insert(name, fs::read_to_string(path)?);
    tree.mark();
    Ok(tree)
}

fn recorded_modules(rng: &mut Rng) -> Result<Tree, Failure> {
    let folders = fs::read_dir(root().join("tests/run/modules"))?.filter_map(Result::ok);
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.join("main.ts").exists());
    folders.sort();
    let folder =
        rng.choice(&folders).ok_or_else(|| Failure::world("tests/run/modules is empty".to_owned()))?;
    Tree::of_folder(folder, "main.ts")
}

/// The generator of benchmark projects, where the benchmarks are.
fn generator() -> Option<PathBuf> {
    root().join("../shared/bench/gen_project.py").canonicalize().ok()
}

fn generated(generator: &Path, rng: &mut Rng) -> Result<Tree, Failure> {
    let folder = tempfile::tempdir()?;
    let (modules, seed) = (rng.usize(12..20).to_string(), rng.u16(..).to_string());
    let mut command = Command::new("python3");
    command.arg(generator).args(["--modules", &modules, "--seed", &seed, "--out"]).arg(folder.path());
    let made = command.output()?;
    match made.status.success() {
        true => Tree::of_folder(folder.path(), "src/main.ts"),
        false => Err(Failure::world(String::from_utf8_lossy(&made.stderr).into_owned())),
    }
}

fn usual(rng: &mut Rng) -> Tree {
    let count = rng.usize(2..7);
    made_up(rng, count)
}

/// So many small modules that use one another in every way there is.
pub fn made_up(rng: &mut Rng, count: usize) -> Tree {
    let mut tree = Tree { entry: "src/main.ts".to_owned(), ..Tree::default() };
    let mut main = String::from("let total = 0;\n");
    for index in 0..count {
        tree.files.insert(format!("src/m{index}.ts"), module(index, rng));
        let import = format!(
            "import {{ N{index}, f{index}, C{index}, E{index}, type T{index} }} from \"./m{index}.ts\";\n"
        );
        main.insert_str(0, &import);
        let _ = writeln!(
            main,
            "const t{index}: T{index} = {{ value: f{index}(N{index}), label: \"m{index}\" }};"
        );
        let _ = writeln!(
            main,
            "total = (total * 31 + new C{index}(t{index}.value).get() + E{index}.Two) % 99991;"
        );
    }
    main.push_str("console.log(total);\n");
    tree.files.insert(tree.entry.clone(), main);
    tree.mark();
    tree
}

/// A module that uses some of those before it.
fn module(index: usize, rng: &mut Rng) -> String {
    let mut text = String::new();
    let used: Vec<usize> = (0..index).filter(|_| rng.bool()).collect();
    for used in &used {
        let _ = writeln!(text, "import {{ f{used}, C{used}, N{used} as n{used} }} from \"./m{used}.ts\";");
    }
    let _ = writeln!(text, "export const N{index} = {};", rng.u16(1..1000));
    let _ = writeln!(text, "export interface T{index} {{ value: number; label: string }}");
    let _ = writeln!(text, "export enum E{index} {{ One = {}, Two, Three }}", rng.u8(1..50));
    let _ = writeln!(text, "const table{index} = [{}, {}, {}];", rng.u8(..), rng.u8(..), rng.u8(..));
    let _ = writeln!(text, "export function f{index}(a: number, b: number = {}): number {{", rng.u8(1..9));
    let _ = writeln!(text, "  let sum = a + b;");
    let _ = writeln!(text, "  for (let i = 0; i < {}; i++) sum += table{index}[i % 3] * i;", rng.u8(2..9));
    for used in &used {
        let _ = writeln!(text, "  sum += f{used}(sum % 100) + n{used};");
    }
    let _ = writeln!(text, "  return sum % 10007;\n}}");
    let parent = used.last().map(|used| format!(" extends C{used}")).unwrap_or_default();
    let call = if used.is_empty() { "" } else { "    super(start);\n" };
    let _ = writeln!(text, "export class C{index}{parent} {{");
    let _ = writeln!(text, "  private own{index}: number;\n  constructor(start: number) {{");
    let _ = writeln!(text, "{call}    this.own{index} = start + {};\n  }}", rng.u8(..));
    let _ = writeln!(text, "  get(): number {{\n    return this.own{index} * 3 + N{index};\n  }}\n}}");
    text
}
