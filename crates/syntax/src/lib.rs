//! Text to parsed module: the tree, imports and exports as written, early errors.
//!
//! swc lives here and nowhere else; what leaves is plain data. Start reading in `ast`.

pub mod ast;
