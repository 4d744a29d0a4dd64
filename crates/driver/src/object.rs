//! The objects: object code of every module and of the start-up, from the store or made now.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use anyhow::{Result, bail};
use perry_db::database::Database;
use perry_db::flight::Flights;
use perry_db::input::SourceFile;
use perry_ir::group::Groups;
use perry_ir::lines::LineTable;
use perry_ir::query::{line_table, module_ir};
use perry_ir::request::{Job, Options, Request, Startup};
use perry_persist::action::{Action, Sink};
use perry_persist::fault::Entry;
use perry_persist::fingerprint::{Fingerprint, Hashed};
use perry_persist::object::ObjRef;
use serde::Serialize;

use crate::codegen;
use crate::plan::{Plan, Planned};
use crate::schedule::Schedule;
use crate::session::Task;

/// Everything that can change the bytes of a module's object; the compiler itself is in the store's name.
#[derive(Serialize)]
pub struct ObjectInput {
    ir: Hashed<Arc<[u8]>>,
    /// With debug symbols only: a comment that moves code changes nothing else.
    lines: Lines,
    options: Options,
}

/// What the debugger is told of a module, if it is told anything.
pub type Lines = Option<Arc<LineTable>>;

/// The lines of a module; without debug symbols nobody asks for them.
pub fn lines(db: &Database, options: &Options, file: SourceFile) -> Lines {
    if options.debug { line_table(db, file).clone() } else { None }
}

/// Code generation of one module.
pub struct ObjectAction;

impl Action for ObjectAction {
    const ID: &'static str = "object";
    type In = ObjectInput;
    type Out = ObjRef;

    fn run(input: &ObjectInput, sink: &Sink) -> Option<ObjRef> {
        let ir = input.ir.get()?.to_vec();
        let lines = input.lines.as_deref().cloned();
        generate(Job::Module { ir, lines }, &input.options, sink)
    }
}

/// Code generation of the object that starts the program.
pub struct StartupAction;

impl Action for StartupAction {
    const ID: &'static str = "startup";
    type In = (Startup, Options);
    type Out = ObjRef;

    fn run((program, options): &Self::In, sink: &Sink) -> Option<ObjRef> {
        generate(Job::Startup(program.clone()), options, sink)
    }
}

fn generate(job: Job, options: &Options, sink: &Sink) -> Option<ObjRef> {
    match codegen::compile(&Request { job, options: options.clone() }) {
        Ok(bytes) => Some(sink.object(bytes)),
        Err(why) => {
            sink.note(why);
            None
        }
    }
}

/// An object by the key it is found under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    pub path: Arc<str>,
    pub key: Fingerprint,
    pub reference: ObjRef,
    pub is_compiled: bool,
}

/// The objects of a program.
pub struct Objects {
    /// In the order of the plan.
    pub modules: Vec<Object>,
    pub startup: Object,
    /// The groups of built-ins they may use.
    pub groups: Groups,
}

impl Objects {
    /// In the order they are linked.
    pub fn all(&self) -> impl Iterator<Item = &Object> {
        [&self.startup].into_iter().chain(&self.modules)
    }
}

/// Keys of the objects that were made since a build last came to a good end.
///
/// What a stopped build had made counts as compiled by the one that takes its place, whoever is how quick.
#[derive(Clone, Default)]
pub struct Fresh(Arc<Mutex<HashSet<Fingerprint>>>);

impl Fresh {
    fn add(&self, key: Fingerprint) {
        self.keys().insert(key);
    }

    fn has(&self, key: Fingerprint) -> bool {
        self.keys().contains(&key)
    }

    pub fn clear(&self) {
        self.keys().clear();
    }

