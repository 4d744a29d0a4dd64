//! What an editor asks about a program, answered with plain data: no protocol type, no LLVM.
//!
//! One file a question. A place is a file and a byte offset; an answer is data that `lsp` converts.
//! Start reading in `answer`, the shapes of all answers. They rest on `tree` (a text as it is being typed), `index`
//! (what names mean in a file) and `link` (what they mean across files).

pub mod answer;

pub mod index;
mod library;
pub mod link;
pub mod tree;
pub mod types;

pub mod definition;
mod found;
pub mod hierarchy;
pub mod hover;
mod native;
pub mod outline;
pub mod reference;
