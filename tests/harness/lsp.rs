//! Conversations with the language server, in this process: transcripts, bad input, random edits.
//!
//! The form of a case is explained in tests/lsp/README.md. `UPDATE_EXPECT=1` rewrites what is expected.

use libtest_mimic::Trial;
use perry_tests::{case, conversation, edits};

fn main() {
    let more = vec![
        Trial::test("random_edits_leave_what_a_fresh_check_says", edits::check_random_edits),
        Trial::test("a_hundred_thousand_requests_are_answered_once", edits::check_flood),
    ];
    case::run_cases("tests/lsp", conversation::check, more)
}
