//! Strings: latin1 or UTF-16, flat, slices of another string, or ropes that are flattened when somebody looks inside.
//!
//! `view` gives the code units of any string; `make` makes strings; `rope` concatenates and flattens; `compare`
//! orders and hashes; `ops` holds what compiled code calls; `object` is the String wrapper's exotic behaviour.

pub mod compare;
pub mod make;
pub mod object;
pub mod ops;
pub mod rope;

use crate::cell::{Gc, Header};
use crate::heap::mark::Marker;

/// Two bytes a unit.
pub const UTF16: u8 = 1;
/// `data` is the left part, `second` the right part.
pub const ROPE: u8 = 2;
/// `second` is the string whose data `data` points into.
pub const SLICE: u8 = 8;
/// The one string of its content that may be a property key (`atom`).
pub const ATOM: u8 = 16;
/// An atom that is written like an int32 >= 0: as a key it is that int32.
pub const INDEX: u8 = 32;
/// Never collected.
pub const PINNED: u8 = 64;

/// V8's limit, in code units.
pub const MAX_LENGTH: u32 = 536_870_888;

#[repr(C)]
pub struct JsString {
    pub header: Header,
    /// In UTF-16 code units.
    pub length: u32,
    /// 0: not computed yet.
    pub hash: u32,
    pub data: *mut u8,
    /// Right part of a rope, parent of a slice, else the first inline bytes.
    pub second: u64,
}

/// Bytes before the inline data of a flat string.
pub const INLINE_OFFSET: usize = 24;

/// The code units of a string.
#[derive(Clone, Copy)]
pub enum View<'a> {
    Latin1(&'a [u8]),
    Utf16(&'a [u16]),
}

impl<'a> View<'a> {
    pub fn len(self) -> usize {
        match self {
            View::Latin1(units) => units.len(),
            View::Utf16(units) => units.len(),
        }
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The code unit at an index that is in range.
    #[inline]
    pub fn at(self, index: usize) -> u16 {
        match self {
            View::Latin1(units) => units[index] as u16,
            View::Utf16(units) => units[index],
        }
    }

    pub fn slice(self, start: usize, end: usize) -> View<'a> {
        match self {
            View::Latin1(units) => View::Latin1(&units[start..end]),
            View::Utf16(units) => View::Utf16(&units[start..end]),
        }
    }

    pub fn units(self) -> impl DoubleEndedIterator<Item = u16> + ExactSizeIterator + 'a {
        (0..self.len()).map(move |index| self.at(index))
    }

    /// Code point at an index in range, and how many units it takes; a lone surrogate stands for itself.
    pub fn code_point(self, index: usize) -> (u32, usize) {
        let first = self.at(index) as u32;
        if (0xD800..0xDC00).contains(&first) && index + 1 < self.len() {
            let second = self.at(index + 1) as u32;
            if (0xDC00..0xE000).contains(&second) {
                return (0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), 2);
            }
        }
        (first, 1)
    }
}

impl Gc<JsString> {
    #[inline]
    pub fn len(self) -> usize {
        self.length as usize
    }

    pub fn is_empty(self) -> bool {
        self.length == 0
    }

    #[inline]
    pub fn has(self, flag: u8) -> bool {
        self.header.flags & flag != 0
    }

    /// The code units, flattened where needed. They lie in a cell, so that the view itself keeps them alive as long as
    /// it is in a local.
    #[inline]
    pub fn view<'a>(self) -> View<'a> {
        if self.has(ROPE) {
            rope::flatten(self);
        }
        // SAFETY: a string that is no rope has `length` units at `data`.
        unsafe {
            if self.has(UTF16) {
                View::Utf16(std::slice::from_raw_parts(self.data.cast(), self.len()))
            } else {
                View::Latin1(std::slice::from_raw_parts(self.data, self.len()))
            }
        }
    }

    /// The code unit at an index that is in range.
    #[inline]
    pub fn at(self, index: usize) -> u16 {
        self.view().at(index)
    }

    /// UTF-8; lone surrogates become U+FFFD.
    pub fn to_rust(self) -> String {
        match self.view() {
            View::Latin1(units) => units.iter().map(|unit| *unit as char).collect(),
            View::Utf16(units) => String::from_utf16_lossy(units),
        }
    }

    /// Is it this text (ASCII)?
    pub fn is(self, text: &str) -> bool {
        self.len() == text.len() && self.view().units().eq(text.bytes().map(u16::from))
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a string.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        let string = cell.cast::<JsString>();
        if (*cell).flags & ROPE != 0 {
            marker.value(crate::value::Value((*string).data as u64));
            marker.value(crate::value::Value((*string).second));
        } else if (*cell).flags & SLICE != 0 {
            marker.value(crate::value::Value((*string).second));
        }
    }
}
