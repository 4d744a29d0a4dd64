//! What a module consulted of the modules it imports: the only thing about them that lowering may see,
//! so it is all that can change this module's ir when another module is edited.

use crate::symbol::Symbol;
use perry_syntax::ast::Name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every imported binding of a module by its local name. For `import * as ns`, the namespace.
pub type ImportTable = BTreeMap<Name, ImportTarget>;

/// What an import resolves to, through barrels and re-exports, at the module that declares it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImportTarget {
    /// A variable, class or anything else that lives in a cell. `may_be_uninitialised`: reading it needs a TDZ
    /// check (the other module is in an import cycle with this one).
    Cell { symbol: Symbol, may_be_uninitialised: bool },
    /// A function declaration that nobody assigns to: always initialised.
    Function { cell: Symbol, direct: Option<DirectFunction> },
    /// `export const` of a literal (and members of const enums through `Enum`): its value may be inlined.
    Literal { cell: Symbol, value: Literal },
    /// An enum whose members are all constant: member reads may be inlined.
    Enum { cell: Symbol, may_be_uninitialised: bool, members: Vec<(Arc<str>, Literal)> },
    /// `import * as ns`, `export * as ns`.
    Namespace(Namespace),
}

/// What a namespace object consists of: its module, by the descriptor's symbol, and every export by name, sorted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Namespace {
    pub module: Symbol,
    pub exports: Vec<(Arc<str>, Symbol)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DirectFunction {
    pub symbol: Symbol,
    pub param_count: u32,
}

/// A literal value; numbers by their bits so that equality is exact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Literal {
    Number(u64),
    String(Arc<str>),
    Bool(bool),
    Null,
    Undefined,
}

/// Everything lowering gets beside the tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ModuleContext {
    /// Prefix of symbols: the path from the package root with the package's name before it in node_modules.
    pub name: Symbol,
    /// The same, for people.
    pub path: Arc<str>,
    pub imports: ImportTable,
    /// Local names that other modules may reach (exported under whatever name): their cells get symbols.
    pub exported_locals: Vec<Name>,
    /// Namespaces exported by name (`export * as ns`), with their members: each has a cell under that name.
    pub exported_namespaces: Vec<(Name, Namespace)>,
    /// `import("./x")` by specifier.
    pub dynamic_imports: BTreeMap<Name, Namespace>,
    /// The module imports itself through others.
    pub is_in_cycle: bool,
    pub debug_init: bool,
}

impl ModuleContext {
    /// Of a module that stands alone.
    pub fn alone(name: &str) -> ModuleContext {
        ModuleContext {
            name: name.into(),
            path: name.into(),
            imports: Default::default(),
            exported_locals: Vec::new(),
            exported_namespaces: Vec::new(),
            dynamic_imports: Default::default(),
            is_in_cycle: false,
            debug_init: false,
        }
    }
}
