//! The iterator over the code points of a string.

use super::this_string;
use crate::builtin;
use crate::builtin::table::{self, Member};
use crate::cell::{Gc, Header};
use crate::exception::throw::throw_type_error;
use crate::heap::{kind, mark::Marker};
use crate::iterator::result::result as iterator_result;
use crate::object::{self, Object};
use crate::operator::convert;
use crate::property::Attributes;
use crate::realm::{Intrinsic, intrinsic, set_intrinsic, try_intrinsic};
use crate::string::{JsString, make};
use crate::value::Value;

#[repr(C)]
pub struct StringIterator {
    pub object: Object,
    /// Undefined once it is done.
    pub string: Value,
    pub index: u32,
}

static MEMBERS: &[Member] =
    &[Member::Value("next", next_function, Attributes::HIDDEN), Member::Tag("String Iterator")];

/// Makes `%StringIteratorPrototype%`.
pub fn start() {
    let parent =
        try_intrinsic(Intrinsic::IteratorPrototype).unwrap_or_else(|| intrinsic(Intrinsic::ObjectPrototype));
    let prototype = object::long_lived(Some(parent));
    set_intrinsic(Intrinsic::StringIteratorPrototype, prototype);
    set_intrinsic(Intrinsic::StringIteratorNext, table::new_function("next", 0, next).cast());
    table::define_lazily(prototype, MEMBERS);
}

fn next_function() -> Value {
    intrinsic(Intrinsic::StringIteratorNext).into()
}

/// The next code point; `EMPTY` when there is none.
#[inline]
pub fn advance(iterator: Gc<StringIterator>) -> Value {
    iterator.step().map_or(Value::EMPTY, Value::from)
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a string iterator.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        marker.value((*cell.cast::<StringIterator>()).string);
    }
}

impl Gc<StringIterator> {
    /// The next code point as a string.
    pub fn step(mut self) -> Option<Gc<JsString>> {
        let string = self.string.as_string()?;
        let index = self.index as usize;
        if index >= string.len() {
            self.string = Value::UNDEFINED;
            return None;
        }
        let view = string.view();
        let (_, count) = view.code_point(index);
        self.index += count as u32;
        Some(make::from_view(view.slice(index, index + count)))
    }
}

builtin! {
    pub fn iterator(this, arguments) {
        let string = this_string(this, "[Symbol.iterator]");
        let prototype = intrinsic(Intrinsic::StringIteratorPrototype);
        let mut iterator = object::of_kind::<StringIterator>(kind::STRING_ITERATOR, Some(prototype));
        (iterator.string, iterator.index) = (string.into(), 0);
        iterator.into()
    }

    fn next(this, arguments) {
        let Some(iterator) = this.as_kind::<StringIterator>(kind::STRING_ITERATOR) else {
            let text = convert::display(this);
            throw_type_error(&["next method called on incompatible receiver ", &text].concat())
        };
        match iterator.step() {
            Some(string) => iterator_result(string.into(), false),
            None => iterator_result(Value::UNDEFINED, true),
        }
    }
}
