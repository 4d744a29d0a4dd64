//! What an editor asks about a program, answered with plain data: no protocol type, no LLVM.
//!
//! One file a question. A place is a file and a byte offset; an answer is data that `lsp` converts.
//! Start reading in `answer`, the shapes of all answers.

pub mod answer;
