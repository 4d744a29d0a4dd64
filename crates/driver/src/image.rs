//! The image: objects to what the user asked for, written aside and put in place by renaming.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use perry_db::database::Database;
use perry_ir::query::module_ir;
use perry_ir::request::{Job, OptLevel, Options, Output, Request};
use perry_link::{LinkError, LinkPlan, Linker, Symbols};

use crate::arguments::Emit;
use crate::codegen;
use crate::history::Link;
use crate::inputs::Seen;
use crate::object::{Object, Objects, heal};
use crate::plan::Plan;
use crate::session::Task;
use crate::settings::Product;

/// What was made for the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    pub files: Vec<PathBuf>,
    pub is_linked: bool,
    /// An executable that must vanish once it runs: there is no cache to hold it.
    pub is_temporary: bool,
}

/// Makes the product. Objects that turn out damaged are made again first.
pub fn product(task: &Task, db: &Database, seen: &Seen, plan: &Plan, objects: &mut Objects) -> Result<Made> {
    let made = match &task.settings.product {
        Product::Executable(path) => linked(task, db, seen, plan, objects, path),
        Product::Image => match task.store.image_path(task.settings.key()) {
            Some(path) => linked(task, db, seen, plan, objects, &path),
            None => {
                let path = std::env::temp_dir().join(format!("perry-{}", std::process::id()));
                let made = linked(task, db, seen, plan, objects, &path)?;
                Ok(Made { is_temporary: true, ..made })
            }
        },
        Product::Objects(None) => Ok(Made::default()),
        Product::Objects(Some(folder)) => {
            heal(task, db, plan, objects)?;
            copied(task, objects, folder)
        }
        Product::Emitted(emit, path) => emitted(task, db, plan, *emit, path),
    }?;
    if task.settings.print_ir {
        print_ir(db, plan)?;
    }
    Ok(made)
}

fn linked(
    task: &Task,
    db: &Database,
    seen: &Seen,
    plan: &Plan,
    objects: &mut Objects,
    output: &Path,
) -> Result<Made> {
    let made = |is_linked| Made { files: vec![output.to_owned()], is_linked, is_temporary: false };
    check_output(output)?;
    if seen.has_output() && !task.settings.keep_intermediates && is_same_list(seen, objects) {
        return Ok(made(false));
    }
    heal(task, db, plan, objects)?;
    let place = ObjectFiles::of(task, objects)?;
    let options = &task.settings.options;
    let symbols = match (options.debug, options.opt_level) {
        (true, _) => Symbols::Debug,
        (false, OptLevel::Fast) => Symbols::Keep,
        (false, OptLevel::Release) => Symbols::Strip,
    };
    let plan = LinkPlan {
        triple: options.triple.clone(),
        objects: place.paths.clone(),
        archives: vec![task.installation.runtime.clone()],
        output: output.to_owned(),
        symbols,
    };
    link(task, &plan)?.map_err(|error| link_error(output, error))?;
    if task.settings.keep_intermediates {
        copied(task, objects, &output.with_extension("objects"))?;
    }
    Ok(made(true))
}

/// Behind the installation's host image where that is covered, with lld otherwise.
fn link(task: &Task, plan: &LinkPlan) -> Result<Result<(), LinkError>> {
    if let (Some(host), Symbols::Keep) = (&task.installation.host, plan.symbols) {
        match perry_link::append(plan, host) {
            Err(LinkError::Unsupported(_)) => {}
            linked => return Ok(linked),
        }
    }
    codegen::open(&task.installation.codegen)?;
    Ok(perry_link::link(plan, &Linker::Embedded(&codegen::link)))
}

/// The linker writes beside the output; a complaint about that is one about the output.
fn link_error(output: &Path, error: LinkError) -> anyhow::Error {
    match &error {
        LinkError::Refused(why) if why.contains("cannot open output file") => {
            let why = why.trim_end().rsplit(": ").next().unwrap_or_default().to_lowercase();
            anyhow!("cannot write `{}`: {why}", output.display())
        }
        LinkError::Output { error, .. } => {
            let why = error.to_string().to_lowercase();
            let why = why.split(" (os error").next().unwrap_or_default();
            anyhow!("cannot write `{}`: {why}", output.display())
        }
        _ => error.into(),
    }
}

fn is_same_list(seen: &Seen, objects: &Objects) -> bool {
    let now = objects.all().map(|object| Link { key: object.key, reference: object.reference });
    seen.history().is_some_and(|history| history.links().eq(now))
}

/// The objects as files: those of the cache where they lie, the others in a folder that vanishes.
struct ObjectFiles {
    paths: Vec<PathBuf>,
    folder: Option<PathBuf>,
}

