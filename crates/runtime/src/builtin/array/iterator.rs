//! Iterators over arrays, typed arrays and whatever is like an array.

use super::access::{get, index_value};
use crate::array;
use crate::builtin;
use crate::builtin::check;
use crate::builtin::table::{self, Member};
use crate::cell::{Gc, Header};
use crate::heap::{kind, mark::Marker};
use crate::iterator::result::result;
use crate::object::{self, Object};
use crate::operator::convert::to_object;
use crate::realm::{Intrinsic, intrinsic, set_intrinsic};
use crate::value::Value;

/// What an iterator gives for each entry.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Give {
    Keys,
    Values,
    Entries,
}

#[repr(C)]
pub struct ArrayIterator {
    object: Object,
    /// Undefined when it is done.
    target: Value,
    index: u64,
    give: Give,
}

static MEMBERS: &[Member] = &[
    Member::Value("next", next_function, crate::property::Attributes::HIDDEN),
    Member::Tag("Array Iterator"),
];

/// Makes the intrinsics; called at start.
pub fn start() {
    let values = table::new_function("values", 0, values);
    set_intrinsic(Intrinsic::ArrayPrototypeValues, values.cast());
    set_intrinsic(Intrinsic::ArrayIteratorNext, table::new_function("next", 0, next).cast());
    let prototype = object::long_lived(Some(intrinsic(Intrinsic::IteratorPrototype)));
    table::define_lazily(prototype, MEMBERS);
    set_intrinsic(Intrinsic::ArrayIteratorPrototype, prototype);
}

pub fn values_function() -> Value {
    intrinsic(Intrinsic::ArrayPrototypeValues).into()
}

fn next_function() -> Value {
    intrinsic(Intrinsic::ArrayIteratorNext).into()
}

/// CreateArrayIterator.
pub fn new(target: Gc<Object>, give: Give) -> Value {
    let prototype = intrinsic(Intrinsic::ArrayIteratorPrototype);
    let mut iterator = object::of_kind::<ArrayIterator>(kind::ARRAY_ITERATOR, Some(prototype));
    (iterator.target, iterator.index, iterator.give) = (target.into(), 0, give);
    iterator.into()
}

/// An iterator over the values that has come as far as `index`.
pub fn resume_at(target: Gc<Object>, index: u32) -> Value {
    let iterator = new(target, Give::Values);
    iterator.cell::<ArrayIterator>().index = index as u64;
    iterator
}

/// The next entry; `EMPTY` when there is none.
pub fn advance(mut iterator: Gc<ArrayIterator>) -> Value {
    let Some(target) = iterator.target.as_object() else { return Value::EMPTY };
    let length = if target.kind() == kind::TYPED_ARRAY {
        crate::builtin::typed_array::checked_length(target)
    } else {
        super::access::length(target)
    };
    let index = iterator.index;
    if index >= length {
        iterator.target = Value::UNDEFINED;
        return Value::EMPTY;
    }
    iterator.index += 1;
    match iterator.give {
        Give::Keys => index_value(index),
        Give::Values => get(target, index),
        Give::Entries => array::from_slice(&[index_value(index), get(target, index)]).into(),
    }
}

builtin! {
    pub fn keys(this, arguments) {
        new(to_object(this), Give::Keys)
    }

    pub fn entries(this, arguments) {
        new(to_object(this), Give::Entries)
    }

    fn values(this, arguments) {
        new(to_object(this), Give::Values)
    }

    fn next(this, arguments) {
        let iterator = check::receiver(this, kind::ARRAY_ITERATOR, "Array Iterator.prototype.next");
        let value = advance(iterator);
        if value.is_empty() { result(Value::UNDEFINED, true) } else { result(value, false) }
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is an array iterator.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        marker.value((*cell.cast::<ArrayIterator>()).target);
    }
}
