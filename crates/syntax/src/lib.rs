//! Text to parsed module: the tree, imports and exports as written, early errors.
//!
//! swc lives here and nowhere else; what leaves is plain data. Start reading in `parse`, then `ast`.

pub mod parse;
pub mod ast;
pub mod stack;
pub mod record;
pub mod diagnostic;
mod nesting;
mod parser;
mod json;
mod fault;
mod convert;
mod name;
mod early;
mod elision;
mod regex;

