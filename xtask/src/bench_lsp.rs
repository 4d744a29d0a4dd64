//! The editor's figures: a generated project, opened, edited and asked about through `perry lsp`, as a table in
//! docs/editor.md.
//!
//! `session` is what is done, `sheet` what is measured, `project` where.

mod project;
mod session;
mod sheet;

use crate::source::root;
use crate::{build, figures};
use anyhow::{Context, Result, bail};
use project::Project;
use sheet::Sheet;

struct Settings {
    modules: usize,
    runs: usize,
    edits: usize,
    write: bool,
}

/// Measures and prints the table; `--write` puts it into docs/editor.md.
pub fn run(args: &[String]) -> Result<()> {
    let settings = settings(args)?;
    build::build()?;
    let perry = root().join("target/release/perry");
    let project = Project::generate(settings.modules)?;
    let mut sheet = Sheet::default();
    for _ in 0..settings.runs {
        session::run(&perry, &project, settings.edits, &mut sheet)?;
    }
    let table = sheet.table();
    println!("{table}");
    if settings.write {
        figures::write("docs/editor.md", &table)?;
    }
    Ok(())
}

fn settings(args: &[String]) -> Result<Settings> {
    let mut settings = Settings { modules: 1000, runs: 3, edits: 60, write: false };
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
