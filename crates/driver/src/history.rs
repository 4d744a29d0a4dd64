//! The history: what the last build did with each module and why, for `why` and for the next build.

use std::collections::BTreeSet;
use std::sync::Arc;

use perry_ir::request::Options;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::manifest::Manifest;
use perry_persist::object::ObjRef;
use perry_persist::store::Store;
use perry_sema::import::{ImportTarget, ModuleContext, Namespace};
use perry_sema::symbol::Symbol;
use serde::{Deserialize, Serialize};

use crate::inputs::{Seen, encode};
use crate::loss::{Losses, Names};
use crate::object::{Object, Objects};
use crate::plan::{Plan, Planned};
use crate::session::Task;

/// One build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct History {
    pub entry: String,
    pub options: Options,
    pub debug_init: bool,
    pub modules: Vec<ModuleHistory>,
    pub startup: Link,
}

/// One module of a build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModuleHistory {
    pub path: Arc<str>,
    pub text: Fingerprint,
    pub context: Fingerprint,
    pub ir: Fingerprint,
    pub object: Link,
    pub is_compiled: bool,
    /// In words, as a clause: "its own text changed".
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

/// What the store remembers of a context, so that a later build can say what changed in it.
pub fn context_place(context: Fingerprint) -> Fingerprint {
    Fingerprint::of(&("context", context))
}

impl History {
    /// The history of a build that has its objects.
    pub fn of(task: &Task, seen: &Seen, plan: &Plan, objects: &Objects, names: &Names) -> History {
        let losses = Losses::of(&task.store, names);
        let before = seen.history().or_else(|| History::last(&task.store));
        let settings = task.settings;
        let mut history = History {
            entry: settings.entry.clone(),
            options: settings.options.clone(),
            debug_init: settings.debug_init,
            modules: Vec::with_capacity(plan.modules.len()),
            startup: link(&objects.startup),
        };
        for (module, object) in plan.modules.iter().zip(&objects.modules) {
            let module = ModuleHistory {
                path: module.path.clone(),
                text: module.text,
                context: module.context,
                ir: module.ir,
                object: link(object),
                is_compiled: object.is_compiled,
                causes: history.causes(task, before.as_ref(), module, object, &losses),
            };
            history.modules.push(module);
        }
        history
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
        [self.startup].into_iter().chain(self.modules.iter().map(|module| module.object))
    }

    pub fn module(&self, path: &str) -> Option<&ModuleHistory> {
        self.modules.iter().find(|module| &*module.path == path)
    }

    fn causes(
        &self,
        task: &Task,
        before: Option<&History>,
        now: &Planned,
        object: &Object,
        losses: &Losses,
    ) -> Vec<String> {
        let mut causes = losses.of_module(now, object);
        let Some(history) = before else {
            causes.extend(without_history(object, losses));
            return causes;
        };
        let Some(then) = history.module(&now.path) else {
            causes.push("the module is new in the program".to_owned());
            return causes;
        };
        if then.text != now.text {
            causes.push("its own text changed".to_owned());
        }
        if then.context != now.context {
            causes.extend(context_changes(task, then.context, now));
        }
        causes.extend(self.option_changes(history));
        let has_lost_object = object.is_compiled && then.object.key == object.key;
        if has_lost_object && !losses.has_object_note(object) {
            causes.push(losses.of_object(object));
        }
        match (object.is_compiled, causes.is_empty()) {
            (true, true) => causes.push("the cache does not have its object".to_owned()),
            (false, true) => causes.push("nothing it depends on changed".to_owned()),
            (false, false) if then.object.key == object.key => {
                causes.push("its code stayed the same".to_owned())
            }
            (false, false) => causes.push("the cache has its object from an earlier build".to_owned()),
            (true, false) => {}
        }
        causes
    }

