//! The web of a name: the modules that pass it on and the files that have it under the same word.
//!
//! A module's exported name is a door. Renaming spreads from a name through doors of the same word, in both
//! directions; an `as` ends it, for behind it the thing has another name.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;
use rustc_hash::FxHashSet;

use super::check::TYPES;
use super::data::Sought;
use super::write::{Side, Words};
use super::{Renamed, is_package, refusal};
use crate::answer::{Refusal, TextRange, Usage};
use crate::family::occurrences;
use crate::index::{self, Import, Index, Source, TYPE};
use crate::link::{Def, Importer, Link, export, export_names, links, project, resolved, targets};
use crate::types::Types;

/// All that must be called the same.
pub struct Web<'db> {
    db: &'db dyn SpanDb,
    /// Modules that export it.
    doors: FxHashSet<SourceFile>,
    /// The symbols that stand for it.
    bindings: FxHashSet<(SourceFile, u32)>,
    /// Of them, those in files with something that is declared in parts.
    beside_parts: Vec<(SourceFile, u32)>,
    words: Words<'db>,
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
        let mut web = Web::new(db);
        match import_of(index, symbol) {
            // The file's own name for it: what the file exports keeps its name.
            Some(import) if is_own(import) => {
                web.bind(file, symbol, index);
            }
            _ => web.spread(Step::Binding(file, symbol), old)?,
        }
        Ok(web)
    }

    pub fn of_door(db: &'db dyn SpanDb, file: SourceFile, old: &str) -> Result<Web<'db>, Refusal> {
        let mut web = Web::new(db);
        web.spread(Step::Door(file), old)?;
        Ok(web)
    }

    fn new(db: &'db dyn SpanDb) -> Web<'db> {
        Web {
            db,
            doors: FxHashSet::default(),
            bindings: FxHashSet::default(),
            beside_parts: Vec::new(),
            words: Words::default(),
        }
    }

    /// Notes a symbol and its words. Whether it was not known.
    fn bind(&mut self, file: SourceFile, symbol: u32, index: &'db Index) -> bool {
        let is_new = self.bindings.insert((file, symbol));
        if is_new {
            self.words.add_uses(file, index, symbol);
            self.beside_parts.extend((!index.in_parts.is_empty()).then_some((file, symbol)));
        }
        is_new
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
                        self.outward(file, old, &mut open)?;
                    }
                }
                Step::Binding(file, symbol) => {
                    let index = index::index(self.db, Source::File(file));
                    self.binding(file, symbol, index, old, &mut open)?;
                }
            }
        }
        Ok(())
    }

    /// From a symbol to the door it comes from, and to the one it leaves by.
    fn binding(
        &mut self,
        file: SourceFile,
        symbol: u32,
        index: &'db Index,
        old: &str,
        open: &mut Vec<Step>,
    ) -> Result<(), Refusal> {
        if !self.bind(file, symbol, index) {
            return Ok(());
        }
        let import = import_of(index, symbol);
        if let Some(import) = import.filter(|it| !is_own(it)) {
            open.push(Step::Door(self.target(file, import.request, old)?));
        }
        // What is imported leaves by `export { .. }` only, unless something of the file has the same name.
        let is_merged = || index.in_parts.binary_search(&symbol).is_ok();
        let may_leave = import.is_none() || index.has_pairs || is_merged();
        if may_leave && index.exports.iter().any(|it| it.symbol == symbol && &*it.name == old) {
            open.push(Step::Door(file));
        }
        Ok(())
    }

    /// From a door to what it leads to, as long as that has the same name.
    fn inward(&mut self, file: SourceFile, old: &str, open: &mut Vec<Step>) -> Result<(), Refusal> {
        let index = index::index(self.db, Source::File(file));
        let own = index.exports.iter().filter(|it| &*it.name == old).filter_map(|it| it.specifier);
        self.words.add_all(file, index, own.map(|(_, exported)| (exported, Side::Outer)));
        let passed = index.remote.iter().filter(|it| &*it.exported == old);
        self.words.add_all(file, index, passed.map(|it| (it.exported_range, Side::Passed)));
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

    /// From a door to those who come through it, where the name behind it ends too: their imports and exports name it.
    fn outward(&mut self, file: SourceFile, old: &str, open: &mut Vec<Step>) -> Result<(), Refusal> {
        for Importer { file: importer, request } in
            project(self.db).importers.get(&file).into_iter().flatten()
        {
            let index = index::index(self.db, Source::File(*importer));
            for import in index.imports.iter().filter(|it| it.request == *request && &*it.name == old) {
                if !import.is_renamed {
                    self.binding(*importer, import.symbol, index, old, open)?;
                }
                self.words.add_all(*importer, index, [(import.range, Side::Outer)]);
            }
            for remote in index.remote.iter().filter(|it| it.request == *request && &*it.name == old) {
                self.words.add_all(*importer, index, [(remote.range, Side::Outer)]);
                open.extend((&*remote.exported == old).then_some(Step::Door(*importer)));
            }
            let is_passed_on = old != "default" && index.stars.contains(request);
            if is_passed_on && !links(self.db, *importer).exports.contains_key(old) {
                open.push(Step::Door(*importer));
            }
        }
        Ok(())
    }

    fn target(&self, file: SourceFile, request: u32, old: &str) -> Result<SourceFile, Refusal> {
        let target = targets(self.db, file).get(request as usize).copied().flatten();
        target.ok_or_else(|| refusal(format!("nothing declares `{old}`")))
    }

    /// Refuses a name that a module exports already, or that a type cannot have.
    pub fn refuse_taken(&self, renamed: &Renamed<'_>) -> Result<(), Refusal> {
        let is_type = |(file, symbol): &(SourceFile, u32)| match resolved(
            self.db,
            Def { source: Source::File(*file), symbol: *symbol },
        ) {
            Some(Link::Symbol(def)) => {
                index::index(self.db, def.source).symbols[def.symbol as usize].meaning & TYPE != 0
            }
            Some(Link::Module(_)) => false,
            None => true,
        };
        if TYPES.contains(&&**renamed.new) && self.bindings.iter().any(is_type) {
            return Err(refusal(format!("`{}` is a type of the language", renamed.new)));
        }
        for (file, symbol) in &self.beside_parts {
            super::part::refuse_hidden(self.db, *file, *symbol, renamed.new)?;
        }
        let mut doors: Vec<SourceFile> = self.doors.iter().copied().collect();
        doors.sort_unstable_by_key(|file| file.path(self.db));
        for door in doors {
            let path = door.path(self.db);
            let links = links(self.db, door);
            let is_taken = match links.stars.is_empty() {
                true => links.exports.contains_key(&**renamed.new),
                false => export_names(self.db, door).contains(&**renamed.new),
            };
            if is_taken {
                return Err(refusal(format!("`{}` is exported by `{path}` already", renamed.new)));
            }
        }
        Ok(())
    }

    /// Every word that stands for it, in all files.
    pub fn words(mut self, old: &str) -> Result<Words<'db>, Refusal> {
        self.dotted(old)?;
        Ok(self.words)
    }

    /// The name behind the dot of a module.
    fn dotted(&mut self, old: &str) -> Result<(), Refusal> {
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
            let index = index::index(self.db, Source::File(*file));
            if !index.may_have_member(old) {
                continue;
            }
            for found in occurrences(&Types::new(self.db), *file, old) {
                if found.named.module.is_some_and(|module| self.doors.contains(&module)) {
                    self.words.add_all(*file, index, [(found.range, Side::Outer)]);
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
