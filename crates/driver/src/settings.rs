//! The settings of a build: flags, then the environment, then the project's files, then what is usual.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use perry_ir::request::{OptLevel, Options, Output};
use perry_persist::fingerprint::Fingerprint;
use perry_project::config::Config;
use perry_project::root::{Located, relative};

use crate::arguments::{Build, Compile, Emit, OutputType, Place};
use crate::environment::{Environment, generic_cpu, host_triple, native_cpu};
use crate::only::Only;

/// Everything a build is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub root: PathBuf,
    /// From the root.
    pub entry: String,
    pub options: Options,
    pub debug_init: bool,
    /// The processor that one of the project's files names, and the file; a flag overrules it.
    pub configured_cpu: Option<(String, &'static str)>,
    pub product: Product,
    /// `None`: no cache.
    pub cache: Option<PathBuf>,
    /// Bytes; `None`: what is usual.
    pub cache_limit: Option<u64>,
    pub jobs: usize,
    pub print_ir: bool,
    /// Of what is shown as text.
    pub only: Option<Only>,
    pub keep_intermediates: bool,
}

/// What is made, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Product {
    Executable(PathBuf),
    /// An executable that stays in the cache.
    Image,
    /// The objects, in a folder if one is named.
    Objects(Option<PathBuf>),
    /// Text or object of all modules in one file; without one, on standard output.
    Emitted(Emit, Option<PathBuf>),
}

impl Settings {
    pub fn of_compile(environment: &Environment, compile: &Compile) -> Result<Settings> {
        if compile.output_type != OutputType::Executable {
            bail!("only executables can be made so far");
        }
        let entry = entry_at(environment.directory.join(&compile.entry))?;
        let output = compile.output.as_ref().map(|output| environment.directory.join(output));
        let named = |extension: &str| {
            let stem = entry.file_stem().unwrap_or_default().to_owned();
            let name = PathBuf::from(stem).with_extension(extension);
            output.clone().unwrap_or_else(|| environment.directory.join(name))
        };
        let is_printed = compile.output.as_deref() == Some(Path::new("-"));
        if is_printed && compile.emit.is_none() {
            bail!("`-o -` prints what --emit makes; name a file for a program");
        }
        let emitted = |extension| (!is_printed).then(|| named(extension));
        let product = match (compile.emit, compile.no_link) {
            (Some(emit @ Emit::LlvmIr), _) => Product::Emitted(emit, emitted("ll")),
            (Some(emit @ Emit::Asm), _) => Product::Emitted(emit, emitted("s")),
            (Some(emit @ Emit::Obj), _) => Product::Emitted(emit, emitted("o")),
            (None, true) => Product::Objects(output),
            (None, false) => Product::Executable(named("")),
        };
        let mut settings = Settings::new(environment, &entry, &compile.build, product)?;
        settings.print_ir = compile.print_ir;
        settings.only = only(environment, compile, &settings.root)?;
        settings.keep_intermediates = compile.keep_intermediates;
        Ok(settings)
    }

    /// Of a program that is run from the cache.
    pub fn of_image(environment: &Environment, entry: Option<&Path>, build: &Build) -> Result<Settings> {
        let entry = match entry {
            Some(entry) => entry_at(environment.directory.join(entry))?,
            None => project_entry(environment)?,
        };
        Settings::new(environment, &entry, build, Product::Image)
    }

    fn new(environment: &Environment, entry: &Path, build: &Build, product: Product) -> Result<Settings> {
        let Located { root, entry } = match Located::of(entry) {
            Ok(located) => located,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                bail!("`{}` does not exist", shown(environment, entry))
            }
            Err(error) => bail!("the project of `{}` cannot be found: {error}", shown(environment, entry)),
        };
        let config = Config::read(&root)?;
        let cache = cache_of(environment, &build.place, &root, &config);
        let options = options(environment, build, &config)?;
        Ok(Settings {
            entry,
            options,
            debug_init: environment.debug_init,
            configured_cpu: config.cpu.clone().zip(config.cpu_file),
            product,
            cache,
            cache_limit: cache_limit(environment, build.cache_limit.as_ref(), &config)?,
            jobs: build.jobs.map_or(environment.cores, usize::from),
            print_ir: false,
            only: None,
            keep_intermediates: false,
            root,
        })
    }

    /// What the manifest of this build is found by: all that decides what is made and where.
    pub fn key(&self) -> Fingerprint {
        let Settings {
            root, entry, options, debug_init, product, print_ir, only, keep_intermediates, ..
        } = self;
        let place = |path: &Path| relative(root, path);
        let product = match product {
            Product::Executable(path) => (0, place(path)),
            Product::Image => (1, String::new()),
            Product::Objects(folder) => (2, folder.as_deref().map(place).unwrap_or_default()),
            Product::Emitted(emit, path) => (3 + *emit as u8, path.as_deref().map(place).unwrap_or_default()),
        };
        Fingerprint::of(&("build", entry, options, debug_init, product, print_ir, only, keep_intermediates))
    }

    /// Whether the answer goes to standard output, where no earlier one is left to stand.
    pub fn is_printed(&self) -> bool {
        self.print_ir || matches!(self.product, Product::Emitted(_, None))
    }

    /// The folder of objects: the target spelled with its processor.
    pub fn target(&self) -> String {
        target_of(&self.options)
    }
}

