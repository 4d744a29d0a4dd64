//! What is known of each kind of cell: one constant and one line in `KINDS`.
//!
//! To add a kind: pick the next free number below, write a `#[repr(C)]` struct that starts with `Header` (or with
//! `Object` for objects, kinds from 16 on), and give it a line in `table`:
//! `trace` shows the marker every value the cell holds (objects call `object::trace` first, or simply name it);
//! `finalize` frees the external memory of a dead cell and must not touch other cells (what all objects have is freed
//! for them); `methods` are the internal methods of exotic objects, `property::ORDINARY` for all others.
//! A kind of a group of built-ins has its line in `builtin::group`.

use super::mark::Marker;
use crate::cell::{Global, Header};
use crate::property::{Methods, ORDINARY};
use crate::{array, bigint, box_cell, frame, function, list, object, property, string, symbol};
use perry_abi::layout;

pub const STRING: u8 = layout::KIND_STRING;
pub const SYMBOL: u8 = layout::KIND_SYMBOL;
pub const BIGINT: u8 = layout::KIND_BIGINT;
pub const BOX: u8 = layout::KIND_BOX;
pub const FRAME: u8 = layout::KIND_FRAME;
/// A growable vector of values (`list::List`).
pub const LIST: u8 = 6;
/// Getter and setter of a property (`property::Accessor`).
pub const ACCESSOR: u8 = 7;
/// Iterator record (`iterator`).
pub const ITERATOR_RECORD: u8 = 8;
/// Enumerator of `for in`.
pub const FOR_IN: u8 = 9;
/// Values of an array or a list (`heap::elements`).
pub const ELEMENTS: u8 = 10;

/// Reaction of a promise.
pub const REACTION: u8 = 12;
/// Running code that awaits.
pub const COROUTINE: u8 = 13;

pub const OBJECT: u8 = layout::KIND_OBJECT;
pub const ARRAY: u8 = layout::KIND_ARRAY;
pub const FUNCTION: u8 = layout::KIND_FUNCTION;
pub const ERROR: u8 = 19;
/// Wrapper of a boolean, number, string, symbol or bigint (`object::Wrapper`).
pub const WRAPPER: u8 = 20;
pub const STRING_OBJECT: u8 = 21;
pub const ARGUMENTS: u8 = 22;
pub const DATE: u8 = 23;
pub const REGEXP: u8 = 24;
pub const MAP: u8 = 25;
pub const SET: u8 = 26;
pub const WEAK_MAP: u8 = 27;
pub const WEAK_SET: u8 = 28;
pub const WEAK_REF: u8 = 29;
pub const FINALIZATION_REGISTRY: u8 = 30;
pub const PROMISE: u8 = 31;
pub const PROXY: u8 = 32;
pub const GENERATOR: u8 = 33;
pub const ASYNC_GENERATOR: u8 = 34;
pub const ARRAY_BUFFER: u8 = 35;
pub const TYPED_ARRAY: u8 = 36;
pub const DATA_VIEW: u8 = 37;
pub const NAMESPACE: u8 = 38;
pub const ARRAY_ITERATOR: u8 = 39;
pub const STRING_ITERATOR: u8 = 40;
pub const MAP_ITERATOR: u8 = 41;
pub const SET_ITERATOR: u8 = 42;
pub const REGEXP_STRING_ITERATOR: u8 = 43;
pub const ITERATOR_HELPER: u8 = 44;
pub const WRAP_FOR_ITERATOR: u8 = 45;
/// `Timeout` and `Immediate`.
pub const TIMER: u8 = 46;
pub const TEXT_DECODER: u8 = 47;
/// First number nobody uses.
pub const NEXT_FREE: u8 = 48;

/// The collector's and the object model's view of a kind.
#[derive(Clone, Copy)]
pub struct Kind {
    pub trace: Option<unsafe fn(*mut Header, &mut Marker)>,
    pub finalize: Option<unsafe fn(*mut Header)>,
    /// Internal methods; only objects have any.
    pub methods: &'static Methods,
}

/// An ordinary object.
pub const OBJECT_KIND: Kind = Kind { trace: Some(object::trace), finalize: None, methods: &ORDINARY };

/// Every kind, by its number; the start fills in those of the groups that are linked.
static KINDS: Global<[Kind; 256]> = Global::new(table());

