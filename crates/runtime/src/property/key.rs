//! Property keys: an atom, a symbol, or an int32 >= 0.

use crate::atom;
use crate::cell::Gc;
use crate::operator::convert;
use crate::string::{ATOM, INDEX, JsString};
use crate::symbol::Symbol;
use crate::value::Value;

/// A key. Keys are equal exactly when their bits are.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PropertyKey(pub Value);

impl PropertyKey {
    /// The key a string names.
    pub fn from_string(string: Gc<JsString>) -> PropertyKey {
        let atom = if string.has(ATOM) { string } else { atom::intern(string) };
        if atom.has(INDEX) {
            let index = atom::index_of(atom.view()).expect("atoms with INDEX are written like one");
            return PropertyKey(Value::from_i32(index));
        }
        PropertyKey(atom.into())
    }

    /// The key an ASCII text names.
    pub fn from_text(text: &str) -> PropertyKey {
        PropertyKey::from_string(atom::intern_str(text))
    }

    pub fn from_index(index: u32) -> PropertyKey {
        match i32::try_from(index) {
            Ok(index) => PropertyKey(Value::from_i32(index)),
            Err(_) => PropertyKey::from_string(convert::number_to_string(index as f64)),
        }
    }

    /// ToPropertyKey; may call program code.
    #[inline]
    pub fn from_value(value: Value) -> PropertyKey {
        if value.is_i32() && value.as_i32() >= 0 {
            return PropertyKey(value);
        }
        if let Some(string) = value.as_string() {
            return PropertyKey::from_string(string);
        }
        PropertyKey::from_other(value)
    }

    #[cold]
    fn from_other(value: Value) -> PropertyKey {
        if value.is_symbol() {
            return PropertyKey(value);
        }
        let primitive = convert::to_primitive(value, convert::Hint::String);
        if primitive.is_symbol() {
            return PropertyKey(primitive);
        }
        PropertyKey::from_string(convert::to_string(primitive))
    }

    #[inline]
    pub fn index(self) -> Option<u32> {
        if self.0.is_i32() { Some(self.0.as_i32() as u32) } else { None }
    }

    /// The array index it is, up to 2^32 - 2; those beyond the int32 are kept as atoms.
    pub fn array_index(self) -> Option<u32> {
        if self.0.is_i32() {
            return self.index();
        }
        let atom = self.0.as_string().filter(|atom| atom.len() == 10)?;
        let digits = atom.view().units().map(|unit| (unit as u64).wrapping_sub(b'0' as u64));
        let mut index = 0;
        for digit in digits {
            if digit > 9 {
                return None;
            }
            index = index * 10 + digit;
        }
        // Ten digits of an int32 would have made it one, but for leading zeros.
        if (1 << 31..u32::MAX as u64).contains(&index) { Some(index as u32) } else { None }
    }

    pub fn symbol(self) -> Option<Gc<Symbol>> {
        self.0.as_symbol()
    }

    pub fn is_private(self) -> bool {
        self.symbol().is_some_and(|symbol| symbol.is_private())
    }

    /// The key as the program sees it: a string or a symbol.
    pub fn to_value(self) -> Value {
        if self.0.is_i32() { convert::to_string(self.0).into() } else { self.0 }
    }

    /// For messages: `name`, `0`, `Symbol(x)`.
    pub fn display(self) -> String {
        match self.symbol() {
            Some(symbol) => symbol.descriptive(),
            None => convert::to_string(self.0).to_rust(),
        }
    }

    #[inline]
    pub fn hash(self) -> u64 {
        self.0.0.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

impl From<Gc<JsString>> for PropertyKey {
    fn from(string: Gc<JsString>) -> PropertyKey {
        PropertyKey::from_string(string)
    }
}

impl From<Gc<Symbol>> for PropertyKey {
    fn from(symbol: Gc<Symbol>) -> PropertyKey {
        PropertyKey(symbol.into())
    }
}

impl From<u32> for PropertyKey {
    fn from(index: u32) -> PropertyKey {
        PropertyKey::from_index(index)
    }
}

impl From<&str> for PropertyKey {
    fn from(text: &str) -> PropertyKey {
        PropertyKey::from_text(text)
    }
}
