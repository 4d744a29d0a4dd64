//! Dispatches `cargo xtask <chore>`.
#![allow(clippy::disallowed_methods, reason = "this is a command line")]

use anyhow::{Result, bail};

const USAGE: &str = "usage: cargo xtask <chore>
  build                   perry, its code generator and its runtime, in target/release
  test [ARGS]             every test and all editors; with ARGS, cargo test with them
  editors [NAME..] [--spoil]
                          the extension of vscode is checked, tested, packaged; the clients of tests/editors drive
                          `perry lsp`; with --spoil they must object to every expectation that is made wrong
  tidy                    the laws of STYLE.md and ARCHITECTURE.md that a machine can check
  measure                 distribution of file and function sizes, LLVM IR for a line of source
  record [FILTER]         renew what the pinned Node answered: outputs of tests/run and examples, the list of built-ins
  soak [--row NAME] [--seed N] [--step N] [--steps N]
                          the whole proof of docs/reliability.md, or a part of it
  bench [--modules N,..] [--runs K]   the table of figures, interleaved with go build
  bench-dev [--modules N,..] [--runs K] [--memory]   the cost of an edit while `perry dev` runs; memory over 500
  bench-lsp [--modules N] [--runs K] [--edits N] [--write]   the figures of the language server
  bench-host [--modules N] [--runs K] [--built] [--write]   commands that attach to the shared host beside lone ones";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rest = args.get(1..).unwrap_or_default();
    match args.first().map(String::as_str) {
        Some("build") => xtask::build::build(),
        Some("test") => xtask::build::test(rest),
        Some("editors") => xtask::editors::run(rest),
        Some("tidy") => xtask::tidy::run(),
        Some("measure") => xtask::measure::run(),
        Some("record") => xtask::record::run(rest.first().map(String::as_str)),
        Some("soak") => xtask::soak::run(rest),
        Some("bench") => xtask::bench::run(rest),
        Some("bench-dev") => xtask::bench_dev::run(rest),
        Some("bench-host") => xtask::bench_host::run(rest),
        Some("bench-lsp") => xtask::bench_lsp::run(rest),
        _ => bail!("{USAGE}"),
    }
}
