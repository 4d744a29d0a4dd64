//! Making flat strings and slices.

use super::{INLINE_OFFSET, JsString, MAX_LENGTH, SLICE, UTF16, View};
use crate::cell::{Gc, Global, Header};
use crate::heap::{alloc, kind};

/// Shorter substrings are copied: a slice takes 32 bytes and keeps its parent alive.
const SHORTEST_SLICE: usize = 16;

/// A string of `length` units with uninitialised data, which the caller fills at once.
pub fn uninitialised(length: usize, utf16: bool) -> Gc<JsString> {
    if length > MAX_LENGTH as usize {
        crate::exception::throw::throw_range_error("Invalid string length");
    }
    let bytes = if utf16 { length * 2 } else { length };
    let flags = if utf16 { UTF16 } else { 0 };
    let header = Header { shape: 0, kind: kind::STRING, flags, extra: 0 };
    let size = (INLINE_OFFSET + bytes).max(size_of::<JsString>());
    let mut string = alloc::allocate::<JsString>(size, header);
    string.length = length as u32;
    string.hash = 0;
    string.second = 0;
    // SAFETY: the cell has `size` bytes.
    string.data = unsafe { string.as_ptr().cast::<u8>().add(INLINE_OFFSET) };
    string
}

pub fn from_latin1(units: &[u8]) -> Gc<JsString> {
    match units {
        [] => return empty(),
        [unit] => return single(*unit),
        _ => {}
    }
    let string = uninitialised(units.len(), false);
    // SAFETY: the data has room for them.
    unsafe { string.data.copy_from_nonoverlapping(units.as_ptr(), units.len()) };
    string
}

/// Latin1 where the units allow it.
pub fn from_utf16(units: &[u16]) -> Gc<JsString> {
    let latin1 = units.iter().fold(0, |all, unit| all | unit) < 256;
    if latin1 && units.len() <= 1 {
        return units.first().map_or_else(empty, |unit| single(*unit as u8));
    }
    let string = uninitialised(units.len(), !latin1);
    // SAFETY: the data has room for them.
    unsafe {
        if latin1 {
            for (index, unit) in units.iter().enumerate() {
                string.data.add(index).write(*unit as u8);
            }
        } else {
            string.data.cast::<u16>().copy_from_nonoverlapping(units.as_ptr(), units.len());
        }
    }
    string
}

pub fn from_str(text: &str) -> Gc<JsString> {
    if text.is_ascii() {
        return from_latin1(text.as_bytes());
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    from_utf16(&units)
}

pub fn from_view(view: View) -> Gc<JsString> {
    match view {
        View::Latin1(units) => from_latin1(units),
        View::Utf16(units) => from_utf16(units),
    }
}

pub fn from_code_point(point: u32) -> Gc<JsString> {
    match point {
        0..256 => single(point as u8),
        256..0x10000 => from_utf16(&[point as u16]),
        _ => from_utf16(&[0xD7C0 + (point >> 10) as u16, 0xDC00 + (point & 0x3FF) as u16]),
    }
}

/// A string over static memory that is never copied or freed.
pub fn from_static(data: *const u8, length: u32, utf16: bool) -> Gc<JsString> {
    let flags = if utf16 { UTF16 } else { 0 };
    let header = Header { shape: 0, kind: kind::STRING, flags, extra: 0 };
    let mut string = alloc::allocate_for::<JsString>(header);
    (string.length, string.hash, string.second) = (length, 0, 0);
    string.data = data.cast_mut();
    string
}

/// Units `start..end` of a string; both are in range.
pub fn substring(string: Gc<JsString>, start: usize, end: usize) -> Gc<JsString> {
    let length = end - start;
    if length == string.len() {
        return string;
    }
    let view = string.view();
    if length < SHORTEST_SLICE {
        return from_view(view.slice(start, end));
    }
    let parent = if string.has(SLICE) { crate::value::Value(string.second).cell() } else { string };
    let header =
        Header { shape: 0, kind: kind::STRING, flags: SLICE | string.header.flags & UTF16, extra: 0 };
    let mut slice = alloc::allocate_for::<JsString>(header);
    (slice.length, slice.hash) = (length as u32, 0);
    slice.second = parent.as_ptr() as u64;
    let width = if string.has(UTF16) { 2 } else { 1 };
    // SAFETY: the range is inside the parent's data.
    slice.data = unsafe { string.data.add(start * width) };
    slice
}

/// The strings of one latin1 unit, and the empty one, static cells outside of the heap's space.
struct Singles {
    units: [Option<Gc<JsString>>; 256],
    empty: Option<Gc<JsString>>,
}

static SINGLES: Global<Singles> = Global::new(Singles { units: [None; 256], empty: None });

pub fn empty() -> Gc<JsString> {
    let singles = SINGLES.get();
    match singles.empty {
        Some(string) => string,
        None => make_single(&mut singles.empty, &[]),
    }
}

#[inline]
pub fn single(unit: u8) -> Gc<JsString> {
    let singles = SINGLES.get();
    match singles.units[unit as usize] {
        Some(string) => string,
        None => make_single(&mut singles.units[unit as usize], &[unit]),
    }
}

fn make_single(place: &mut Option<Gc<JsString>>, units: &[u8]) -> Gc<JsString> {
    let string = uninitialised(units.len(), false);
    // SAFETY: the data has room for them.
    unsafe { string.data.copy_from_nonoverlapping(units.as_ptr(), units.len()) };
    let atom = crate::atom::intern(string);
    crate::atom::pin(atom);
    *place = Some(atom);
    atom
}
