//! Link-time names. They are made from the module's path relative to its package root and a local name:
//! never a number that another edit could shift, never an absolute path.

use std::sync::Arc;

pub type Symbol = Arc<str>;

/// Static cell of a module-level variable: `src/a.ts#total`.
pub fn cell_symbol(module: &str, local: &str) -> Symbol {
    format!("{module}#{local}").into()
}

/// Direct entry of a function declared at module level, for callers that give it so many arguments: `src/a.ts:mix/2`.
/// There is one for every number from the required parameters to all of them.
pub fn direct_symbol(module: &str, local: &str, arity: u32) -> Symbol {
    format!("{module}:{local}/{arity}").into()
}

/// Descriptor of a module (`abi::layout::ModuleInfo`): `src/a.ts$module`.
pub fn module_symbol(module: &str) -> Symbol {
    format!("{module}$module").into()
}

/// Static cell of a namespace that is exported by name: `src/a.ts#*shapes`.
pub fn namespace_symbol(module: &str, exported: &str) -> Symbol {
    format!("{module}#*{exported}").into()
}

/// Local name of the cell that holds `export default <expression>`.
pub const DEFAULT_LOCAL: &str = "*default*";