    fn option_changes(&self, before: &History) -> Vec<String> {
        let Options { triple, cpu, features, opt_level, debug, output: _ } = &self.options;
        let then = &before.options;
        let mut changes = Vec::new();
        let mut option = |name: &str, is_changed: bool, then: String, now: String| {
            if is_changed {
                changes.push(format!("the option `{name}` changed from {then} to {now}"));
            }
        };
        option("target", *triple != then.triple, then.triple.clone(), triple.clone());
        option("cpu", *cpu != then.cpu, then.cpu.clone(), cpu.clone());
        option("features", *features != then.features, then.features.clone(), features.clone());
        let level = |level| format!("{level:?}").to_lowercase();
        option("profile", *opt_level != then.opt_level, level(then.opt_level), level(*opt_level));
        option("debug-symbols", *debug != then.debug, on(then.debug), on(*debug));
        if self.debug_init != before.debug_init {
            let (then, now) = (on(before.debug_init), on(self.debug_init));
            changes.push(format!("the environment value `PERRY_DEBUG_INIT` changed from {then} to {now}"));
        }
        changes
    }
}

/// The causes that are left when no earlier build is known.
fn without_history(object: &Object, losses: &Losses) -> Vec<String> {
    match (losses.of_manifest(), object.is_compiled) {
        (Some(manifest), true) if losses.has_object_note(object) => vec![manifest],
        (Some(manifest), true) => vec![manifest, losses.of_object(object)],
        (Some(manifest), false) => vec![manifest, "the cache has its object".to_owned()],
        (None, true) => vec!["this is the first build".to_owned()],
        (None, false) => vec!["the cache has its object from an earlier build".to_owned()],
    }
}

fn on(is_on: bool) -> String {
    if is_on { "on" } else { "off" }.to_owned()
}

fn link(object: &Object) -> Link {
    Link { key: object.key, reference: object.reference }
}

/// Keeps the context of a module that was lowered now, for the words of a later build.
pub fn remember_context(store: &Store, fingerprint: Fingerprint, context: &ModuleContext) {
    store.remember_bytes("context", context_place(fingerprint), encode(context));
}

fn context_changes(task: &Task, then: Fingerprint, now: &Planned) -> Vec<String> {
    let read = |context| -> Option<ModuleContext> {
        postcard::from_bytes(&task.store.lookup_bytes(context_place(context))?).ok()
    };
    let (Some(then), Some(now)) = (read(then), read(now.context)) else {
        return vec!["what it imports changed".to_owned()];
    };
    let names: BTreeSet<_> = then.imports.keys().chain(now.imports.keys()).collect();
    let mut changes = Vec::new();
    for name in names {
        match (then.imports.get(name), now.imports.get(name)) {
            (Some(then), Some(now)) if then != now => changes.push(import_change(name, then, now)),
            // Imports come and go with the own text, which is told already.
            _ => {}
        }
    }
    if then.is_in_cycle != now.is_in_cycle {
        changes.push(
            if now.is_in_cycle {
                "it is in an import cycle now"
            } else {
                "it is no longer in an import cycle"
            }
            .to_owned(),
        );
    }
    changes
}

fn import_change(name: &str, then: &ImportTarget, now: &ImportTarget) -> String {
    let (from, before) = (module_of(now), module_of(then));
    if from != before {
        return format!("the import `{name}` leads to {from} instead of {before}");
    }
    match (then, now) {
        (ImportTarget::Namespace { .. }, ImportTarget::Namespace { .. }) => {
            format!("the exports of {from} changed, which it imports as `{name}`")
        }
        (ImportTarget::Literal { .. }, ImportTarget::Literal { .. }) => {
            format!("the value of the import `{name}` of {from} changed")
        }
        _ => format!("the import `{name}` of {from} changed its signature"),
    }
}

/// The module an import leads to.
fn module_of(target: &ImportTarget) -> &str {
    let symbol: &Symbol = match target {
        ImportTarget::Cell { symbol, .. } => symbol,
        ImportTarget::Function { cell, .. }
        | ImportTarget::Literal { cell, .. }
        | ImportTarget::Enum { cell, .. } => cell,
        ImportTarget::Namespace(Namespace { module, .. }) => {
            return module.strip_suffix("$module").unwrap_or(module);
        }
    };
    symbol.rsplit_once('#').map_or(symbol, |(module, _)| module)
}
