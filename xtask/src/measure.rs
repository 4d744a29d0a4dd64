//! How long files and functions are, and how much code is generated.
//!
//! STYLE.md's aim: function p90 <= 25 lines, at most 2.5 % above 50, file p90 <= 500. For generated projects: at most 30
//! lines of LLVM IR a line of source.

use crate::source::{SourceFile, root, rust_files};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::{Command, Stdio};
use syn::spanned::Spanned;
use syn::visit::Visit;

/// A function and its number of lines, doc comments apart.
pub struct FunctionSize {
    pub file: String,
    pub name: String,
    pub lines: usize,
}

/// Prints the distribution and the longest ones.
pub fn run() -> Result<()> {
    let files = rust_files()?;
    let mut functions: Vec<FunctionSize> = files.iter().flat_map(functions_of).collect();
    functions.sort_by_key(|function| function.lines);
    let mut lengths: Vec<(usize, String)> =
        files.iter().map(|file| (file.text.lines().count(), file.path.display().to_string())).collect();
    lengths.sort();
    let sizes: Vec<usize> = functions.iter().map(|function| function.lines).collect();
    let above = sizes.iter().filter(|&&lines| lines > 50).count();
    println!(
        "functions {}  {}  above 50 lines: {above} ({:.1} %)",
        sizes.len(),
        quantiles(&sizes),
        percent(above, sizes.len())
    );
    let sizes: Vec<usize> = lengths.iter().map(|(lines, _)| *lines).collect();
    println!(
        "files     {}  {}  lines in all: {}",
        sizes.len(),
        quantiles(&sizes),
        sizes.iter().sum::<usize>()
    );
    println!("longest functions:");
    for function in functions.iter().rev().take(12) {
        println!("  {:5} {} {}", function.lines, function.file, function.name);
    }
    println!("longest files:");
    for (lines, path) in lengths.iter().rev().take(8) {
        println!("  {lines:5} {path}");
    }
    generated_code()
}

/// Lines of LLVM IR for lines of source, blank ones apart, of a generated project.
fn generated_code() -> Result<()> {
    const MODULES: &str = "30";
    let perry = root().join("target/release/perry");
    let generator = root().join("../shared/bench/gen_project.py");
    if !perry.exists() || !generator.exists() {
        println!(
            "LLVM IR for a line of source: not measured, it needs `cargo xtask build` and ../shared/bench"
        );
        return Ok(());
    }
    let folder = root().join("target/measure");
    let _ = std::fs::remove_dir_all(&folder);
    let mut generate = Command::new("python3");
    run_quietly(generate.arg(generator).args(["--modules", MODULES, "--seed", "7", "--out"]).arg(&folder))?;
    let mut source = 0;
    for entry in walkdir::WalkDir::new(folder.join("src")) {
        let path = entry?.into_path();
        if path.extension().is_some_and(|extension| extension == "ts") {
            source += filled_lines(&path)?;
        }
    }
    for level in ["-O0", "-O2"] {
        let text = folder.join(format!("out{level}.ll"));
        let mut compile = Command::new(&perry);
        compile.current_dir(&folder).args([
            "compile",
            "src/main.ts",
            "--no-cache",
            "--emit",
            "llvm-ir",
            level,
        ]);
        run_quietly(compile.arg("-o").arg(&text))?;
        let lines = filled_lines(&text)?;
        let share = lines as f64 / source as f64;
        println!("LLVM IR for a line of source {level}: {share:.1} ({lines} of {source}, {MODULES} modules)");
    }
    Ok(())
}

fn run_quietly(command: &mut Command) -> Result<()> {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

fn filled_lines(path: &Path) -> Result<usize> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).count())
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn quantiles(sorted: &[usize]) -> String {
    let at = |share: f64| {
        sorted
            .get(((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0)
    };
    format!("p50 {} p90 {} p99 {} max {}", at(0.5), at(0.9), at(0.99), at(1.0))
}

/// Sizes of the functions of a file; a file that does not parse has none (rustc will say why).
pub fn functions_of(file: &SourceFile) -> Vec<FunctionSize> {
    let Ok(tree) = syn::parse_file(&file.text) else { return Vec::new() };
    let mut walk = Walk { file: file.path.display().to_string(), found: Vec::new() };
    walk.visit_file(&tree);
    walk.found
}

struct Walk {
    file: String,
    found: Vec<FunctionSize>,
}

impl Walk {
    fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let lines = block.span().end().line + 1 - signature.span().start().line;
        self.found.push(FunctionSize { file: self.file.clone(), name: signature.ident.to_string(), lines });
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(&item.sig, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.sig, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
    }
}
