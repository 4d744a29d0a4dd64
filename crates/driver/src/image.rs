//! The image: objects to what the user asked for, written aside and put in place by renaming.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs, io};

use anyhow::{Context, Result, bail};
use perry_db::database::Database;
use perry_ir::query::module_ir;
use perry_ir::request::{Job, OptLevel, Options, Output, Request};
use perry_link::{LinkError, LinkPlan, Linker, Symbols};

use crate::arguments::Emit;
use crate::codegen;
use crate::history::Link;
use crate::inputs::Seen;
use crate::object::{Objects, checked, lines};
use crate::only::Shown;
use crate::output::{self, print_line};
use crate::plan::{Plan, Planned};
use crate::session::Task;
use crate::settings::Product;
use crate::temporary::Temporary;

/// What was made for the user.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub files: Vec<PathBuf>,
    pub is_linked: bool,
    /// Holds an executable that must vanish once it runs: there is no cache to hold it.
    pub temporary: Option<Arc<Temporary>>,
}

/// The output could not be written: the one fault of the disk that fails a build.
#[derive(Debug)]
struct Unwritable {
    output: PathBuf,
    why: String,
}

impl Unwritable {
    fn new(output: &Path, error: &io::Error) -> Unwritable {
        let text = error.to_string().to_lowercase();
        let why = text.split(" (os error").next().unwrap_or_default().to_owned();
        Unwritable { output: output.to_owned(), why }
    }
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write `{}`: {}", self.output.display(), self.why)
    }
}

impl std::error::Error for Unwritable {}

/// Makes the product. Objects that turn out damaged are made again first.
pub fn product(task: &Task, db: &Database, seen: &Seen, plan: &Plan, objects: &mut Objects) -> Result<Made> {
    let made = match &task.settings.product {
        Product::Executable(path) => linked(task, db, seen, plan, objects, path),
        Product::Image => image(task, db, seen, plan, objects),
        Product::Objects(None) => Ok(Made::default()),
        Product::Objects(Some(folder)) => {
            let bytes = checked(task, db, plan, objects)?;
            copied(objects, &bytes, folder)
        }
        Product::Emitted(emit, path) => emitted(task, db, plan, *emit, path.as_deref()),
    }?;
    if task.settings.print_ir {
        print_ir(task, db, plan)?;
    }
    Ok(made)
}

/// An executable in the cache; where the cache cannot take it, among the system's temporary files.
fn image(task: &Task, db: &Database, seen: &Seen, plan: &Plan, objects: &mut Objects) -> Result<Made> {
    if let Some(path) = task.store.image_path(task.settings.key()).filter(|_| !task.is_aside) {
        match linked(task, db, seen, plan, objects, &path) {
            Err(error) if error.is::<Unwritable>() => task.store.note_unwritten("executables"),
            made => return made,
        }
    }
    let folder = Temporary::in_system().map_err(|error| Unwritable::new(&std::env::temp_dir(), &error))?;
    let made = linked(task, db, seen, plan, objects, &folder.path().join("program"))?;
    Ok(Made { temporary: Some(Arc::new(folder)), ..made })
}

fn linked(
    task: &Task,
    db: &Database,
    seen: &Seen,
    plan: &Plan,
    objects: &mut Objects,
    output: &Path,
) -> Result<Made> {
    let made = |is_linked| Made { files: vec![output.to_owned()], is_linked, temporary: None };
    check_output(output)?;
    let may_stay = !task.is_aside && !task.settings.keep_intermediates;
    if may_stay && is_same_list(seen, objects) && seen.has_output(&task.settings.root) {
        return Ok(made(false));
    }
    let bytes = checked(task, db, plan, objects)?;
    in_place(output, |aside| {
        link(task, objects, &bytes, aside).map_err(|error| link_error(output, aside, error))
    })?;
    if task.settings.keep_intermediates {
        copied(objects, &bytes, &output.with_extension("objects"))?;
    }
    Ok(made(true))
}

/// Behind a host image with the groups of built-ins where that is covered, with lld otherwise.
fn link(task: &Task, objects: &Objects, bytes: &[Vec<u8>], output: &Path) -> Result<(), LinkError> {
    let options = &task.settings.options;
    let symbols = match (options.debug, options.opt_level) {
        (true, _) => Symbols::Debug,
        (false, OptLevel::Fast) => Symbols::Keep,
        (false, OptLevel::O1 | OptLevel::Release | OptLevel::O3) => Symbols::Strip,
    };
    let mut plan = LinkPlan {
        triple: options.triple.clone(),
        objects: Vec::new(),
        archives: vec![task.installation.runtime.clone()],
        output: output.to_owned(),
        symbols,
    };
    if let (Some(host), Symbols::Keep) = (task.installation.host(objects.groups), symbols) {
        match perry_link::append(&plan, bytes, host) {
            Err(LinkError::Unsupported(_)) => {}
            linked => return linked,
        }
    }
    codegen::open(&task.installation.codegen).map_err(|error| LinkError::Refused(format!("{error:#}")))?;
    // lld reads files. Those of the cache may change or vanish after they were checked, so it gets copies.
    let folder = Temporary::in_system().map_err(|error| unwritten(&std::env::temp_dir(), error))?;
    for (object, bytes) in objects.all().zip(bytes) {
        let path = folder.path().join(format!("{}.o", object.key));
        fs::write(&path, bytes).map_err(|error| unwritten(&path, error))?;
        plan.objects.push(path);
    }
    perry_link::link(&plan, &Linker::Embedded(&codegen::link))
}

