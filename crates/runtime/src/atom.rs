//! Atoms: the one string of each content that may be a property key.
//!
//! The table holds them weakly, except pinned ones. `names` lists the ones the runtime itself uses.

use crate::cell::{Gc, Global};
use crate::heap::mark::{self, Marker};
use crate::string::{ATOM, INDEX, JsString, PINNED, SLICE, View, compare, make};
use crate::value::Value;
use hashbrown::HashTable;

static ATOMS: Global<HashTable<Gc<JsString>>> = Global::new(HashTable::new());
static PINNED_ATOMS: Global<Vec<Gc<JsString>>> = Global::new(Vec::new());

/// The atom of that content.
pub fn intern(string: Gc<JsString>) -> Gc<JsString> {
    if string.has(ATOM) {
        return string;
    }
    let hash = compare::hash(string);
    let view = string.view();
    if let Some(atom) = find(hash, view) {
        return atom;
    }
    // A slice would keep its whole parent alive.
    let atom = if string.has(SLICE) { own_copy(string) } else { string };
    if atom.has(ATOM) {
        return atom;
    }
    insert(atom, hash)
}

/// A flat string with the content of a slice: its parent where it covers all of that.
fn own_copy(slice: Gc<JsString>) -> Gc<JsString> {
    let parent: Gc<JsString> = Value(slice.second).cell();
    if parent.length == slice.length { parent } else { make::from_view(slice.view()) }
}

/// The atom of an ASCII text.
pub fn intern_str(text: &str) -> Gc<JsString> {
    if !text.is_ascii() {
        return intern(make::from_str(text));
    }
    intern_view(View::Latin1(text.as_bytes()))
}

pub fn intern_view(view: View) -> Gc<JsString> {
    match find(compare::hash_view(view), view) {
        Some(atom) => atom,
        None => intern(make::from_view(view)),
    }
}

/// The atom over static memory (string literals of modules): nothing is copied. Pinned.
pub fn intern_static(data: *const u8, length: u32, utf16: bool) -> Gc<JsString> {
    // SAFETY: static data of that length.
    let view = unsafe {
        if utf16 {
            View::Utf16(std::slice::from_raw_parts(data.cast(), length as usize))
        } else {
            View::Latin1(std::slice::from_raw_parts(data, length as usize))
        }
    };
    let hash = compare::hash_view(view);
    find(hash, view).unwrap_or_else(|| {
        let mut string = make::from_static(data, length, utf16);
        string.hash = hash;
        insert(string, hash)
    })
}

/// Keeps an atom for ever.
pub fn pin(mut atom: Gc<JsString>) {
    if !atom.has(PINNED) {
        atom.header.flags |= PINNED;
        PINNED_ATOMS.get().push(atom);
    }
}

fn find(hash: u32, view: View) -> Option<Gc<JsString>> {
    ATOMS
        .get()
        .find(spread(hash), |atom| atom.hash == hash && compare::views_equal(atom.view(), view))
        .copied()
}

fn insert(mut atom: Gc<JsString>, hash: u32) -> Gc<JsString> {
    atom.hash = hash;
    atom.header.flags |= ATOM;
    if index_of(atom.view()).is_some() {
        atom.header.flags |= INDEX;
    }
    ATOMS.get().insert_unique(spread(hash), atom, |atom| spread(atom.hash));
    atom
}

/// hashbrown takes its tag from the upper bits.
fn spread(hash: u32) -> u64 {
    (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The int32 >= 0 that is written exactly like this.
pub fn index_of(view: View) -> Option<i32> {
    if view.is_empty() || view.len() > 10 || view.at(0) == b'0' as u16 && view.len() > 1 {
        return None;
    }
    let mut index: i64 = 0;
    for unit in view.units() {
        let digit = (unit as i64) - b'0' as i64;
        if !(0..10).contains(&digit) {
            return None;
        }
        index = index * 10 + digit;
    }
    i32::try_from(index).ok()
}

/// Root tracer: pinned atoms.
pub fn trace(marker: &mut Marker) {
    for atom in PINNED_ATOMS.get() {
        marker.gc(*atom);
    }
}

/// After the marking: forgets atoms nobody uses.
pub fn drop_dead() {
    ATOMS.get().retain(|atom| mark::is_alive((*atom).into()));
}
