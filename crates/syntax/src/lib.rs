//! Text to parsed module: the tree, imports and exports as written, early errors.
