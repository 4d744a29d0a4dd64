//! What rests on Unicode's decompositions, for callers that are in every program: its tables are large.

use super::collate;
use super::normal::{self, Form};
use crate::linked;
use std::cmp::Ordering;

linked! {
    /// A normal form of UTF-16 text.
    fn normalized(units: &[u16], form: Form) -> Vec<u16> = normal::normalized;
    /// Order of two texts as `localeCompare` has it.
    fn compare(left: &str, right: &str) -> Ordering = collate::compare;
}
