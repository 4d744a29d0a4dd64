//! The laws of STYLE.md and ARCHITECTURE.md that a machine can check. Each law lists what breaks it.

use crate::source::{SourceFile, root, rust_files};
use anyhow::{Result, bail};
use std::collections::BTreeMap;

/// Which crate may use which of ours: the arrows of ARCHITECTURE.md.
pub const ARROWS: &[(&str, &[&str])] = &[
    ("perry-abi", &[]),
    ("perry-persist", &[]),
    ("perry-db", &["perry-persist"]),
    ("perry-syntax", &["perry-db"]),
    ("perry-sema", &["perry-syntax", "perry-db", "perry-persist"]),
    ("perry-ir", &["perry-sema", "perry-syntax", "perry-db", "perry-abi", "perry-persist"]),
    ("perry-codegen", &["perry-ir", "perry-abi", "perry-persist"]),
    ("perry-link", &["perry-abi"]),
    ("perry-runtime", &["perry-abi"]),
    ("perry-project", &["perry-db", "perry-persist"]),
    ("perry-ide", &["perry-ir", "perry-sema", "perry-syntax", "perry-db", "perry-persist"]),
    ("perry-lsp", &["perry-ide", "perry-project", "perry-db", "perry-persist"]),
    (
        "perry-driver",
        &[
            "perry-abi",
            "perry-persist",
            "perry-db",
            "perry-syntax",
            "perry-sema",
            "perry-ir",
            "perry-codegen",
            "perry-link",
            "perry-project",
            "perry-ide",
            "perry-lsp",
        ],
    ),
];

/// Outside things and the crates that own them.
pub const OWNERS: &[(&str, &[&str])] = &[
    ("swc_ecma_parser", &["perry-syntax"]),
    ("swc_ecma_ast", &["perry-syntax"]),
    ("swc_common", &["perry-syntax"]),
    ("inkwell", &["perry-codegen"]),
    ("llvm-sys", &["perry-codegen"]),
    ("dashmap", &["perry-db"]),
    ("memmap2", &["perry-persist"]),
    ("clap", &["perry-driver"]),
    ("rayon", &["perry-driver"]),
    ("notify", &["perry-project"]),
    ("lsp-server", &["perry-lsp"]),
    ("gen-lsp-types", &["perry-lsp"]),
    // Queries are written where their layer is; the database itself is made in db only.
    ("salsa", &["perry-db", "perry-syntax", "perry-sema", "perry-ir", "perry-ide", "perry-driver"]),
];

/// Checks every law; the error lists what breaks them.
pub fn run() -> Result<()> {
    let files = rust_files()?;
    let mut breaches = forbidden_arrows()?;
    breaches.extend(second_owners()?);
    breaches.extend(files_without_purpose(&files));
    breaches.extend(long_files(&files));
    breaches.extend(unfinished_work(&files));
    breaches.extend(queries_without_facts(&files));
    if breaches.is_empty() {
        println!("tidy: {} files keep the laws", files.len());
        return Ok(());
    }
    bail!("{} breaches\n  {}", breaches.len(), breaches.join("\n  "))
}

/// Dependencies (not development ones) of each of our crates.
fn dependencies() -> Result<BTreeMap<String, Vec<String>>> {
    let metadata = cargo_metadata::MetadataCommand::new().current_dir(root()).no_deps().exec()?;
    Ok(metadata
        .packages
        .iter()
        .map(|package| {
            let normal =
                package.dependencies.iter().filter(|it| it.kind == cargo_metadata::DependencyKind::Normal);
            (package.name.to_string(), normal.map(|it| it.name.clone()).collect())
        })
        .collect())
}

/// Law 1: only the arrows of ARCHITECTURE.md.
pub fn forbidden_arrows() -> Result<Vec<String>> {
    let dependencies = dependencies()?;
    let mut breaches = Vec::new();
    for (from, to) in ARROWS {
        for dependency in dependencies.get(*from).into_iter().flatten() {
            if dependency.starts_with("perry-") && !to.contains(&dependency.as_str()) {
                breaches.push(format!("arrow {from} -> {dependency} is not in ARCHITECTURE.md"));
            }
        }
    }
    Ok(breaches)
}

/// Law 2: one crate per outside thing.
pub fn second_owners() -> Result<Vec<String>> {
    let dependencies = dependencies()?;
    let mut breaches = Vec::new();
    for (name, uses) in &dependencies {
        for (thing, owners) in OWNERS {
            if uses.iter().any(|it| it == thing) && !owners.contains(&name.as_str()) {
                breaches.push(format!("{name} uses {thing}, which belongs to {}", owners.join(", ")));
            }
        }
    }
    Ok(breaches)
}

/// A file says in its first line what lives in it.
pub fn files_without_purpose(files: &[SourceFile]) -> Vec<String> {
    let silent = files.iter().filter(|file| !file.text.starts_with("//!"));
    silent.map(|file| format!("{}: the first line is no `//!`", file.path.display())).collect()
}

/// A file above 600 lines has a line `//! One thing: <why>` in its head.
pub fn long_files(files: &[SourceFile]) -> Vec<String> {
    let long = files.iter().filter(|file| file.text.lines().count() > 600);
    let unexplained =
        long.filter(|file| !file.text.lines().take(12).any(|line| line.starts_with("//! One thing: ")));
    unexplained
        .map(|file| format!("{}: above 600 lines without `//! One thing:`", file.path.display()))
        .collect()
}

/// No unfinished work, no switched-off test.
pub fn unfinished_work(files: &[SourceFile]) -> Vec<String> {
    let words = ["todo!(", "unimplemented!(", "FIXME", "XXX", "#[ignore", "should_panic", "allow(dead_code"];
    let mut breaches = Vec::new();
    for file in files.iter().filter(|file| !file.path.ends_with("tidy.rs")) {
        for (number, line) in file.text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                breaches.push(format!("{}:{}: {}", file.path.display(), number + 1, line.trim()));
            }
        }
    }
    breaches
}

/// A query's doc says what it is, when it changes, when it does not, what it costs.
pub fn queries_without_facts(files: &[SourceFile]) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("crates")) {
        let Ok(tree) = syn::parse_file(&file.text) else { continue };
        for item in &tree.items {
            let syn::Item::Fn(function) = item else { continue };
            if is_query(function) && !has_facts(&docs_of(function)) {
                breaches.push(format!(
                    "{}: query `{}` lacks its four facts",
                    file.path.display(),
                    function.sig.ident
                ));
            }
        }
    }
    breaches
}

fn is_query(function: &syn::ItemFn) -> bool {
    function.attrs.iter().any(|attribute| {
        let path: Vec<String> = attribute.path().segments.iter().map(|it| it.ident.to_string()).collect();
        path == ["salsa", "tracked"]
    })
}

fn docs_of(function: &syn::ItemFn) -> String {
    let lines = function.attrs.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn has_facts(docs: &str) -> bool {
    ["Changes ", "Stays ", "Costs "].iter().all(|word| docs.contains(word))
}
