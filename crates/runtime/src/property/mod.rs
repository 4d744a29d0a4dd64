//! Properties: keys, attributes, descriptors, and the internal methods of objects.
//!
//! `access` is what everybody calls: methods on `Gc<Object>` (`get`, `set`, `define_own`, `delete`, `own_keys`...),
//! which ask the kind's `Methods` and fall back on `ordinary`. `cache` serves compiled code (`memory` is what it remembers), `index`
//! computed keys.

pub mod access;
pub mod accessor;
pub mod cache;
pub mod define;
pub mod descriptor;
pub mod global;
pub mod index;
pub mod key;
pub mod memory;
pub mod ops;
pub mod ordinary;
pub mod watch;

use crate::cell::Gc;
use crate::list::List;
use crate::object::Object;
use crate::value::Value;
use accessor::Accessor;
use descriptor::Descriptor;
use key::PropertyKey;

/// Writable, enumerable, configurable; and whether the value is an accessor cell.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Attributes(pub u8);

impl Attributes {
    pub const NONE: Attributes = Attributes(0);
    pub const WRITABLE: Attributes = Attributes(1);
    pub const ENUMERABLE: Attributes = Attributes(2);
    pub const CONFIGURABLE: Attributes = Attributes(4);
    pub const ACCESSOR: Attributes = Attributes(8);
    /// What an assignment creates.
    pub const ALL: Attributes = Attributes(7);
    /// Built-in methods, and most properties of built-ins.
    pub const HIDDEN: Attributes = Attributes(5);
    /// `name` and `length` of functions.
    pub const READONLY_HIDDEN: Attributes = Attributes(4);

    #[inline]
    pub const fn has(self, other: Attributes) -> bool {
        self.0 & other.0 == other.0
    }

    pub const fn with(self, other: Attributes) -> Attributes {
        Attributes(self.0 | other.0)
    }

    pub const fn without(self, other: Attributes) -> Attributes {
        Attributes(self.0 & !other.0)
    }

    pub const fn is_writable(self) -> bool {
        self.has(Attributes::WRITABLE)
    }

    pub const fn is_enumerable(self) -> bool {
        self.has(Attributes::ENUMERABLE)
    }

    pub const fn is_configurable(self) -> bool {
        self.has(Attributes::CONFIGURABLE)
    }

    pub const fn is_accessor(self) -> bool {
        self.has(Attributes::ACCESSOR)
    }
}

/// An own property: its value, or its `Accessor` cell where the attributes say so.
#[derive(Clone, Copy)]
pub struct Property {
    pub value: Value,
    pub attributes: Attributes,
}

impl Property {
    /// The accessor pair, if it is one.
    pub fn accessor(self) -> Option<Gc<Accessor>> {
        if self.attributes.is_accessor() { Some(self.value.cell()) } else { None }
    }

    /// What reading it gives; calls the getter.
    #[inline]
    pub fn read(self, receiver: Value) -> Value {
        match self.accessor() {
            None => self.value,
            Some(accessor) => accessor.call_getter(receiver),
        }
    }
}

/// Internal methods of a kind of exotic object; `None` is the ordinary one.
///
/// `get`, `set` and `has` need an entry only where they differ from walking the prototype chain with `get_own`.
/// Write `Methods { get_own: Some(get_own), ..ORDINARY }`.
pub struct Methods {
    pub get_prototype: Option<fn(Gc<Object>) -> Option<Gc<Object>>>,
    pub set_prototype: Option<fn(Gc<Object>, Option<Gc<Object>>) -> bool>,
    pub is_extensible: Option<fn(Gc<Object>) -> bool>,
    pub prevent_extensions: Option<fn(Gc<Object>) -> bool>,
    pub get_own: Option<fn(Gc<Object>, PropertyKey) -> Option<Property>>,
    pub define_own: Option<fn(Gc<Object>, PropertyKey, &Descriptor) -> bool>,
    pub has: Option<fn(Gc<Object>, PropertyKey) -> bool>,
    pub get: Option<fn(Gc<Object>, PropertyKey, Value) -> Value>,
    pub set: Option<fn(Gc<Object>, PropertyKey, Value, Value) -> bool>,
    pub delete: Option<fn(Gc<Object>, PropertyKey) -> bool>,
    /// In the order of the specification, private names left out.
    pub own_keys: Option<fn(Gc<Object>) -> Gc<List>>,
}

/// Nothing exotic.
pub const ORDINARY: Methods = Methods {
    get_prototype: None,
    set_prototype: None,
    is_extensible: None,
    prevent_extensions: None,
    get_own: None,
    define_own: None,
    has: None,
    get: None,
    set: None,
    delete: None,
    own_keys: None,
};
