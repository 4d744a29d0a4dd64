//! The plan: which modules there are and what each of them lowers to, by fingerprint.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use perry_db::database::{Database, Db};
use perry_db::diagnostic::Diagnostic;
use perry_db::input::{Program, SourceFile, digest_of};
use perry_ide::diagnostics::diagnostics;
use perry_ir::group::Groups;
use perry_ir::query::{Lowering, context_fingerprint, is_lowered, lower_job, lowering};
use perry_ir::record::remember_context;
use perry_ir::request::{Startup, StartupModule};
use perry_persist::action::Action;
use perry_persist::fingerprint::Fingerprint;
use perry_sema::graph::{init_order, module_graph, static_imports};
use perry_sema::module::{FactsAction, ModuleText, imports};
use perry_sema::package::PackageKind;
use perry_sema::problem::has_problems;

use crate::schedule::Schedule;

/// The modules of the program, in the order of initialisation.
pub struct Modules {
    pub order: Vec<SourceFile>,
}

/// What is to be compiled.
pub struct Plan {
    pub modules: Vec<Planned>,
    pub startup: Startup,
    broken: Vec<SourceFile>,
}

/// One module and everything its object depends on.
pub struct Planned {
    pub file: SourceFile,
    pub path: Arc<str>,
    pub text: Fingerprint,
    pub kind: PackageKind,
    pub context: Fingerprint,
    pub ir: Fingerprint,
    groups: Groups,
    is_refused: bool,
    /// Keys of its facts and of its lowering.
    pub records: [Fingerprint; 2],
}

/// Asks every module for its imports, level by level, and orders them.
pub fn program(db: &Database, schedule: &Schedule) -> Modules {
    let mut level: Vec<SourceFile> = Program::get(db).entries(db).clone();
    let mut seen: HashSet<SourceFile> = level.iter().copied().collect();
    let bar = schedule.progress.bar("reading", 2);
    while !level.is_empty() {
        let found = schedule.ask(db, &level, |db, file| imports(db, *file).clone());
        level = found.into_iter().flatten().flatten().filter(|file| seen.insert(*file)).collect();
        bar.done();
    }
    Modules { order: module_graph(db).order.clone() }
}

/// Asks every module for its ir, by fingerprint.
pub fn lower(db: &Database, schedule: &Schedule, modules: &Modules) -> Plan {
    let broken = schedule.ask(db, &modules.order, |db, file| has_problems(db, *file));
    let (broken, good): (Vec<_>, Vec<_>) = modules.order.iter().zip(broken).partition(|(_, broken)| *broken);
    let files = |list: Vec<(&SourceFile, bool)>| list.into_iter().map(|(file, _)| *file).collect::<Vec<_>>();
    let (mut broken, good) = (files(broken), files(good));
    let new: Vec<_> = schedule.ask(db, &good, |db, file| (!is_lowered(db, *file)).then_some(*file));
    let new: Vec<SourceFile> = new.into_iter().flatten().collect();
    let bar = schedule.progress.bar("lowering", new.len());
    schedule.dig(db, &new, |db, file| {
        bar.start(file.path(db));
        lowering(db, *file);
        remember_context(db, *file, db.store());
        bar.done();
    });
    let order = &modules.order;
    let planned = schedule.ask(db, &good, |db, file| planned(db, *file));
    broken.extend(good.iter().zip(&planned).filter(|(_, planned)| planned.is_none()).map(|(file, _)| *file));
    let modules: Vec<Planned> = planned.into_iter().flatten().collect();
    let startup = startup(db, &modules, order);
    Plan { modules, startup, broken }
}

/// The modules that initialise with the entries, then those that `import()` reaches.
fn startup(db: &Database, modules: &[Planned], order: &[SourceFile]) -> Startup {
    let entries = Program::get(db).entries(db).iter();
    let mut seen = HashSet::new();
    let run = entries.flat_map(|entry| init_order(db, *entry)).copied().filter(|file| seen.insert(*file));
    let mut files: Vec<SourceFile> = run.collect();
    let run_count = files.len() as u32;
    files.extend(order.iter().copied().filter(|file| seen.insert(*file)));
    let places: HashMap<SourceFile, u32> = files.iter().copied().zip(0..).collect();
    let module = |file: &SourceFile| StartupModule {
        name: file.path(db).into(),
        imports: static_imports(db, *file).map(|import| places[&import]).collect(),
    };
    let mut groups = Groups::default();
    modules.iter().for_each(|module| groups.add(module.groups));
    Startup { modules: files.iter().map(module).collect(), run_count, groups }
}

fn planned(db: &Database, file: SourceFile) -> Option<Planned> {
    let Lowering { ir, groups, diagnostics } = lowering(db, file).as_deref()?.clone();
    let text = ModuleText::of(db, file);
    Some(Planned {
        file,
        path: file.path(db).into(),
        text: digest_of(file.seen(db)),
        kind: text.kind,
        context: context_fingerprint(db, file),
        ir,
        groups,
        is_refused: diagnostics.iter().any(Diagnostic::is_error),
        records: [FactsAction::key(&text), lower_job(db, file).key],
    })
}

impl Plan {
    pub fn has_errors(&self) -> bool {
        !self.broken.is_empty() || self.modules.iter().any(|module| module.is_refused)
    }

    /// What is wrong, sorted by place.
    pub fn diagnostics(&self, db: &Database) -> Vec<Diagnostic> {
        let files = self.broken.iter().chain(self.modules.iter().map(|module| &module.file));
        let mut all: Vec<_> = files.flat_map(|file| diagnostics(db, *file).iter().cloned()).collect();
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        all.dedup();
        all
    }

    /// Records of the store that this build rests on.
    pub fn record_keys(&self) -> Vec<Fingerprint> {
        self.modules.iter().flat_map(|module| module.records).collect()
    }
}
