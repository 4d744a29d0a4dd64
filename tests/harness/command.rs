//! Terminal transcripts: what a person types and reads, bad input included.
//!
//! The form of a case is explained in tests/command/README.md. `UPDATE_EXPECT=1` rewrites what is expected.

use libtest_mimic::Trial;
use perry_tests::{case, hostile, siege};

fn main() {
    let mut more = vec![Trial::test("the_quick_linker_answers_whatever_objects_say", hostile::check_objects)];
    more.extend(siege::trials());
    case::run_cases("tests/command", case::check, more)
}