fn unwritten(path: &Path, error: io::Error) -> LinkError {
    LinkError::Output { path: path.to_owned(), error }
}

/// The linker writes aside; a complaint about that is one about the output.
fn link_error(output: &Path, aside: &Path, error: LinkError) -> anyhow::Error {
    match &error {
        LinkError::Refused(why) if why.contains("cannot open output file") => {
            let why = why.trim_end().rsplit(": ").next().unwrap_or_default().to_lowercase();
            Unwritable { output: output.to_owned(), why }.into()
        }
        LinkError::Output { path, error } if path == aside => Unwritable::new(output, error).into(),
        LinkError::Output { path, error } => Unwritable::new(path, error).into(),
        _ => error.into(),
    }
}

fn is_same_list(seen: &Seen, objects: &Objects) -> bool {
    let now = objects.all().map(|object| Link { key: object.key, reference: object.reference });
    seen.history().is_some_and(|history| history.links().eq(now))
}

/// An output takes the place of a file; a folder, a pipe or a device has to stay what it is.
fn check_output(output: &Path) -> Result<()> {
    if output.is_dir() {
        bail!("`{}` is a directory; name a file with -o", output.display());
    }
    if !output.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir()) {
        return Err(Unwritable { output: output.to_owned(), why: "its folder does not exist".into() }.into());
    }
    match fs::metadata(output) {
        Ok(known) if !known.is_file() => {
            bail!("cannot write `{}`: it is not a regular file", output.display())
        }
        _ => Ok(()),
    }
}

/// At `output` there is the whole new file or what was there before: it is made in a folder aside and renamed.
fn in_place(output: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let unwritable = |error: io::Error| Unwritable::new(output, &error);
    let folder = Temporary::beside(output).map_err(unwritable)?;
    let aside = folder.path().join("output");
    make(&aside)?;
    Ok(fs::rename(&aside, output).map_err(unwritable)?)
}

fn write(output: &Path, bytes: &[u8]) -> Result<()> {
    check_output(output)?;
    in_place(output, |aside| Ok(fs::write(aside, bytes).map_err(|error| Unwritable::new(output, &error))?))
}

/// Copies of the objects under the names of their modules.
fn copied(objects: &Objects, bytes: &[Vec<u8>], folder: &Path) -> Result<Made> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let mut made = Made::default();
    for (object, bytes) in objects.all().zip(bytes) {
        let path = folder.join(format!("{}.o", object.path.replace(['/', ' '], "_")));
        write(&path, bytes)?;
        made.files.push(path);
    }
    Ok(made)
}

/// Text or object code of all modules. Never from the cache of objects: it is another kind of artifact.
fn emitted(task: &Task, db: &Database, plan: &Plan, emit: Emit, path: Option<&Path>) -> Result<Made> {
    codegen::open(&task.installation.codegen)?;
    let output = match emit {
        Emit::LlvmIr => Output::LlvmIr,
        Emit::Asm => Output::Assembly,
        Emit::Obj => Output::Object,
    };
    let options = Options { output, ..task.settings.options.clone() };
    let is_entry = |path: &str| path == task.settings.entry;
    let mut all = Vec::new();
    for module in selected(task, plan)?.filter(|module| emit != Emit::Obj || is_entry(&module.path)) {
        let shown = shown(task, db, module)?;
        let lines = lines(db, &options, module.file).as_deref().cloned();
        let job = Job::Module { ir: shown.bytes(), lines };
        let request = Request { job, options: options.clone() };
        let bytes = codegen::compile(&request).map_err(anyhow::Error::msg)?;
        all.extend(shown.cut(emit, bytes)?);
    }
    match path {
        Some(path) => write(path, &all)?,
        None => output::put(&all),
    }
    Ok(Made { files: path.map(Path::to_owned).into_iter().collect(), ..Made::default() })
}

fn print_ir(task: &Task, db: &Database, plan: &Plan) -> Result<()> {
    for module in selected(task, plan)? {
        print_line!("{}", shown(task, db, module)?.printed());
    }
    Ok(())
}

/// The modules that are shown.
fn selected<'a>(task: &'a Task, plan: &'a Plan) -> Result<impl Iterator<Item = &'a Planned>> {
    let only = task.settings.only.as_ref();
    let is_selected = move |module: &&Planned| only.is_none_or(|only| *only.module == *module.path);
    if let Some(only) = only
        && !plan.modules.iter().any(|module| is_selected(&module))
    {
        bail!("`{}` is no module of the program", only.module);
    }
    Ok(plan.modules.iter().filter(is_selected))
}

fn shown(task: &Task, db: &Database, module: &Planned) -> Result<Shown> {
    let Some(ir) = module_ir(db, module.file) else { bail!("`{}` changed during the build", module.path) };
    Shown::new(db, module.file, &ir, task.settings.only.as_ref())
}

#[cfg(test)]
mod tests {
    use super::{Unwritable, check_output};
    use std::path::Path;

    /// A cleaner may take it away between the making of the folder and this look.
    #[test]
    fn an_image_whose_folder_went_is_made_elsewhere() {
        let error = check_output(Path::new("/nowhere/cache/bin/image")).expect_err("there is no such folder");
        assert!(error.is::<Unwritable>());
    }
}
