//! The graph: which modules there are, in which order they initialise, which of them import each other in a cycle.

use perry_db::database::Db;
use perry_db::input::{Program, SourceFile};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::module::{facts, imports};

/// Every module of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModuleGraph {
    /// In the order of initialisation: what a module imports statically stands before it, cycles aside.
    /// Modules that only `import()` reaches stand last.
    pub order: Vec<SourceFile>,
    /// Modules in cycles: the first of the cycle in `order`.
    pub cycles: FxHashMap<SourceFile, SourceFile>,
}

/// The modules reachable from the entries of the program.
///
/// Changes when modules are added or removed, or imports reordered. Stays when anything else is edited.
/// Costs one walk over all imports.
#[salsa::tracked(returns(ref))]
pub fn module_graph(db: &dyn Db) -> ModuleGraph {
    let mut walk = Walk::new(db);
    let mut roots: Vec<SourceFile> = Program::get(db).entries(db).clone();
    while !roots.is_empty() {
        roots.drain(..).for_each(|root| walk.visit(root));
        roots.extend(
            std::mem::take(&mut walk.dynamic).into_iter().filter(|file| !walk.seen.contains_key(file)),
        );
    }
    ModuleGraph { order: walk.order, cycles: walk.cycles }
}

/// The modules that initialise with `entry`, in order: ESM's post-order over static imports.
///
/// Changes when modules or the order of imports do. Stays when bodies or signatures change.
/// Costs one walk over the imports below the entry.
#[salsa::tracked(returns(ref))]
pub fn init_order(db: &dyn Db, entry: SourceFile) -> Vec<SourceFile> {
    let mut walk = Walk::new(db);
    walk.visit(entry);
    walk.order
}

/// The cycle of static imports that `file` is in, named by one of its modules.
///
/// Changes when the cycle gains or loses its naming module. Stays when modules outside it change.
/// Costs a look-up in the graph.
#[salsa::tracked(returns(copy))]
pub fn cycle_of(db: &dyn Db, file: SourceFile) -> Option<SourceFile> {
    module_graph(db).cycles.get(&file).copied()
}

/// The modules that `file` imports statically, in order.
pub fn static_imports(db: &dyn Db, file: SourceFile) -> impl Iterator<Item = SourceFile> {
    let requests = facts(db, file).requests.iter().zip(imports(db, file));
    requests.filter(|(request, _)| !request.is_dynamic).filter_map(|(_, found)| found.as_ref().ok().copied())
}

/// Tarjan's walk with a stack of its own: import chains may be thousands of modules deep.
struct Walk<'db> {
    db: &'db dyn Db,
    /// When a module was first seen.
    seen: FxHashMap<SourceFile, usize>,
    /// The earliest module reachable from it that is still open.
    low: FxHashMap<SourceFile, usize>,
    open: Vec<SourceFile>,
    is_open: FxHashSet<SourceFile>,
    order: Vec<SourceFile>,
    cycles: FxHashMap<SourceFile, SourceFile>,
    dynamic: Vec<SourceFile>,
}

impl<'db> Walk<'db> {
    fn new(db: &'db dyn Db) -> Walk<'db> {
        Walk {
            db,
            seen: FxHashMap::default(),
            low: FxHashMap::default(),
            open: Vec::new(),
            is_open: FxHashSet::default(),
            order: Vec::new(),
            cycles: FxHashMap::default(),
            dynamic: Vec::new(),
        }
    }

    fn visit(&mut self, root: SourceFile) {
        if self.seen.contains_key(&root) {
            return;
        }
        let mut stack = vec![(root, self.enter(root), 0)];
        while let Some((file, targets, next)) = stack.last_mut() {
            let file = *file;
            match targets.get(*next).copied() {
                Some(target) if !self.seen.contains_key(&target) => {
                    *next += 1;
                    let targets = self.enter(target);
                    stack.push((target, targets, 0));
                }
                Some(target) => {
                    *next += 1;
                    self.reach(file, target);
                }
                None => {
                    stack.pop();
                    self.leave(file);
                    if let Some((importer, ..)) = stack.last() {
                        self.reach(*importer, file);
                    }
                }
            }
        }
    }

    fn enter(&mut self, file: SourceFile) -> Vec<SourceFile> {
        let index = self.seen.len();
        self.seen.insert(file, index);
        self.low.insert(file, index);
        self.open.push(file);
        self.is_open.insert(file);
        let requests = facts(self.db, file).requests.iter().zip(imports(self.db, file));
        let dynamic = requests.filter(|(request, _)| request.is_dynamic);
        self.dynamic.extend(dynamic.filter_map(|(_, found)| found.as_ref().ok()));
        static_imports(self.db, file).collect()
    }

    fn reach(&mut self, file: SourceFile, target: SourceFile) {
        if self.is_open.contains(&target) {
            let low = self.low[&file].min(self.low[&target]);
            self.low.insert(file, low);
            if file == target {
                self.cycles.insert(file, file);
            }
        }
    }

    fn leave(&mut self, file: SourceFile) {
        self.order.push(file);
        if self.low[&file] != self.seen[&file] {
            return;
        }
        let start =
            self.open.iter().rposition(|open| *open == file).expect("a module is open until it leaves");
        let component = self.open.split_off(start);
        for member in &component {
            self.is_open.remove(member);
            if component.len() > 1 {
                self.cycles.insert(*member, file);
            }
        }
    }
}