    fn keys(&self) -> MutexGuard<'_, HashSet<Fingerprint>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Finds or makes the object of every module.
pub fn objects(task: &Task, db: &Database, schedule: &Schedule, plan: &Plan) -> Result<Objects> {
    let (settings, store) = (task.settings, &task.store);
    let target = settings.target();
    let lines = match settings.options.debug {
        true => schedule.dig(db, &plan.modules, |db, module| lines(db, &settings.options, module.file)),
        false => vec![None; plan.modules.len()],
    };
    let known = |(module, lines): (&Planned, &Lines)| {
        let key = ObjectAction::key(&input(module.ir, lines, &settings.options, None));
        (key, store.lookup_object::<ObjectAction>(&target, key))
    };
    let mut found: Vec<_> = plan.modules.iter().zip(&lines).map(known).collect();
    // Before anything is made to be compared.
    let is_fresh: Vec<bool> = found.iter().map(|(key, _)| task.fresh.has(*key)).collect();
    if store.verifies() {
        compare(task, db, schedule, plan, &mut found)?;
    }
    let missing = plan.modules.iter().zip(&found).filter(|(_, (_, reference))| reference.is_none());
    let missing: Vec<(&Planned, Fingerprint)> = missing.map(|(module, (key, _))| (module, *key)).collect();
    let is_compiled: Vec<bool> = found
        .iter()
        .zip(is_fresh)
        .map(|((_, reference), is_fresh)| reference.is_none() || is_fresh)
        .collect();
    let mut made = make(task, db, schedule, &missing)?.into_iter();
    let mut modules = Vec::with_capacity(found.len());
    for ((module, (key, reference)), is_compiled) in plan.modules.iter().zip(found).zip(is_compiled) {
        let Some(reference) = reference.or_else(|| made.next()) else { bail!("an object is missing") };
        modules.push(Object { path: module.path.clone(), key, reference, is_compiled });
    }
    Ok(Objects { modules, startup: startup(task, plan)?, groups: plan.startup.groups })
}

/// Modules whose ir is held in memory at once. Keeps a cold build of 1000 modules below 400 MB.
pub const BATCH: usize = 128;

fn make(
    task: &Task,
    db: &Database,
    schedule: &Schedule,
    missing: &[(&Planned, Fingerprint)],
) -> Result<Vec<ObjRef>> {
    if !missing.is_empty() {
        codegen::open(&task.installation.codegen)?;
    }
    let bar = schedule.progress.bar("compiling", missing.len());
    let mut made = Vec::with_capacity(missing.len());
    for batch in missing.chunks(BATCH) {
        // Handles of the database are gone before LLVM starts: a handle would make a write wait for LLVM.
        let options = &task.settings.options;
        let inputs = schedule.dig(db, batch, |db, (module, _)| source(db, options, module.file));
        let jobs: Vec<_> = batch.iter().zip(inputs).collect();
        let answers = schedule.work(&jobs, |((module, key), source)| {
            bar.start(&module.path);
            let made = match source {
                Some(source) => task
                    .clock
                    .module(&module.path, || make_one(task, module, *key, source))
                    .map(|code| (task.fresh.add(*key), code.reference).1),
                None => Err(format!("`{}` changed during the build", module.path)),
            };
            bar.done();
            made
        });
        for answer in answers {
            made.push(answer.map_err(anyhow::Error::msg)?);
        }
    }
    Ok(made)
}

/// What an object is made from.
struct Source {
    ir: Arc<[u8]>,
    lines: Lines,
}

/// `None`: the text changed meanwhile.
fn source(db: &Database, options: &Options, file: SourceFile) -> Option<Source> {
    Some(Source { ir: module_ir(db, file)?, lines: lines(db, options, file) })
}

fn make_one(task: &Task, module: &Planned, key: Fingerprint, source: &Source) -> Result<Code, String> {
    let input = input(module.ir, &source.lines, &task.settings.options, Some(source.ir.clone()));
    keep::<ObjectAction>(task, key, &input)
        .map_err(|why| format!("code generation of `{}` failed: {why}", module.path))
}

fn startup(task: &Task, plan: &Plan) -> Result<Object> {
    let (settings, store) = (task.settings, &task.store);
    let target = settings.target();
    let input = (plan.startup.clone(), settings.options.clone());
    let key = StartupAction::key(&input);
    let known = store.lookup_object::<StartupAction>(&target, key);
    let mut is_compiled = known.is_none();
    let reference = match known {
        Some(reference) if !store.verifies() => reference,
        known => {
            codegen::open(&task.installation.codegen)?;
            let fresh = keep::<StartupAction>(task, key, &input).map_err(anyhow::Error::msg)?.reference;
            if known.is_some_and(|known| known != fresh) {
                store.note_difference(Entry::Object(key));
                is_compiled = true;
            }
            fresh
        }
    };
    Ok(Object { path: STARTUP.into(), key, reference, is_compiled })
}

/// What the start-up is called among the modules.
pub const STARTUP: &str = "the start-up";

/// Object code that was made now.
#[derive(Clone)]
struct Code {
    reference: ObjRef,
    bytes: Arc<[u8]>,
}

/// Code generation that is going on in this process, for whichever client of a host.
static FLIGHTS: LazyLock<Flights<Result<Code, String>>> = LazyLock::new(Flights::default);

/// Runs an action, or waits for the one who runs it, and keeps object and record; why, when there is no object.
fn keep<A: Action<Out = ObjRef>>(task: &Task, key: Fingerprint, input: &A::In) -> Result<Code, String> {
    let code = FLIGHTS.share(Fingerprint::of(&(A::ID, key)), || generated::<A>(input))?;
    task.store.put_object(&task.settings.target(), key, code.bytes.to_vec());
    // The record vouches for the file, so it comes after.
    task.store.remember::<A>(key, &code.reference);
    Ok(code)
}

fn generated<A: Action<Out = ObjRef>>(input: &A::In) -> Result<Code, String> {
    let sink = Sink::default();
    let made = A::run(input, &sink);
    let left = sink.into_left();
    let object = left.objects.into_iter().find(|(reference, _)| Some(*reference) == made);
    let Some((reference, bytes)) = object else {
        return Err(left.notes.into_iter().next().unwrap_or_else(|| "no object was made".to_owned()));
    };
    Ok(Code { reference, bytes: bytes.into() })
}

/// What the object of a module is made of and keyed by; the bytes of the ir where it is to be made.
pub fn input(ir: Fingerprint, lines: &Lines, options: &Options, bytes: Option<Arc<[u8]>>) -> ObjectInput {
    let digest = |bytes: &Arc<[u8]>| Fingerprint::of_bytes(bytes);
    let ir = Hashed::later_by(ir, digest, move || bytes.clone());
    ObjectInput { ir, lines: lines.clone(), options: options.clone() }
}

/// The bytes of every object in the order they are linked, each checked against its reference. What is damaged or gone
/// is made again.
pub fn checked(task: &Task, db: &Database, plan: &Plan, objects: &mut Objects) -> Result<Vec<Vec<u8>>> {
    let mut all = Vec::with_capacity(objects.modules.len() + 1);
    all.push(match bytes(task, &objects.startup) {
        Some(bytes) => bytes,
        None => {
            codegen::open(&task.installation.codegen)?;
            let input = (plan.startup.clone(), task.settings.options.clone());
            let made = keep::<StartupAction>(task, objects.startup.key, &input);
            remade(task, StartupAction::ID, &mut objects.startup, made)?
        }
    });
    for (module, object) in plan.modules.iter().zip(&mut objects.modules) {
        all.push(match bytes(task, object) {
            Some(bytes) => bytes,
            None => {
                codegen::open(&task.installation.codegen)?;
                let Some(source) = source(db, &task.settings.options, module.file) else {
                    bail!("`{}` changed during the build", module.path)
                };
                let made = make_one(task, module, object.key, &source);
                remade(task, ObjectAction::ID, object, made)?
            }
        });
    }
    Ok(all)
}

fn bytes(task: &Task, object: &Object) -> Option<Vec<u8>> {
    task.store.object(&task.settings.target(), object.key, &object.reference)
}

/// What was counted as a hit when its record was found was none.
fn remade(
    task: &Task,
    action: &'static str,
    object: &mut Object,
    made: Result<Code, String>,
) -> Result<Vec<u8>> {
    let code = made.map_err(anyhow::Error::msg)?;
    if !object.is_compiled {
        task.store.count(action, |counts| {
            counts.hits = counts.hits.saturating_sub(1);
            counts.misses += 1;
        });
    }
    object.reference = code.reference;
    object.is_compiled = true;
    Ok(code.bytes.to_vec())
}

/// Makes again what was found in the store and compares, byte for byte. A different object is noted and replaced.
fn compare(
    task: &Task,
    db: &Database,
    schedule: &Schedule,
    plan: &Plan,
    found: &mut [(Fingerprint, Option<ObjRef>)],
) -> Result<()> {
    let target = task.settings.target();
    for (key, reference) in found.iter_mut() {
        *reference = reference.filter(|it| task.store.object(&target, *key, it).is_some());
    }
    let known: Vec<(&Planned, Fingerprint)> =
        plan.modules.iter().zip(&*found).filter(|(_, it)| it.1.is_some()).map(|(m, it)| (m, it.0)).collect();
    let mut fresh = make(task, db, schedule, &known)?.into_iter();
    for (key, reference) in found.iter_mut().filter(|(_, reference)| reference.is_some()) {
        if *reference != fresh.next() {
            task.store.note_difference(Entry::Object(*key));
            *reference = None;
        }
    }
    Ok(())
}
