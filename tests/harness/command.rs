//! Terminal transcripts: what a person types and reads, bad input included.
//!
//! The form of a case is explained in tests/command/README.md. `UPDATE_EXPECT=1` rewrites what is expected.

fn main() {
    perry_tests::case::run_folder("tests/command")
}
