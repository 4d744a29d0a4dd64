//! Equality, order and hash of strings.

use super::{ATOM, JsString, View};
use crate::cell::Gc;
use std::cmp::Ordering;

pub fn equals(left: Gc<JsString>, right: Gc<JsString>) -> bool {
    if left == right {
        return true;
    }
    if left.length != right.length || left.has(ATOM) && right.has(ATOM) {
        return false;
    }
    if left.hash != 0 && right.hash != 0 && left.hash != right.hash {
        return false;
    }
    views_equal(left.view(), right.view())
}

pub fn views_equal(left: View, right: View) -> bool {
    match (left, right) {
        (View::Latin1(left), View::Latin1(right)) => left == right,
        (View::Utf16(left), View::Utf16(right)) => left == right,
        (View::Latin1(latin1), View::Utf16(utf16)) | (View::Utf16(utf16), View::Latin1(latin1)) => {
            latin1.len() == utf16.len()
                && latin1.iter().zip(utf16).all(|(left, right)| *left as u16 == *right)
        }
    }
}

/// Order by code units.
pub fn compare(left: Gc<JsString>, right: Gc<JsString>) -> Ordering {
    match (left.view(), right.view()) {
        (View::Latin1(left), View::Latin1(right)) => left.cmp(right),
        (View::Utf16(left), View::Utf16(right)) => left.cmp(right),
        (left, right) => left.units().cmp(right.units()),
    }
}

/// Hash of the content, never 0; the same for latin1 and UTF-16.
#[inline]
pub fn hash(mut string: Gc<JsString>) -> u32 {
    if string.hash == 0 {
        string.hash = hash_view(string.view());
    }
    string.hash
}

pub fn hash_view(view: View) -> u32 {
    let hash = match view {
        View::Latin1(units) => hash_units(units.iter().map(|unit| *unit as u16)),
        View::Utf16(units) => hash_units(units.iter().copied()),
    };
    hash.max(1)
}

fn hash_units(units: impl Iterator<Item = u16>) -> u32 {
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for unit in units {
        hash = (hash ^ unit as u64).wrapping_mul(0x100_0000_01B3);
    }
    (hash ^ hash >> 32) as u32
}
