//! One JavaScript value in 64 bits (`perry_abi::value`), and how it is told apart and taken apart.
//!
//! Conversions that may call program code (`ToNumber`, `ToString`...) live in `operator::convert`.

use crate::cell::{Gc, Header};
use crate::object::Object;
use crate::string::JsString;
use crate::symbol::Symbol;
use perry_abi::layout::{KIND_BIGINT, KIND_FIRST_OBJECT, KIND_STRING, KIND_SYMBOL};
use perry_abi::value as encoding;

/// A value. `==` compares bits: identity of cells, not `===` (see `operator::compare::strict_equals`).
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value(pub u64);

impl Value {
    /// No value: a hole, a binding before its initialisation, "done". The program never sees it.
    pub const EMPTY: Value = Value(encoding::EMPTY);
    pub const UNDEFINED: Value = Value(encoding::UNDEFINED);
    pub const NULL: Value = Value(encoding::NULL);
    pub const TRUE: Value = Value(encoding::TRUE);
    pub const FALSE: Value = Value(encoding::FALSE);
    pub const NAN: Value = Value(encoding::from_f64_unnormalized(f64::NAN));

    #[inline]
    pub const fn from_i32(i: i32) -> Value {
        Value(encoding::from_i32(i))
    }

    /// An int32 where it is one, else a double.
    #[inline]
    pub const fn from_f64(f: f64) -> Value {
        Value(encoding::from_f64(f))
    }

    #[inline]
    pub const fn from_u32(u: u32) -> Value {
        if u <= i32::MAX as u32 { Value::from_i32(u as i32) } else { Value::from_f64(u as f64) }
    }

    pub const fn from_usize(u: usize) -> Value {
        if u <= i32::MAX as usize { Value::from_i32(u as i32) } else { Value::from_f64(u as f64) }
    }

    #[inline]
    pub const fn from_bool(b: bool) -> Value {
        Value(encoding::from_bool(b))
    }

    pub const fn is_empty(self) -> bool {
        self.0 == encoding::EMPTY
    }

    pub const fn is_undefined(self) -> bool {
        self.0 == encoding::UNDEFINED
    }

    pub const fn is_null(self) -> bool {
        self.0 == encoding::NULL
    }

    /// `null` or `undefined`.
    pub const fn is_nullish(self) -> bool {
        self.0 == encoding::NULL || self.0 == encoding::UNDEFINED
    }

    pub const fn is_bool(self) -> bool {
        self.0 & !1 == encoding::FALSE
    }

    #[inline]
    pub const fn is_i32(self) -> bool {
        encoding::is_i32(self.0)
    }

    #[inline]
    pub const fn is_f64(self) -> bool {
        encoding::is_f64(self.0)
    }

    #[inline]
    pub const fn is_number(self) -> bool {
        encoding::is_number(self.0)
    }

    #[inline]
    pub const fn is_cell(self) -> bool {
        encoding::is_cell(self.0)
    }

    /// Kind of the heap cell, 0 for values that are none.
    #[inline]
    pub fn kind(self) -> u8 {
        // SAFETY: a value for which `is_cell` holds points to a live cell.
        if self.is_cell() { unsafe { (*(self.0 as *const Header)).kind } } else { 0 }
    }

    #[inline]
    pub fn is_string(self) -> bool {
        self.kind() == KIND_STRING
    }

    pub fn is_symbol(self) -> bool {
        self.kind() == KIND_SYMBOL
    }

    pub fn is_bigint(self) -> bool {
        self.kind() == KIND_BIGINT
    }

    #[inline]
    pub fn is_object(self) -> bool {
        self.kind() >= KIND_FIRST_OBJECT
    }

    /// The int32 of a value for which `is_i32` holds.
    #[inline]
    pub const fn as_i32(self) -> i32 {
        self.0 as u32 as i32
    }

    /// The number of a value for which `is_number` holds.
    #[inline]
    pub const fn as_f64(self) -> f64 {
        if self.is_i32() { self.as_i32() as f64 } else { encoding::to_f64(self.0) }
    }

    /// The object, if it is one.
    #[inline]
    pub fn as_object(self) -> Option<Gc<Object>> {
        if self.is_object() { Some(self.cell()) } else { None }
    }

    #[inline]
    pub fn as_string(self) -> Option<Gc<JsString>> {
        if self.is_string() { Some(self.cell()) } else { None }
    }

    pub fn as_symbol(self) -> Option<Gc<Symbol>> {
        if self.is_symbol() { Some(self.cell()) } else { None }
    }

    /// The cell of exactly that kind, if it is one: `value.as_kind::<Map>(kind::MAP)`.
    #[inline]
    pub fn as_kind<T>(self, kind: u8) -> Option<Gc<T>> {
        if self.kind() == kind { Some(self.cell()) } else { None }
    }

    /// The cell, whatever its kind. The caller knows that it is a cell and that `T` describes it.
    #[inline]
    pub fn cell<T>(self) -> Gc<T> {
        debug_assert!(self.is_cell());
        // SAFETY: cells are never null.
        unsafe { Gc::from_raw(self.0 as *mut T) }
    }
}

/// The bits: looking into cells could call the program.
impl std::fmt::Debug for Value {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "Value({:#x})", self.0)
    }
}

impl<T> From<Gc<T>> for Value {
    #[inline]
    fn from(cell: Gc<T>) -> Value {
        Value(cell.as_ptr() as u64)
    }
}

impl<T> From<Option<Gc<T>>> for Value {
    /// `None` becomes `null`.
    fn from(cell: Option<Gc<T>>) -> Value {
        cell.map_or(Value::NULL, Value::from)
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Value {
        Value::from_bool(b)
    }
}

impl From<i32> for Value {
    fn from(i: i32) -> Value {
        Value::from_i32(i)
    }
}

impl From<f64> for Value {
    fn from(f: f64) -> Value {
        Value::from_f64(f)
    }
}
