//! The history: what the last build did with each module and why, for `why` and for the next build.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use perry_db::database::Database;
use perry_db::input::SourceFile;
use perry_ir::group::Groups;
use perry_ir::request::Options;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::manifest::Manifest;
use perry_persist::object::ObjRef;
use perry_persist::store::Store;
use perry_sema::package::{PackageKind, package, path_map};
use perry_sema::path;
use serde::{Deserialize, Serialize};

use crate::cause::Comparison;
use crate::inputs::{Seen, encode};
use crate::loss::{Losses, Names};
use crate::object::{Object, Objects};
use crate::plan::Plan;
use crate::session::Task;

/// One build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    pub entry: String,
    pub configured: Configured,
    pub modules: Vec<ModuleHistory>,
    pub startup: StartupHistory,
}

/// What a build was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Configured {
    pub options: Options,
    pub debug_init: bool,
    /// The processor that one of the project's files names, and the file.
    pub cpu: Option<(String, String)>,
    /// What resolution read in configuration files, by path.
    pub files: BTreeMap<String, Fingerprint>,
}

/// One module of a build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModuleHistory {
    pub path: Arc<str>,
    pub text: Fingerprint,
    pub kind: PackageKind,
    pub context: Fingerprint,
    pub ir: Fingerprint,
    pub object: Link,
    pub is_compiled: bool,
    /// In words, as a clause: "its own text changed".
    pub causes: Vec<String>,
}

/// The object that starts the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StartupHistory {
    pub object: Link,
    /// Of the modules' names, in the order of initialisation.
    pub order: Fingerprint,
    pub groups: Groups,
    pub is_compiled: bool,
    pub causes: Vec<String>,
}

/// An object as it was linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub key: Fingerprint,
    pub reference: ObjRef,
}

/// Which build was the last of the project, under a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBuild {
    pub key: Fingerprint,
    /// It found everything as it was.
    pub is_unchanged: bool,
}

impl LastBuild {
    pub fn read(store: &Store) -> Option<LastBuild> {
        postcard::from_bytes(store.manifest(LastBuild::place())?.replay()).ok()
    }

    /// Written only when it differs: an unchanged build after an unchanged build writes nothing.
    pub fn save(&self, store: &Store) {
        if store.is_enabled() && LastBuild::read(store).as_ref() != Some(self) {
            store
                .save_manifest(LastBuild::place(), &Manifest { replay: encode(self), ..Manifest::default() });
        }
    }

    fn place() -> Fingerprint {
        Fingerprint::of("last build")
    }
}

impl Configured {
    /// What this build was told, with the configuration that its queries asked for.
    fn of(task: &Task, db: &Database) -> Configured {
        let settings = task.settings;
        let read = |path: &str, file: SourceFile| match path::name(path) {
            "package.json" => package(db, file).as_ref().map(|package| Fingerprint::of(&**package)),
            "tsconfig.json" => Some(Fingerprint::of(path_map(db, file))),
            _ => None,
        };
        let asked: Vec<_> = db.files().iter().map(|file| (file.key().to_string(), *file.value())).collect();
        let files = asked.into_iter().filter_map(|(path, file)| Some((read(&path, file)?, path)));
        Configured {
            options: settings.options.clone(),
            debug_init: settings.debug_init,
            cpu: settings.configured_cpu.clone().map(|(cpu, file)| (cpu, file.to_owned())),
            files: files.map(|(content, path)| (path, content)).collect(),
        }
    }

    pub fn content(&self, file: &str) -> Option<Fingerprint> {
        self.files.get(file).copied()
    }
}

impl History {
    /// The history of a build that has its objects.
    pub fn of(
        task: &Task,
        (db, seen): (&Database, &Seen),
        (plan, objects): (&Plan, &Objects),
        names: &Names,
    ) -> History {
        let before = seen.history().or_else(|| History::last(&task.store).map(Rc::new));
        let (before, configured) = (before.as_deref(), Configured::of(task, db));
        let (last_writer, losses) = (task.store.last_writer(), Losses::of(&task.store, names));
        let modules = before.iter().flat_map(|before| &before.modules);
        let modules = modules.map(|module| (&*module.path, module)).collect();
        let comparison =
            Comparison { task, db, before, modules, now: &configured, last_writer, losses: &losses };
        let modules = plan.modules.iter().zip(&objects.modules).map(|(module, object)| ModuleHistory {
            path: module.path.clone(),
            text: module.text,
            kind: module.kind,
            context: module.context,
            ir: module.ir,
            object: link(object),
            is_compiled: object.is_compiled,
            causes: comparison.causes(module, object),
        });
        let modules = modules.collect();
        let names: Vec<_> = plan.startup.modules.iter().map(|module| &module.name).collect();
        let order = Fingerprint::of(&names);
        let startup = StartupHistory {
            object: link(&objects.startup),
            order,
            groups: plan.startup.groups,
            is_compiled: objects.startup.is_compiled,
            causes: comparison.startup_causes(plan, order, &objects.startup),
        };
        History { entry: task.settings.entry.clone(), configured, modules, startup }
    }

    /// The last build of the project, of whatever entry and settings.
    pub fn last(store: &Store) -> Option<History> {
        let last = LastBuild::read(store)?;
        postcard::from_bytes(store.manifest(last.key)?.detail()).ok()
    }

    pub fn object_keys(&self) -> Vec<Fingerprint> {
        self.links().map(|link| link.key).collect()
    }

    /// What was linked, in order.
    pub fn links(&self) -> impl Iterator<Item = Link> {
        [self.startup.object].into_iter().chain(self.modules.iter().map(|module| module.object))
    }

    pub fn module(&self, path: &str) -> Option<&ModuleHistory> {
        self.modules.iter().find(|module| &*module.path == path)
    }
}

fn link(object: &Object) -> Link {
    Link { key: object.key, reference: object.reference }
}
