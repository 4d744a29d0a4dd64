//! Resolution, module facts, what a module consulted of others, scopes.
//!
//! `facts` is what a module tells the others, `module` asks for it, `resolve` finds the others, `graph` orders them,
//! `export` follows names through barrels (`route` tells by which), `context` is what a module consulted, `problem` what is wrong.
//! `scope` binds identifiers inside a module, `symbol` names things at link time.

pub mod constant;
pub mod context;
pub mod export;
pub mod facts;
pub mod graph;
pub mod import;
pub mod module;
pub mod package;
pub mod path;
pub mod problem;
pub mod resolve;
pub mod route;
pub mod scope;
pub mod symbol;
pub mod walk;
