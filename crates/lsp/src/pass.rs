//! The pass: after every turn, the diagnostics of the whole program: the edited files, the open ones, the rest; only
//! differences are told.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use perry_db::cancel::{Stopped, catch};
use perry_db::database::{Database, Db};
use perry_db::diagnostic::Diagnostic;
use perry_db::input::{Program, SourceFile};
use perry_ide::diagnostics::diagnostics;
use perry_ide::program::{imported_modules, modules};

use crate::diagnostic::of_file;
use crate::inbox::{Found, Passed};
use crate::lane::STACK;
use crate::place::Context;
use crate::view::View;

/// What the client was told about each file, as the database holds it: an equal allocation is an equal list.
#[derive(Default)]
pub struct Told {
    by_file: HashMap<SourceFile, Arc<[Diagnostic]>>,
    /// Every module was asked once, so that most answers are remembered.
    is_loaded: bool,
}

/// One pass.
pub struct Pass {
    pub db: Database,
    pub teller: Teller,
    /// Told in any case, in this order.
    pub first: Vec<String>,
    pub cores: usize,
}

/// Tells the client what differs from what it was told.
pub struct Teller {
    pub view: Arc<View>,
    pub told: Arc<Mutex<Told>>,
}

impl Pass {
    /// Tells what differs; stops when a write waits.
    pub fn run(&self, tell: &(impl Fn(Found) + Sync)) -> Result<Passed, Stopped> {
        let (teller, view) = (&self.teller, &self.teller.view);
        let is_loaded = teller.told().is_loaded;
        if !is_loaded {
            self.load()?;
        }
        catch(|| {
            let context = Context::new(self.db.clone(), view.clone());
            let mut first = HashSet::new();
            // What was in the program nearly always still is; then its diagnostics need not wait for the graph.
            for file in self.first.iter().map(|path| self.db.file(path)) {
                if teller.knows(file) && first.insert(file) {
                    teller.tell(&context, file, tell);
                }
            }
            let all = modules(&self.db);
            let known: HashSet<SourceFile> = all.iter().copied().collect();
            let mut unreached = Vec::new();
            for path in &self.first {
                let file = self.db.file(path);
                match known.contains(&file) {
                    true => _ = first.insert(file).then(|| teller.tell(&context, file, tell)),
                    false => unreached.push(path.clone()),
                }
            }
            drop(context);
            let rest = all.iter().copied().filter(|file| !first.contains(file));
            let (mut shown, hidden): (Vec<_>, Vec<_>) =
                rest.partition(|file| view.open.contains_key(file.path(&self.db)));
            shown.extend(hidden); // what somebody looks at comes before what nobody sees
            let threads = if is_loaded { 1 } else { self.cores };
            let told = each(&self.db, view, threads, &shown, |context, file| {
                teller.has_changed(context, file) && {
                    teller.tell(context, file, tell);
                    true
                }
            });
            teller.told().is_loaded = true;
            let has_spread =
                told?.into_iter().any(|has_changed| has_changed) | teller.clear(&self.db, &known, tell);
            Ok(Passed { unreached, has_spread })
        })?
    }

    /// Asks every module for its facts, level by level, on all cores.
    fn load(&self) -> Result<(), Stopped> {
        let mut level: Vec<SourceFile> = Program::get(&self.db).entries(&self.db).clone();
        let mut seen: HashSet<SourceFile> = level.iter().copied().collect();
        while !level.is_empty() {
            let found = each(&self.db, &self.teller.view, self.cores, &level, |context, file| {
                imported_modules(&context.db, file).collect::<Vec<_>>()
            })?;
            level = found.into_iter().flatten().filter(|file| seen.insert(*file)).collect();
        }
        Ok(())
    }
}

impl Teller {
    /// Whether the client was ever told about the file.
    fn knows(&self, file: SourceFile) -> bool {
        self.told().by_file.contains_key(&file)
    }

    fn has_changed(&self, context: &Context, file: SourceFile) -> bool {
        let now = diagnostics(&context.db, file);
        match self.told().by_file.get(&file) {
            Some(told) => !Arc::ptr_eq(told, now) && told != now,
            None => !now.is_empty(),
        }
    }

    fn tell(&self, context: &Context, file: SourceFile, tell: &impl Fn(Found)) {
        let path = file.path(&context.db).to_owned();
        let found = Found {
            uri: self.view.uri(&path),
            version: self.view.open.get(&path).copied(),
            diagnostics: of_file(context, file),
            path,
        };
        self.told().by_file.insert(file, diagnostics(&context.db, file).clone());
        tell(found);
    }

    /// Takes back what was told about files that are no longer in the program.
    fn clear(&self, db: &Database, known: &HashSet<SourceFile>, tell: &impl Fn(Found)) -> bool {
        let mut gone: Vec<_> = {
            let mut told = self.told();
            let gone: Vec<_> = told.by_file.keys().copied().filter(|file| !known.contains(file)).collect();
            gone.into_iter()
                .filter(|file| told.by_file.remove(file).is_some_and(|list| !list.is_empty()))
                .collect()
        };
        gone.sort_by_key(|file| file.path(db).to_owned());
        for file in &gone {
            let path = file.path(db).to_owned();
            tell(Found { uri: self.view.uri(&path), version: None, diagnostics: Vec::new(), path });
        }
        !gone.is_empty()
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Asks the same of every file, on some threads with deep stacks; the answers stand in the order of the files.
fn each<R: Send>(
    db: &Database,
    view: &Arc<View>,
    threads: usize,
    files: &[SourceFile],
    ask: impl Fn(&Context, SourceFile) -> R + Sync,
) -> Result<Vec<R>, Stopped> {
    if threads < 2 || files.len() < 2 {
        let context = Context::new(db.clone(), view.clone());
        return catch(|| files.iter().map(|file| ask(&context, *file)).collect());
    }
    let next = AtomicUsize::new(0);
    let work = |context: Context| {
        let mine = std::iter::from_fn(|| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            files.get(at).map(|file| (at, ask(&context, *file)))
        });
        catch(|| mine.collect::<Vec<_>>())
    };
    let mut answers = thread::scope(|scope| {
        let spawn = |_| {
            let context = Context::new(db.clone(), view.clone());
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, || work(context)).map_err(|_| Stopped::ByPanic)
        };
        let started: Result<Vec<_>, _> = (0..threads).map(spawn).collect();
        let mut answers = Vec::with_capacity(files.len());
        for thread in started? {
            answers.extend(thread.join().unwrap_or(Err(Stopped::ByPanic))?);
        }
        Ok(answers)
    })?;
    answers.sort_by_key(|(at, _)| *at);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}