impl ObjectFiles {
    fn of(task: &Task, objects: &Objects) -> Result<ObjectFiles> {
        let target = task.settings.target();
        let mut files = ObjectFiles { paths: Vec::new(), folder: None };
        for object in objects.all() {
            let known = task.store.object_path(&target, object.key).filter(|path| path.exists());
            let path = match known {
                Some(path) => path,
                None => files.write(task, object)?,
            };
            files.paths.push(path);
        }
        Ok(files)
    }

    fn write(&mut self, task: &Task, object: &Object) -> Result<PathBuf> {
        if self.folder.is_none() {
            let folder = std::env::temp_dir().join(format!("perry-objects-{}", std::process::id()));
            fs::create_dir_all(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
            self.folder = Some(folder);
        }
        let folder = self.folder.as_deref().unwrap_or(Path::new("."));
        let path = folder.join(format!("{}.o", object.key));
        fs::write(&path, bytes(task, object)?)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(path)
    }
}

impl Drop for ObjectFiles {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // What stays behind is swept with the system's other temporary files.
            fs::remove_dir_all(folder).ok();
        }
    }
}

fn bytes(task: &Task, object: &Object) -> Result<Vec<u8>> {
    let bytes = task.store.object(&task.settings.target(), object.key, &object.reference);
    bytes.ok_or_else(|| anyhow!("the object of {} vanished during the build", object.path))
}

/// A file beside its final place; gone if it never gets there.
struct Aside {
    path: PathBuf,
}

impl Aside {
    fn of(output: &Path) -> Aside {
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        Aside { path: output.with_file_name(format!(".{name}.{}", std::process::id())) }
    }

    fn put_in_place(&self, output: &Path) -> Result<()> {
        fs::rename(&self.path, output).with_context(|| format!("cannot write `{}`", output.display()))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}

/// An output takes the place of a file; a folder, a pipe or a device has to stay what it is.
fn check_output(output: &Path) -> Result<()> {
    if output.is_dir() {
        bail!("`{}` is a directory; name a file with -o", output.display());
    }
    if !output.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir()) {
        bail!("cannot write `{}`: its folder does not exist", output.display());
    }
    match fs::metadata(output) {
        Ok(known) if !known.is_file() => {
            bail!("cannot write `{}`: it is not a regular file", output.display())
        }
        _ => Ok(()),
    }
}

fn write(output: &Path, bytes: &[u8]) -> Result<()> {
    check_output(output)?;
    let aside = Aside::of(output);
    fs::write(&aside.path, bytes).with_context(|| format!("cannot write `{}`", output.display()))?;
    aside.put_in_place(output)
}

/// Copies of the objects under the names of their modules.
fn copied(task: &Task, objects: &Objects, folder: &Path) -> Result<Made> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let mut made = Made::default();
    for object in objects.all() {
        let path = folder.join(format!("{}.o", object.path.replace(['/', ' '], "_")));
        write(&path, &bytes(task, object)?)?;
        made.files.push(path);
    }
    Ok(made)
}

/// Text or object code of all modules. Never from the cache of objects: it is another kind of artifact.
fn emitted(task: &Task, db: &Database, plan: &Plan, emit: Emit, path: &Path) -> Result<Made> {
    codegen::open(&task.installation.codegen)?;
    let output = match emit {
        Emit::LlvmIr => Output::LlvmIr,
        Emit::Asm => Output::Assembly,
        Emit::Obj => Output::Object,
    };
    let options = Options { output, ..task.settings.options.clone() };
    let is_entry = |path: &str| path == task.settings.entry;
    let mut all = Vec::new();
    for module in plan.modules.iter().filter(|module| emit != Emit::Obj || is_entry(&module.path)) {
        let Some(ir) = module_ir(db, module.file) else {
            bail!("`{}` changed during the build", module.path)
        };
        let request = Request { job: Job::Module(ir.to_vec()), options: options.clone() };
        let bytes = codegen::compile(&request).map_err(anyhow::Error::msg)?;
        all.extend_from_slice(&bytes);
    }
    write(path, &all)?;
    Ok(Made { files: vec![path.to_owned()], ..Made::default() })
}

fn print_ir(db: &Database, plan: &Plan) -> Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    for module in &plan.modules {
        let Some(ir) = module_ir(db, module.file) else { continue };
        let ir: perry_ir::module::Module = postcard::from_bytes(&ir).context("ir cannot be read back")?;
        // A reader that has seen enough closes the pipe.
        if writeln!(out, "{}", perry_ir::print::print(&ir)).is_err() {
            break;
        }
    }
    Ok(())
}
