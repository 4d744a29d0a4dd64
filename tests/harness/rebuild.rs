//! Edit sequences: what each build compiled and reused, why, and that it equals a clean build byte for byte.
//!
//! The form of a case is explained in tests/rebuild/README.md. `UPDATE_EXPECT=1` rewrites what is expected.

fn main() {
    perry_tests::case::run_folder("tests/rebuild")
}