const fn table() -> [Kind; 256] {
    const CELL: Kind = Kind { trace: None, finalize: None, methods: &ORDINARY };
    let mut kinds = [CELL; 256];
    kinds[STRING as usize] = Kind { trace: Some(string::trace), ..CELL };
    kinds[SYMBOL as usize] = Kind { trace: Some(symbol::trace_cell), ..CELL };
    kinds[BIGINT as usize] = Kind { finalize: Some(bigint::finalize), ..CELL };
    kinds[BOX as usize] = Kind { trace: Some(box_cell::trace), ..CELL };
    kinds[FRAME as usize] = Kind { trace: Some(frame::trace), ..CELL };
    kinds[LIST as usize] = Kind { trace: Some(list::trace), ..CELL };
    kinds[ELEMENTS as usize] = Kind { trace: Some(super::elements::trace), ..CELL };
    kinds[ACCESSOR as usize] = Kind { trace: Some(property::accessor::trace), ..CELL };
    kinds[ITERATOR_RECORD as usize] = Kind { trace: Some(crate::iterator::trace), ..CELL };
    kinds[FOR_IN as usize] = Kind { trace: Some(crate::iterator::for_in::trace), ..CELL };

    kinds[OBJECT as usize] = OBJECT_KIND;
    kinds[ARRAY as usize] =
        Kind { trace: Some(array::trace), methods: &array::exotic::METHODS, ..OBJECT_KIND };
    kinds[FUNCTION as usize] = Kind { trace: Some(function::trace), ..OBJECT_KIND };
    kinds[ERROR as usize] = OBJECT_KIND;
    kinds[WRAPPER as usize] = Kind { trace: Some(object::trace_wrapper), ..OBJECT_KIND };
    kinds[STRING_OBJECT as usize] =
        Kind { trace: Some(object::trace_wrapper), methods: &string::object::METHODS, ..OBJECT_KIND };
    kinds[ARGUMENTS as usize] = OBJECT_KIND;
    kinds[DATE as usize] = OBJECT_KIND;
    kinds[STRING_ITERATOR as usize] =
        Kind { trace: Some(crate::builtin::string::iterator::trace), ..OBJECT_KIND };
    kinds[ARRAY_ITERATOR as usize] =
        Kind { trace: Some(crate::builtin::array::iterator::trace), ..OBJECT_KIND };
    const MAP_KIND: Kind = Kind {
        trace: Some(crate::builtin::map::trace),
        finalize: Some(crate::builtin::map::finalize),
        ..OBJECT_KIND
    };
    kinds[MAP as usize] = MAP_KIND;
    kinds[SET as usize] = MAP_KIND;
    const MAP_ITERATOR_KIND: Kind = Kind { trace: Some(crate::builtin::map::iterator::trace), ..OBJECT_KIND };
    kinds[MAP_ITERATOR as usize] = MAP_ITERATOR_KIND;
    kinds[SET_ITERATOR as usize] = MAP_ITERATOR_KIND;
    kinds[WEAK_MAP as usize] = Kind { trace: Some(crate::builtin::weak::trace), ..MAP_KIND };
    kinds[WEAK_SET as usize] = Kind { trace: Some(crate::builtin::weak::trace), ..MAP_KIND };
    kinds[WEAK_REF as usize] = Kind { trace: Some(crate::builtin::weak::trace), ..OBJECT_KIND };
    kinds[FINALIZATION_REGISTRY as usize] = OBJECT_KIND;
    kinds[ITERATOR_HELPER as usize] = Kind { trace: Some(crate::builtin::iterator::trace), ..OBJECT_KIND };
    kinds[WRAP_FOR_ITERATOR as usize] = kinds[ITERATOR_HELPER as usize];
    kinds[REACTION as usize] = Kind { trace: Some(crate::promise::trace_reaction), ..CELL };
    kinds[COROUTINE as usize] = Kind { trace: Some(crate::promise::coroutine::trace), ..CELL };
    kinds[PROMISE as usize] = Kind { trace: Some(crate::promise::trace), ..OBJECT_KIND };
    kinds[ASYNC_GENERATOR as usize] =
        Kind { trace: Some(crate::promise::async_generator::trace), ..OBJECT_KIND };
    kinds[TIMER as usize] = Kind { trace: Some(crate::builtin::timer::trace), ..OBJECT_KIND };
    kinds[GENERATOR as usize] = Kind { trace: Some(crate::generator::trace), ..OBJECT_KIND };
    kinds[NAMESPACE as usize] = Kind { methods: &crate::module::METHODS, ..OBJECT_KIND };
    kinds
}

/// The entry of a kind.
#[inline]
pub fn of(kind: u8) -> &'static Kind {
    &KINDS.get()[kind as usize]
}

/// Sets the entry of a kind, before there is a cell of it.
pub fn set(kind: u8, entry: Kind) {
    KINDS.get()[kind as usize] = entry;
}
