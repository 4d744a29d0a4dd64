//! The cause: why a build compiled or reused a module, in words, from the build before and this one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use perry_db::database::Database;
use perry_db::input::SourceFile;
use perry_ir::record::remembered_context;
use perry_ir::request::Options;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::writer::Writer;
use perry_sema::import::{ImportTarget, ModuleContext, Namespace};
use perry_sema::path;
use perry_sema::resolve::configuration;
use perry_sema::route::route;
use perry_sema::symbol::Symbol;

use crate::history::{Configured, History, ModuleHistory};
use crate::loss::Losses;
use crate::object::Object;
use crate::plan::{Plan, Planned};
use crate::session::Task;

const KEPT: &str = "the cache has its object from an earlier build";

/// This build beside the one before.
pub struct Comparison<'a> {
    pub task: &'a Task<'a>,
    pub db: &'a Database,
    pub before: Option<&'a History>,
    /// The modules of `before` by path.
    pub modules: HashMap<&'a str, &'a ModuleHistory>,
    pub now: &'a Configured,
    pub last_writer: Writer,
    pub losses: &'a Losses<'a>,
}

impl Comparison<'_> {
    /// Why the object of a module was made or found.
    pub fn causes(&self, module: &Planned, object: &Object) -> Vec<String> {
        let mut causes = self.losses.of_module(module, object);
        let Some(before) = self.before else {
            causes.extend(self.without_history(object));
            return causes;
        };
        let Some(then) = self.modules.get(&*module.path) else {
            causes.push("the module is new in the program".to_owned());
            causes.extend((!object.is_compiled).then(|| KEPT.to_owned()));
            return causes;
        };
        let is_same = then.object.key == object.key;
        if object.is_compiled && is_same {
            return self.gone(object);
        }
        if then.ir != module.ir || !object.is_compiled || self.now.options.debug {
            causes.extend(self.text_changes(before, then, module));
        }
        causes.extend(self.option_changes(before));
        match (object.is_compiled, causes.is_empty()) {
            (false, true) => causes.push("nothing it depends on changed".to_owned()),
            (false, false) if is_same => causes.push("its code stayed the same".to_owned()),
            (false, false) => causes.push(KEPT.to_owned()),
            (true, true) => causes.push("the cache does not have its object".to_owned()),
            (true, false) => {}
        }
        causes
    }

    /// The same for the object that starts the program.
    pub fn startup_causes(&self, plan: &Plan, order: Fingerprint, object: &Object) -> Vec<String> {
        let Some(before) = self.before else { return self.without_history(object) };
        if before.startup.object.key == object.key {
            let same = || vec!["nothing it depends on changed".to_owned()];
            return if object.is_compiled { self.gone(object) } else { same() };
        }
        let (former, entry) = (&before.entry, &self.task.settings.entry);
        if former != entry {
            return vec![format!("the entry is {entry} instead of {former}")];
        }
        let then: BTreeSet<&str> = before.modules.iter().map(|module| &*module.path).collect();
        let now: BTreeSet<&str> = plan.modules.iter().map(|module| &*module.path).collect();
        let mut causes: Vec<String> =
            now.difference(&then).map(|path| format!("{path} is new in the program")).collect();
        causes.extend(then.difference(&now).map(|path| format!("{path} is no longer in the program")));
        if causes.is_empty() && before.startup.order != order {
            causes.push("the order of initialisation changed".to_owned());
        }
        if before.startup.groups != plan.startup.groups {
            causes.push("the program uses other built-ins".to_owned());
        }
        causes.extend(self.option_changes(before));
        if causes.is_empty() {
            causes.push("modules import others than before".to_owned());
        }
        if !object.is_compiled {
            causes.push(KEPT.to_owned());
        }
        causes
    }

    /// What is left to say when nothing is remembered of a build before.
    fn without_history(&self, object: &Object) -> Vec<String> {
        let words = match (object.is_compiled, self.last_writer, self.losses.of_manifest()) {
            (true, Writer::Other, _) => "the compiler changed".to_owned(),
            (true, _, Some(manifest)) if self.losses.has_object_note(object) => manifest,
            (true, _, Some(manifest)) => return vec![manifest, self.losses.of_object(object)],
            (false, _, Some(manifest)) => return vec![manifest, "the cache has its object".to_owned()],
            (true, Writer::Nobody, None) => "this is the first build".to_owned(),
            (true, Writer::This, None) => "what the cache knew of earlier builds is gone".to_owned(),
            (false, _, None) => KEPT.to_owned(),
        };
        vec![words]
    }

    /// Why an object that was there before is not.
    fn gone(&self, object: &Object) -> Vec<String> {
        if self.last_writer == Writer::Other {
            return vec!["another compiler took the place of its object".to_owned()];
        }
        let told = self.losses.of_entry(object);
        if told.is_empty() { vec![self.losses.of_object(object)] } else { told }
    }

    /// What changed of everything the ir of a module is made from.
    fn text_changes(&self, before: &History, then: &ModuleHistory, now: &Planned) -> Vec<String> {
        let mut changes = Vec::new();
        if then.text != now.text {
            changes.push("its own text changed".to_owned());
        }
        if then.kind != now.kind {
            let packages = path::ancestors(path::parent(&now.path));
            let packages = packages.map(|directory| path::join(directory, "package.json"));
            let packages = self.changed_files(before, packages);
            changes.push(because(&packages, "it is another kind of module".to_owned()));
        }
        if then.context != now.context {
            changes.extend(self.context_changes(before, then.context, now));
        }
        changes
    }

    fn context_changes(&self, before: &History, then: Fingerprint, now: &Planned) -> Vec<String> {
        let read = |context| remembered_context(&self.task.store, context);
        let (Some(then), Some(context)) = (read(then), read(now.context)) else {
            return vec!["what it imports changed".to_owned()];
        };
        let mut changes = Vec::new();
        // Imports come and go with the own text, which is told already.
        for (name, then, target) in in_both(&then.imports, &context.imports) {
            changes.push(self.import_change(before, now.file, name, then, target));
        }
        for (specifier, then, namespace) in in_both(&then.dynamic_imports, &context.dynamic_imports) {
            let directory = path::parent(&now.path);
            let files = self.changed_files(before, configuration(self.db, directory, specifier));
            changes.push(because(&files, namespace_change(specifier, then, namespace)));
        }
        let exported = |context: &ModuleContext| -> BTreeMap<_, _> {
            context.exported_namespaces.iter().cloned().collect()
        };
        for (name, then, namespace) in in_both(&exported(&then), &exported(&context)) {
            changes.push(namespace_change(name, then, namespace));
        }
        if then.is_in_cycle != context.is_in_cycle {
            let words = match context.is_in_cycle {
                true => "it is in an import cycle now",
                false => "it is no longer in an import cycle",
            };
            changes.push(words.to_owned());
        }
        changes
    }

    fn import_change(
        &self,
        before: &History,
        file: SourceFile,
        name: &str,
        then: &ImportTarget,
        now: &ImportTarget,
    ) -> String {
        let (from, former) = (module_of(now), module_of(then));
        if from != former {
            let turned = self.turned_at(before, file, name);
            return because(&turned, format!("the import `{name}` leads to {from} instead of {former}"));
        }
        match (then, now) {
            (ImportTarget::Namespace(then), ImportTarget::Namespace(now)) => {
                namespace_change(name, then, now)
            }
            (ImportTarget::Literal { .. }, ImportTarget::Literal { .. }) => {
                format!("the value of the import `{name}` of {from} changed")
            }
            _ => format!("the import `{name}` of {from} changed its signature"),
        }
    }

    /// The files where the way of an import turned off: the first module on it that passes the name on otherwise, or
    /// the configuration that leads its specifier elsewhere. None: files came or went.
    fn turned_at(&self, before: &History, file: SourceFile, name: &str) -> Vec<String> {
        for step in route(self.db, file, name) {
            let module = step.file.path(self.db);
            let directory = path::parent(module);
            let configuration = configuration(self.db, directory, &step.specifier).into_iter();
            let configuration = configuration.filter(|file| !is_of_new_package(before, directory, file));
            let mut files = self.changed_files(before, configuration);
            let digest = perry_db::input::digest_of(step.file.seen(self.db));
            if step.file != file && before.module(module).is_some_and(|then| then.text != digest) {
                files.insert(0, module.to_owned());
            }
            if !files.is_empty() {
                return files;
            }
        }
        Vec::new()
    }

    /// Those of some configuration files that changed, came or went.
    fn changed_files(&self, before: &History, files: impl IntoIterator<Item = String>) -> Vec<String> {
        let is_changed = |file: &String| before.configured.content(file) != self.now.content(file);
        let changed = files.into_iter().filter(is_changed);
        let (known, new): (Vec<_>, Vec<_>) =
            changed.partition(|file| before.configured.content(file).is_some());
        // A file that nobody read before may have been there, in the shadow of one that is gone.
        if known.is_empty() { new } else { known }
    }

    fn option_changes(&self, before: &History) -> Vec<String> {
        let Options { triple, cpu, features, opt_level, debug, output: _ } = &self.now.options;
        let then = &before.configured.options;
        let mut changes = Vec::new();
        let mut option = |name: &str, then: &str, now: &str, files: &[String]| {
            if then != now {
                let words = format!("the option `{name}` changed from {then} to {now}");
                changes.push(because(files, words));
            }
        };
        option("target", &then.triple, triple, &[]);
        let (former, told) = (&before.configured.cpu, &self.now.cpu);
        let files = [told, former].into_iter().flatten().filter(|_| former != told);
        let files: Vec<String> = files.map(|(_, file)| file.clone()).take(1).collect();
        option("cpu", &then.cpu, cpu, &files);
        option("features", &then.features, features, &[]);
        option("profile", then.opt_level.name(), opt_level.name(), &[]);
        option("debug-symbols", on(then.debug), on(*debug), &[]);
        if self.now.debug_init != before.configured.debug_init {
            let (then, now) = (on(before.configured.debug_init), on(self.now.debug_init));
            changes.push(format!("the environment value `PERRY_DEBUG_INIT` changed from {then} to {now}"));
        }
        changes
    }
}

