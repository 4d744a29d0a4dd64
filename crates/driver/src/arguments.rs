//! The arguments: what people may type, as types.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::only::Asked;

/// Compiles TypeScript to native programs.
#[derive(Parser, Debug)]
#[command(name = "perry", version, subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = "`perry main.ts -o app` is short for `perry compile main.ts -o app`.")]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args, Clone, Debug)]
pub struct Global {
    /// How results are written
    #[arg(long, global = true, value_enum, default_value = "text")]
    pub format: Format,
    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Say only what is wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub color: Color,
    /// The same as --color never
    #[arg(long, global = true)]
    pub no_color: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Compile an entry to an executable
    Compile(Compile),
    /// Compile into the cache and run
    Run(Run),
    /// Compile, run, and do it again after every change
    Dev(Dev),
    /// Report what compile would report, without compiling
    Check(Check),
    /// Show the page of a diagnostic code
    Explain { code: String },
    /// Say why the last build compiled or reused a module
    Why(Why),
    /// Look at or remove the cache
    Cache {
        #[command(subcommand)]
        command: CacheCommand,
    },
    /// Start a project
    Init { path: Option<PathBuf> },
    /// Serve an editor over standard input and output
    Lsp(Lsp),
    /// Check the installation
    Doctor(Place),
    /// Make the host images of this installation, which programs in development are appended to
    #[command(hide = true)]
    Host { folder: PathBuf },
    /// Be the shared host of a project; `perry lsp` and `perry dev` start it
    #[command(hide = true)]
    SharedHost {
        root: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args, Debug)]
pub struct Compile {
    /// The module that starts the program, or a folder that has one
    pub entry: PathBuf,
    /// Where to put the result; `-` prints what `--emit` makes
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// Make objects only
    #[arg(long)]
    pub no_link: bool,
    /// What to make
    #[arg(long, value_enum, default_value = "executable")]
    pub output_type: OutputType,
    /// Write this instead of an executable
    #[arg(long, value_enum)]
    pub emit: Option<Emit>,
    /// Print the ir of every module
    #[arg(long)]
    pub print_ir: bool,
    /// Show one module, or the function at a place in it, for example `src/a.ts:12:5`; with --print-ir or --emit
    #[arg(long, value_name = "MODULE[:LINE[:COLUMN]]", value_parser = Asked::read)]
    pub only: Option<Asked>,
    /// Keep the objects beside the output
    #[arg(long)]
    pub keep_intermediates: bool,
    /// Say where the time went; with a file, as a page
    #[arg(long, num_args = 0..=1, require_equals = true, value_name = "FILE")]
    pub timings: Option<Option<PathBuf>>,
    #[command(flatten)]
    pub build: Build,
}

#[derive(Args, Debug)]
pub struct Run {
    /// The module that starts the program, or a folder that has one
    pub entry: Option<PathBuf>,
    #[command(flatten)]
    pub build: Build,
    /// Arguments of the program
    #[arg(last = true)]
    pub args: Vec<OsString>,
}

#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Keys on a terminal: r restart, b rebuild from scratch, w why the last build compiled what it did, q quit."
)]
pub struct Dev {
    /// The module that starts the program
    pub entry: Option<PathBuf>,
    /// Clear the terminal before every rebuild
    #[arg(long)]
    pub clear: bool,
    /// Only rebuild; run nothing
    #[arg(long)]
    pub no_run: bool,
    /// Look at the files every half a second instead of being told of changes
    #[arg(long)]
    pub poll: bool,
    #[command(flatten)]
    pub build: Build,
    /// Arguments of the program
    #[arg(last = true)]
    pub args: Vec<OsString>,
}

#[derive(Args, Debug)]
pub struct Check {
    /// Modules to start from
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub sharing: Sharing,
}

#[derive(Args, Clone, Debug)]
pub struct Lsp {
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub sharing: Sharing,
}

#[derive(Args, Debug)]
pub struct Why {
    pub module: PathBuf,
    #[command(flatten)]
    pub place: Place,
}

/// What changes the code or where it is kept.
#[derive(Args, Clone, Debug, Default)]
pub struct Build {
    /// The machine to compile for
    #[arg(long, value_name = "TRIPLE")]
    pub target: Option<String>,
    /// native, generic or a name
    #[arg(long, alias = "target-cpu", value_name = "NAME")]
    pub cpu: Option<String>,
    /// 0 (the default, which compiles fastest) to 3
    #[arg(short = 'O', value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(0..=3))]
    pub optimization: Option<u8>,
    /// The same as -O2
    #[arg(long)]
    pub release: bool,
    /// Leave line numbers for debuggers
    #[arg(long)]
    pub debug_symbols: bool,
    /// Modules compiled at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// How large the cache may become, for example "500 MB"
    #[arg(long, value_name = "SIZE")]
    pub cache_limit: Option<String>,
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub sharing: Sharing,
}

/// Whether another process may help.
#[derive(Args, Clone, Debug, Default)]
pub struct Sharing {
    /// Neither start nor use the shared host of the project
    #[arg(long)]
    pub no_host: bool,
}

#[derive(Args, Clone, Debug, Default)]
pub struct Place {
    /// Read and write no cache
    #[arg(long)]
    pub no_cache: bool,
    /// Where the cache is
    #[arg(long, value_name = "DIR")]
    pub cache_dir: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputType {
    Executable,
    Dylib,
    Staticlib,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emit {
    LlvmIr,
    Asm,
    Obj,
}

#[derive(Subcommand, Debug)]
pub enum CacheCommand {
    /// Say what the cache holds
    Info(Place),
    /// Remove what was not used for long, down to the limit
    Gc {
        #[command(flatten)]
        place: Place,
        /// How large the cache may remain, for example "500 MB"
        #[arg(long, value_name = "SIZE")]
        cache_limit: Option<String>,
        /// Only say what would be removed
        #[arg(long)]
        dry_run: bool,
    },
    /// Make again what the cache holds of this project, and compare
    Verify(Place),
    /// Remove it
    Clean {
        #[command(flatten)]
        place: Place,
        /// Only say what would be removed
        #[arg(long)]
        dry_run: bool,
    },
}

/// The arguments with the short form spelled out.
pub fn with_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    const MODULES: [&str; 7] = ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs"];
    let first = arguments.get(1).map(PathBuf::from);
    let extension = first.as_ref().and_then(|first| first.extension()?.to_str());
    if extension.is_some_and(|extension| MODULES.contains(&extension)) {
        arguments.insert(1, "compile".into());
    }
    arguments
}
