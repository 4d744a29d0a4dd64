//! What an editor asks about a program, answered with plain data: no protocol type, no LLVM.
//!
//! One file a question. A place is a file and a byte offset; an answer is data that `lsp` converts.
//! Start reading in `answer`, the shapes of all answers. They rest on `tree` (a text as it is being typed), `index`
//! (what names mean in a file), `link` (what they mean across files) and `types` (what values are).

pub mod answer;
pub mod lines;

pub mod tree;

pub mod index;
pub mod library;
pub mod link;
pub mod types;

mod edit;
mod family;
mod found;
mod matching;
mod native;

pub mod completion;
pub mod definition;
pub mod fold;
pub mod hierarchy;
pub mod hover;
pub mod lens;
pub mod moved;
pub mod outline;
pub mod reference;
pub mod signature;

pub mod action;
pub mod call;
pub mod diagnostics;
pub mod inlay;
pub mod program;
pub mod rename;
pub mod token;
