//! The verification: what the cache holds of this project is made again from the sources and compared, byte for byte.
//!
//! Nothing is believed and nothing is changed. What earlier sources or other settings left cannot be made again; it is
//! counted.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use perry_db::database::{Database, Db};
use perry_db::input::{Options as Declared, Program, SourceFile};
use perry_ir::query::{LinesAction, lower_job, lowering, module_ir};
use perry_ir::record::context_place;
use perry_ir::request::Options;
use perry_persist::action::{Action, Sink};
use perry_persist::fault::Fault;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::object::ObjRef;
use perry_persist::store::Store;
use perry_project::disk::Disk;
use perry_sema::context::module_context;
use perry_sema::module::{FactsAction, ModuleText};

use crate::codegen;
use crate::history::History;
use crate::inputs::encode;
use crate::loss::{Names, Part};
use crate::object::{BATCH, ObjectAction, STARTUP, StartupAction, input, lines};
use crate::plan::{self, Modules, Plan, Planned};
use crate::schedule::Schedule;
use crate::session::{Installation, Session};
use crate::settings::target_of;

/// What a verification found.
#[derive(Default)]
pub struct Verified {
    /// Entries that are as they are made anew.
    pub equal: u64,
    /// Records that nothing of today asks for.
    pub skipped: u64,
    pub findings: Vec<Finding>,
}

/// An entry that is not what it should be.
pub struct Finding {
    pub module: Arc<str>,
    pub part: Part,
    pub key: Fingerprint,
    /// What the key is made of, in words.
    pub keyed_by: String,
    /// `object of src/a.ts was wrong: made anew it is another`
    pub problem: String,
}

impl Finding {
    fn new(asked: &Asked, options: Option<&Options>, problem: String) -> Finding {
        let keyed_by = keyed_by(asked, options);
        Finding { module: asked.module.clone(), part: asked.part, key: asked.key, keyed_by, problem }
    }
}

/// Verifies the cache of the project at `root`.
pub fn verify(session: &Session, installation: &Installation, root: &Path, cache: &Path) -> Result<Verified> {
    let store = session.store(installation, Some(cache))?;
    let mut builds = Vec::new();
    store.each_manifest(|saved| builds.extend(postcard::from_bytes::<History>(saved.detail()).ok()));
    let schedule = Schedule::of(session, session.environment.cores, false);
    let mut at_work =
        Verification { store, names: Names::default(), done: Verified::default(), asked: HashSet::new() };
    for build in &builds {
        codegen::open(&installation.codegen)?;
        at_work.build(root, &schedule, build)?;
    }
    Ok(at_work.finished())
}

/// One verification at work.
struct Verification {
    store: Arc<Store>,
    names: Names,
    done: Verified,
    asked: HashSet<Fingerprint>,
}

impl Verification {
    /// Everything that a build of this entry under these options asks the cache for.
    fn build(&mut self, root: &Path, schedule: &Schedule, build: &History) -> Result<()> {
        let db = Database::new(Arc::new(Disk::new(root, [])), Arc::new(Store::disabled()));
        let entry = db.file(&build.entry);
        Program::new(&db, vec![entry]);
        Declared::new(&db, build.configured.debug_init);
        let modules = plan::program(&db, schedule);
        let plan = plan::lower(&db, schedule, &modules);
        self.facts(&db, &modules);
        for module in &plan.modules {
            self.lowering(&db, module);
        }
        self.objects(&db, schedule, &plan, &build.configured.options);
        self.startup(&plan, &build.configured.options);
        Ok(())
    }

    fn facts(&mut self, db: &Database, modules: &Modules) {
        let is_present = |file: &&SourceFile| file.seen(db).digest().is_some();
        for file in modules.order.iter().filter(is_present) {
            let text = ModuleText::of(db, *file);
            if let Some(facts) = FactsAction::run(&text, &Sink::default()) {
                let asked =
                    Asked { key: FactsAction::key(&text), part: Part::Facts, module: file.path(db).into() };
                self.record(asked, &encode(&facts));
            }
        }
    }

    fn lowering(&mut self, db: &Database, module: &Planned) {
        let [_, key] = module.records;
        if let Some(lowering) = lowering(db, module.file) {
            let asked = Asked { key, part: Part::Lowering, module: module.path.clone() };
            self.record(asked, &encode(&**lowering));
        }
        let asked =
            Asked { key: context_place(module.context), part: Part::Context, module: module.path.clone() };
        self.record(asked, &encode(&**module_context(db, module.file)));
    }