/// The folder of the objects made with these options.
pub fn target_of(options: &Options) -> String {
    format!("{}-{}", options.triple, options.cpu)
}

/// A path as the user would write it.
pub fn shown(environment: &Environment, path: &Path) -> String {
    path.strip_prefix(&environment.directory).unwrap_or(path).display().to_string()
}

/// Where the cache of the project at `root` is; `None` when it is off.
pub fn cache_of(environment: &Environment, place: &Place, root: &Path, config: &Config) -> Option<PathBuf> {
    if place.no_cache || environment.is_cache_off {
        return None;
    }
    Some(cache_place(environment, place, root, config))
}

/// Where the cache would be if it were on.
pub fn cache_place(environment: &Environment, place: &Place, root: &Path, config: &Config) -> PathBuf {
    let told = place.cache_dir.as_ref().or(environment.cache_dir.as_ref());
    let told = told.map(|dir| environment.directory.join(dir));
    told.or_else(|| config.cache_dir.as_ref().map(|dir| root.join(dir)))
        .unwrap_or_else(|| root.join(".perry-cache"))
}

/// The size that a flag, the environment or the project sets as limit of the cache, in bytes.
pub fn cache_limit(environment: &Environment, flag: Option<&String>, config: &Config) -> Result<Option<u64>> {
    let told = flag.or(environment.cache_limit.as_ref()).or(config.cache_limit.as_ref());
    let Some(text) = told else {
        return Ok(None);
    };
    let number = text.trim_end_matches(|c: char| c.is_alphabetic()).trim();
    let unit = match text[number.len()..].trim().to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KB" | "KIB" => 10,
        "M" | "MB" | "MIB" => 20,
        "G" | "GB" | "GIB" => 30,
        _ => bail!("`{text}` is no size; write for example `500 MB`"),
    };
    match number.parse::<f64>() {
        Ok(number) if number >= 0.0 => Ok(Some((number * f64::from(1u32 << unit)) as u64)),
        _ => bail!("`{text}` is no size; write for example `500 MB`"),
    }
}

/// A file as it is; a folder by what stands in it. A folder without an entry is told to be one when it is read.
pub fn entry_at(path: PathBuf) -> Result<PathBuf> {
    let inside = if path.is_dir() { usual_entry(&path)? } else { None };
    Ok(inside.unwrap_or(path))
}

/// The entry that a folder configures or usually has.
pub fn usual_entry(folder: &Path) -> Result<Option<PathBuf>> {
    if let Some(entry) = Config::read(folder)?.entry {
        return Ok(Some(folder.join(entry)));
    }
    let usual = ["src/main.ts", "main.ts"].map(|entry| folder.join(entry));
    Ok(usual.into_iter().find(|entry| entry.exists()))
}

/// What is to be shown, if something is.
fn only(environment: &Environment, compile: &Compile, root: &Path) -> Result<Option<Only>> {
    let Some(asked) = &compile.only else { return Ok(None) };
    if !compile.print_ir && !matches!(compile.emit, Some(Emit::LlvmIr | Emit::Asm)) {
        bail!("--only selects text: it goes with --print-ir, --emit llvm-ir or --emit asm");
    }
    let path = environment.directory.join(&asked.module);
    let Ok(path) = path.canonicalize() else {
        bail!("`{}` does not exist", shown(environment, &path));
    };
    Ok(Some(Only { module: relative(root, &path), spot: asked.spot }))
}

fn project_entry(environment: &Environment) -> Result<PathBuf> {
    let root = perry_project::root::enclosing(&environment.directory).unwrap_or(&environment.directory);
    match usual_entry(root)? {
        Some(entry) => Ok(entry),
        None => bail!(
            "there is no entry: name one, or set `[project] entry` in perry.toml (tried src/main.ts and main.ts)"
        ),
    }
}

fn options(environment: &Environment, build: &Build, config: &Config) -> Result<Options> {
    let triple = build.target.clone().unwrap_or_else(|| host_triple().to_owned());
    if triple != host_triple() {
        bail!("the target `{triple}` is not supported yet; this machine is `{}`", host_triple());
    }
    let cpu = match build.cpu.as_deref().or(config.cpu.as_deref()).unwrap_or("native") {
        "native" => native_cpu(),
        "generic" => generic_cpu(),
        name => name,
    };
    let opt_level = match build.optimization {
        None if build.release => OptLevel::Release,
        None | Some(0) => OptLevel::Fast,
        Some(1) => OptLevel::O1,
        Some(2) => OptLevel::Release,
        Some(_) => OptLevel::O3,
    };
    Ok(Options {
        triple,
        cpu: cpu.to_owned(),
        features: String::new(),
        opt_level,
        debug: build.debug_symbols || environment.debug_symbols,
        output: Output::Object,
    })
}
