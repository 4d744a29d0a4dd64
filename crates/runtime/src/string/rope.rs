//! Concatenation: short results are copied, longer ones become ropes.

use super::{JsString, MAX_LENGTH, ROPE, SLICE, UTF16, View, make};
use crate::cell::{Gc, Header};
use crate::heap::collect::without_collection;
use crate::heap::{alloc, kind};
use crate::value::Value;

/// Shorter results are copied: a rope takes 32 bytes as well.
const SHORTEST_ROPE: usize = 24;

pub fn concat(left: Gc<JsString>, right: Gc<JsString>) -> Gc<JsString> {
    if left.is_empty() {
        return right;
    }
    if right.is_empty() {
        return left;
    }
    let length = left.len() + right.len();
    if length > MAX_LENGTH as usize {
        crate::exception::throw::throw_range_error("Invalid string length");
    }
    let utf16 = (left.header.flags | right.header.flags) & UTF16;
    if length < SHORTEST_ROPE {
        return copy_both(left, right, utf16 != 0);
    }
    let header = Header { shape: 0, kind: kind::STRING, flags: ROPE | utf16, extra: 0 };
    let mut rope = alloc::allocate_for::<JsString>(header);
    (rope.length, rope.hash) = (length as u32, 0);
    rope.data = left.as_ptr().cast();
    rope.second = right.as_ptr() as u64;
    rope
}

fn copy_both(left: Gc<JsString>, right: Gc<JsString>, utf16: bool) -> Gc<JsString> {
    let string = make::uninitialised(left.len() + right.len(), utf16);
    // SAFETY: the data has room for both.
    unsafe {
        write(left.view(), string.data, utf16, 0);
        write(right.view(), string.data, utf16, left.len());
    }
    string
}

/// Copies units to unit index `at` of `data`.
///
/// # Safety
/// There is room; latin1 data gets latin1 units only.
unsafe fn write(view: View, data: *mut u8, utf16: bool, at: usize) {
    // SAFETY: by the caller's promise.
    unsafe {
        match view {
            View::Latin1(units) if !utf16 => {
                data.add(at).copy_from_nonoverlapping(units.as_ptr(), units.len())
            }
            View::Latin1(units) => {
                let target = data.cast::<u16>().add(at);
                for (index, unit) in units.iter().enumerate() {
                    target.add(index).write(*unit as u16);
                }
            }
            View::Utf16(units) => {
                data.cast::<u16>().add(at).copy_from_nonoverlapping(units.as_ptr(), units.len());
            }
        }
    }
}

/// Makes a rope a slice of a flat string, from its end to its beginning, without recursion. Whoever looks into a
/// string need not expect a collection, so there is none.
#[cold]
#[inline(never)]
pub fn flatten(mut string: Gc<JsString>) {
    let utf16 = string.has(UTF16);
    let flat = without_collection(|| make::uninitialised(string.len(), utf16));
    let mut end = string.len();
    let mut pending: Vec<Gc<JsString>> = vec![string];
    while let Some(part) = pending.pop() {
        if part.has(ROPE) {
            pending.push(Value(part.data as u64).cell());
            pending.push(Value(part.second).cell());
            continue;
        }
        end -= part.len();
        // SAFETY: parts fill the data exactly.
        unsafe { write(part.view(), flat.data, utf16, end) };
    }
    debug_assert_eq!(end, 0);
    string.data = flat.data;
    string.second = flat.as_ptr() as u64;
    string.header.flags = string.header.flags & !ROPE | SLICE;
}
