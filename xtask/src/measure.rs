//! How long files and functions are. STYLE.md's aim: function p90 <= 25 lines, at most 2.5 % above 50, file p90 <= 500.

use crate::source::{SourceFile, rust_files};
use anyhow::Result;
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
    Ok(())
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
