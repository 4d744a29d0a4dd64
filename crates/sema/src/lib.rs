//! Resolution, module facts, scopes.
//!
//! `symbol` names things at link time, `facts` is what a module tells the others, `import` what a module
//! consulted of the others, `scope` binds identifiers inside a module.

pub mod import;
pub mod symbol;