/// `tsconfig.json changed: ` before a clause, when there is such a file.
fn because(files: &[String], clause: String) -> String {
    if files.is_empty() { clause } else { format!("{} changed: {clause}", files.join(" and ")) }
}

fn on(is_on: bool) -> &'static str {
    if is_on { "on" } else { "off" }
}

/// Whether a configuration file came with a package that had no module in the program: whoever led there is the cause.
fn is_of_new_package(before: &History, importer: &str, file: &str) -> bool {
    let folder = path::parent(file);
    let is_above = |directory: &str| path::ancestors(directory).any(|above| above == folder);
    let was_used = || before.modules.iter().any(|module| is_above(path::parent(&module.path)));
    before.configured.content(file).is_none() && !is_above(importer) && !was_used()
}

/// What stands under the same name in both and differs.
fn in_both<'m, V: PartialEq>(
    then: &'m BTreeMap<Arc<str>, V>,
    now: &'m BTreeMap<Arc<str>, V>,
) -> Vec<(&'m str, &'m V, &'m V)> {
    let both = now.iter().filter_map(|(name, value)| Some((&**name, then.get(name)?, value)));
    both.filter(|(_, then, now)| then != now).collect()
}

fn namespace_change(name: &str, then: &Namespace, now: &Namespace) -> String {
    let (from, former) = (namespace_module(now), namespace_module(then));
    match from == former {
        true => format!("the exports of {from} changed, which it has as `{name}`"),
        false => format!("`{name}` leads to {from} instead of {former}"),
    }
}

/// The module an import leads to.
fn module_of(target: &ImportTarget) -> &str {
    let symbol: &Symbol = match target {
        ImportTarget::Cell { symbol, .. } => symbol,
        ImportTarget::Function { cell, .. }
        | ImportTarget::Literal { cell, .. }
        | ImportTarget::Enum { cell, .. } => cell,
        ImportTarget::Namespace(namespace) => return namespace_module(namespace),
    };
    symbol.rsplit_once('#').map_or(symbol, |(module, _)| module)
}

fn namespace_module(namespace: &Namespace) -> &str {
    namespace.module.strip_suffix("$module").unwrap_or(&namespace.module)
}