    /// Compiles those that the cache has, so many at once.
    fn objects(&mut self, db: &Database, schedule: &Schedule, plan: &Plan, options: &Options) {
        let target = target_of(options);
        let mut known = Vec::new();
        for module in &plan.modules {
            let lines = lines(db, options, module.file);
            if let Some(lines) = &lines {
                let key = LinesAction::key(&lower_job(db, module.file).input);
                let asked = Asked { key, part: Part::Lines, module: module.path.clone() };
                self.record(asked, &encode(&**lines));
            }
            let key = ObjectAction::key(&input(module.ir, &lines, options, None));
            let asked = Asked { key, part: Part::Object, module: module.path.clone() };
            known.extend(self.object::<ObjectAction>(&asked, &target).map(|bytes| (module, asked, bytes)));
        }
        let bar = schedule.progress.bar("comparing", known.len());
        for batch in known.chunks(BATCH) {
            let irs = schedule.dig(db, batch, |db, (module, ..)| {
                (module_ir(db, module.file), lines(db, options, module.file))
            });
            let jobs: Vec<_> = batch.iter().zip(irs).collect();
            let fresh = schedule.work(&jobs, |((module, ..), (ir, lines))| {
                bar.start(&module.path);
                let made = made::<ObjectAction>(&input(module.ir, lines, options, ir.clone()));
                bar.done();
                made
            });
            for ((_, asked, bytes), fresh) in batch.iter().zip(fresh) {
                self.compare(asked, fresh.as_ref() == Some(bytes), options);
            }
        }
    }

    fn startup(&mut self, plan: &Plan, options: &Options) {
        let input = (plan.startup.clone(), options.clone());
        let asked = Asked { key: StartupAction::key(&input), part: Part::Object, module: STARTUP.into() };
        if let Some(bytes) = self.object::<StartupAction>(&asked, &target_of(options)) {
            self.compare(&asked, made::<StartupAction>(&input).as_ref() == Some(&bytes), options);
        }
    }

    /// The bytes of an object that the cache has and nobody asked for yet.
    fn object<A: Action<Out = ObjRef>>(&mut self, asked: &Asked, target: &str) -> Option<Vec<u8>> {
        if !self.is_new(asked) {
            return None;
        }
        let reference = self.store.lookup::<A>(asked.key)?;
        self.store.object(target, asked.key, &reference)
    }

    fn record(&mut self, asked: Asked, fresh: &[u8]) {
        if self.is_new(&asked)
            && let Some(bytes) = self.store.lookup_bytes(asked.key)
        {
            self.tally(&asked, bytes == fresh, None);
        }
    }

    fn is_new(&mut self, asked: &Asked) -> bool {
        self.names.add(asked.key, asked.part, asked.module.clone());
        self.asked.insert(asked.key)
    }

    fn compare(&mut self, asked: &Asked, is_equal: bool, options: &Options) {
        self.tally(asked, is_equal, Some(options));
    }

    fn tally(&mut self, asked: &Asked, is_equal: bool, options: Option<&Options>) {
        match is_equal {
            true => self.done.equal += 1,
            false => {
                let problem = format!("{} of {} {}", asked.part.noun(), asked.module, Fault::Different);
                self.done.findings.push(Finding::new(asked, options, problem));
            }
        }
    }

    /// With what turned out damaged, and what nobody asked for.
    fn finished(mut self) -> Verified {
        for note in self.store.faults().1 {
            let problem = self.names.sentence(&note);
            if let Some((key, (part, module))) = self.names.named(&note) {
                self.done.findings.push(Finding::new(&Asked { key, part, module }, None, problem));
            }
        }
        let (asked, skipped) = (&self.asked, &mut self.done.skipped);
        self.store.each_record(|key, _| *skipped += u64::from(!asked.contains(&key)));
        self.done
    }
}

/// An entry that a build would ask for.
#[derive(Clone)]
struct Asked {
    key: Fingerprint,
    part: Part,
    module: Arc<str>,
}

fn made<A: Action<Out = ObjRef>>(input: &A::In) -> Option<Vec<u8>> {
    let sink = Sink::default();
    A::run(input, &sink)?;
    sink.into_left().objects.pop().map(|(_, bytes)| bytes)
}

fn keyed_by(asked: &Asked, options: Option<&Options>) -> String {
    let what = match asked.part {
        Part::Object if &*asked.module == STARTUP => "the modules in their order, target, processor, profile",
        Part::Facts => "its text and how its extension and package say to read it",
        Part::Lowering => "its text and what it consulted of its imports",
        Part::Context => "what it consulted of its imports",
        Part::Lines => "its text and what it imports",
        Part::Object => "its ir, target, processor, profile and debug symbols",
    };
    let Some(options) = options else { return what.to_owned() };
    let profile = options.opt_level.name();
    let debug = if options.debug { "with" } else { "without" };
    format!("{what}: {}, {profile}, {debug} debug symbols", target_of(options))
}
