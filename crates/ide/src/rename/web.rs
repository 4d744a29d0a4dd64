//! The web of a name: the modules that pass it on and the files that have it under the same word.
//!
//! A module's exported name is a door. Renaming spreads from a name through doors of the same word, in both
//! directions; an `as` ends it, for behind it the thing has another name.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use rustc_hash::{FxHashMap, FxHashSet};

use super::check::TYPES;
use super::data::Sought;
use super::write::{Side, Words};
use super::{Renamed, is_package, refusal};
use crate::answer::{Refusal, TextRange, Usage};
use crate::family::occurrences;
use crate::index::{self, Import, Index, Source, TYPE};
use crate::link::{Def, Link, export, export_names, links, project, resolved, targets};
use crate::types::Types;

/// All that must be called the same.
pub struct Web<'db> {
    db: &'db dyn SpanDb,
    /// Modules that export it.
    doors: FxHashSet<SourceFile>,
    /// The symbols that stand for it.
    bindings: FxHashMap<SourceFile, u32>,
}

enum Step {
    Door(SourceFile),
    Binding(SourceFile, u32),
}

impl<'db> Web<'db> {
    pub fn of_binding(
        db: &'db dyn SpanDb,
        file: SourceFile,
        symbol: u32,
        old: &str,
    ) -> Result<Web<'db>, Refusal> {
        let index = index::index(db, Source::File(file));
        let mut web = Web { db, doors: FxHashSet::default(), bindings: FxHashMap::default() };
        match import_of(&index, symbol) {
            // The file's own name for it: what the file exports keeps its name.
            Some(import) if is_own(import) => {
                web.bindings.insert(file, symbol);
            }
            _ => web.spread(Step::Binding(file, symbol), old)?,
        }
        Ok(web)
    }

    pub fn of_door(db: &'db dyn SpanDb, file: SourceFile, old: &str) -> Result<Web<'db>, Refusal> {
        let mut web = Web { db, doors: FxHashSet::default(), bindings: FxHashMap::default() };
        web.spread(Step::Door(file), old)?;
        Ok(web)
    }

    fn spread(&mut self, start: Step, old: &str) -> Result<(), Refusal> {
        let mut open = vec![start];
        while let Some(step) = open.pop() {
            match step {
                Step::Door(file) if is_package(self.db, file) => {
                    return Err(refusal(format!("`{old}` belongs to a package")));
                }
                Step::Door(file) => {
                    if self.doors.insert(file) {
                        self.inward(file, old, &mut open)?;
                        self.outward(file, old, &mut open);
                    }
                }
                Step::Binding(file, symbol) => {
                    if self.bindings.insert(file, symbol).is_none() {
                        self.binding(file, symbol, old, &mut open)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// From a symbol to the door it comes from, and to the one it leaves by.
    fn binding(&self, file: SourceFile, symbol: u32, old: &str, open: &mut Vec<Step>) -> Result<(), Refusal> {
        let index = index::index(self.db, Source::File(file));
        if let Some(import) = import_of(&index, symbol).filter(|it| !is_own(it)) {
            open.push(Step::Door(self.target(file, import.request, old)?));
        }
        if index.exports.iter().any(|it| it.symbol == symbol && &*it.name == old) {
            open.push(Step::Door(file));
        }
        Ok(())
    }

    /// From a door to what it leads to, as long as that has the same name.
    fn inward(&self, file: SourceFile, old: &str, open: &mut Vec<Step>) -> Result<(), Refusal> {
        let index = index::index(self.db, Source::File(file));
        if let Some(exported) = index.exports.iter().find(|it| &*it.name == old) {
            if &*index.symbols[exported.symbol as usize].name == old {
                open.push(Step::Binding(file, exported.symbol));
            }
            return Ok(());
        }
        if let Some(remote) = index.remote.iter().find(|it| &*it.exported == old) {
            if &*remote.name == old {
                open.push(Step::Door(self.target(file, remote.request, old)?));
            }
            return Ok(());
        }
        let before = open.len();
        for star in &index.stars {
            if let Some(target) = targets(self.db, file).get(*star as usize).copied().flatten()
                && export(self.db, target, old).is_some()
            {
                open.push(Step::Door(target));
            }
        }
        match open.len() > before {
            true => Ok(()),
            false => Err(refusal(format!("nothing declares `{old}`"))),
        }
    }

    /// From a door to those who come through it under the same name.
    fn outward(&self, file: SourceFile, old: &str, open: &mut Vec<Step>) {
        for importer in project(self.db).importers.get(&file).into_iter().flatten() {
            let index = index::index(self.db, Source::File(*importer));
            let targets = targets(self.db, *importer);
            let leads = |request: u32| targets.get(request as usize).copied().flatten() == Some(file);
            let imports = index.imports.iter().filter(|it| leads(it.request) && &*it.name == old);
            open.extend(imports.filter(|it| !it.is_renamed).map(|it| Step::Binding(*importer, it.symbol)));
            let mut remote = index.remote.iter().filter(|it| leads(it.request));
            if remote.any(|it| &*it.name == old && &*it.exported == old) {
                open.push(Step::Door(*importer));
            }
            let is_passed_on = old != "default" && index.stars.iter().any(|star| leads(*star));
            if is_passed_on && !links(self.db, *importer).exports.contains_key(old) {
                open.push(Step::Door(*importer));
            }
        }
    }

    fn target(&self, file: SourceFile, request: u32, old: &str) -> Result<SourceFile, Refusal> {
        let target = targets(self.db, file).get(request as usize).copied().flatten();
        target.ok_or_else(|| refusal(format!("nothing declares `{old}`")))
    }

    /// Refuses a name that a module exports already, or that a type cannot have.
    pub fn refuse_taken(&self, renamed: &Renamed<'_>) -> Result<(), Refusal> {
        let is_type = |(file, symbol): (&SourceFile, &u32)| match resolved(
            self.db,
            Def { source: Source::File(*file), symbol: *symbol },
        ) {
            Some(Link::Symbol(def)) => {
                index::index(self.db, def.source).symbols[def.symbol as usize].meaning & TYPE != 0
            }
            Some(Link::Module(_)) => false,
            None => true,
        };
        if TYPES.contains(&renamed.new) && self.bindings.iter().any(is_type) {
            return Err(refusal(format!("`{}` is a type of the language", renamed.new)));
        }
        for (file, symbol) in &self.bindings {
            super::part::refuse_hidden(self.db, *file, *symbol, renamed.new)?;
        }
        let mut doors: Vec<SourceFile> = self.doors.iter().copied().collect();
        doors.sort_unstable_by_key(|file| file.path(self.db));
        for door in doors {
            let path = door.path(self.db);
            let links = links(self.db, door);
            let is_taken = match links.stars.is_empty() {
                true => links.exports.contains_key(renamed.new),
                false => export_names(self.db, door).contains(renamed.new),
            };
            if is_taken {
                return Err(refusal(format!("`{}` is exported by `{path}` already", renamed.new)));
            }
        }
        Ok(())
    }

    /// Every word that stands for it, in all files.
    pub fn words(&self, db: &dyn SpanDb, old: &str) -> Result<Words, Refusal> {
        let mut words = Words::default();
        for (file, symbol) in &self.bindings {
            let index = index::index(db, Source::File(*file));
            words.add_uses(*file, &index, *symbol);
        }
        for door in &self.doors {
            self.specifiers(*door, old, &mut words);
        }
        self.dotted(old, &mut words)?;
        Ok(words)
    }

    /// The names in imports and exports, of the door itself and of all who come through it.
    fn specifiers(&self, door: SourceFile, old: &str, words: &mut Words) {
        let index = index::index(self.db, Source::File(door));
        let own = index.exports.iter().filter(|it| &*it.name == old).filter_map(|it| it.specifier);
        words.add_all(door, own.map(|(_, exported)| (exported, Side::Outer)));
        let passed = index.remote.iter().filter(|it| &*it.exported == old);
        words.add_all(door, passed.map(|it| (it.exported_range, Side::Passed)));
        for importer in project(self.db).importers.get(&door).into_iter().flatten() {
            let index = index::index(self.db, Source::File(*importer));
            let targets = targets(self.db, *importer);
            let leads = |request: u32, name: &str| {
                name == old && targets.get(request as usize).copied().flatten() == Some(door)
            };
            let imports = index.imports.iter().filter(|it| leads(it.request, &it.name));
            words.add_all(*importer, imports.map(|it| (it.range, Side::Outer)));
            let remote = index.remote.iter().filter(|it| leads(it.request, &it.name));
            words.add_all(*importer, remote.map(|it| (it.range, Side::Outer)));
        }
    }

    /// The name behind the dot of a module.
    fn dotted(&self, old: &str, words: &mut Words) -> Result<(), Refusal> {
        let project = project(self.db);
        if !self.doors.iter().any(|door| project.objects.contains(door)) {
            return Ok(());
        }
        let sought = Sought { name: old, family: &FxHashSet::default(), doors: &self.doors };
        if let Some(own) = self.doors.iter().next()
            && let Some(found) = super::data::reader(self.db, *own, &sought)
        {
            return Err(super::member::read_as_data(self.db, found, old));
        }
        for file in &project.files {
            if !index::index(self.db, Source::File(*file)).may_have_member(old) {
                continue;
            }
            for found in occurrences(&Types::new(self.db), *file, old) {
                if found.named.module.is_some_and(|module| self.doors.contains(&module)) {
                    words.add_all(*file, [(found.range, Side::Outer)]);
                } else if found.named.is_unknown {
                    return Err(super::member::unknown(self.db, &found, old));
                }
            }
        }
        Ok(())
    }
}

fn import_of(index: &Index, symbol: u32) -> Option<&Import> {
    index.symbols[symbol as usize].import.map(|it| &index.imports[it as usize])
}

/// Whether an import gives what it imports a name of its own.
fn is_own(import: &Import) -> bool {
    import.is_renamed || matches!(&*import.name, "default" | "*")
}

/// Where a symbol is declared first.
pub fn declared_range(index: &Index, symbol: u32) -> Option<TextRange> {
    index.uses_of(symbol).find(|it| it.usage == Usage::Declaration).map(|it| it.range)
}
