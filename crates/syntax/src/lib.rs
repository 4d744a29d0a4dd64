//! Text to parsed module: the tree, imports and exports as written, early errors.
//!
//! swc lives here and nowhere else; what leaves is plain data. Start reading in `parse`, then `ast`.

pub mod parse;

pub mod ast;
mod convert;
pub mod diagnostic;
mod early;
mod elision;
mod fault;
mod json;
mod name;
mod nesting;
mod parser;
pub mod record;
mod regex;
pub mod stack;
