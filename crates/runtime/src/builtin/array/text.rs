//! Arrays as text.

use super::access::{get, length};
use crate::builtin;
use crate::call::call;
use crate::cell::{Gc, Global};
use crate::exception::catch::try_call;
use crate::exception::throw::throw;
use crate::list::{self, List};
use crate::object::Object;
use crate::operator::convert::{is_callable, to_object, to_string as string_of};
use crate::property::access::get_value;
use crate::property::key::PropertyKey;
use crate::string::{JsString, View, make};
use crate::value::Value;

/// Arrays that are being joined: one inside itself is empty.
static JOINING: Global<Vec<Gc<Object>>> = Global::new(Vec::new());

builtin! {
    pub fn join(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let separator = arguments.get(0);
        let separator = if separator.is_undefined() { make::single(b',') } else { string_of(separator) };
        guarded(object, || join_with(object, length, separator, string_of))
    }

    pub fn to_string(this, arguments) {
        let object = to_object(this);
        let join = object.get(PropertyKey::from_text("join"));
        if is_callable(join) {
            return call(join, object.into(), &[]);
        }
        crate::builtin::object::to_text(object.into()).into()
    }

    pub fn to_locale_string(this, arguments) {
        let object = to_object(this);
        let length = length(object);
        let key = PropertyKey::from_text("toLocaleString");
        guarded(object, || join_with(object, length, make::single(b','), |value| {
            let method = crate::builtin::check::callback(get_value(value, key));
            string_of(call(method, value, &[]))
        }))
    }
}

/// Runs `body` unless the object is being joined already.
pub fn guarded(object: Gc<Object>, body: impl FnOnce() -> Value) -> Value {
    crate::heap::stack::check_stack();
    if JOINING.get().contains(&object) {
        return make::empty().into();
    }
    JOINING.get().push(object);
    let depth = JOINING.get().len();
    let result = try_call(body);
    JOINING.get().truncate(depth - 1);
    result.unwrap_or_else(|error| throw(error))
}

fn join_with(
    object: Gc<Object>,
    length: u64,
    separator: Gc<JsString>,
    text: impl Fn(Value) -> Gc<JsString>,
) -> Value {
    let parts = list::new();
    for index in 0..length {
        let value = get(object, index);
        parts.push(if value.is_nullish() { make::empty() } else { text(value) }.into());
    }
    concatenate(parts, separator).into()
}

/// The strings of a list with a separator between them.
pub fn concatenate(parts: Gc<List>, separator: Gc<JsString>) -> Gc<JsString> {
    if let [only] = parts[..] {
        return only.cell();
    }
    let string = |index: usize| parts[index].cell::<JsString>();
    let mut units = separator.len() * parts.len().saturating_sub(1);
    let mut wide = matches!(separator.view(), View::Utf16(_)) && parts.len() > 1;
    for index in 0..parts.len() {
        units = units.saturating_add(string(index).len());
        wide |= matches!(string(index).view(), View::Utf16(_));
    }
    if units == 0 {
        return make::empty();
    }
    let joined = make::uninitialised(units, wide);
    let mut place = 0;
    for index in 0..parts.len() {
        if index > 0 {
            place = write(joined, place, separator, wide);
        }
        place = write(joined, place, string(index), wide);
    }
    joined
}

/// Writes a part at a place; the place behind it.
fn write(joined: Gc<JsString>, place: usize, part: Gc<JsString>, wide: bool) -> usize {
    // SAFETY: the lengths of all parts were added up.
    unsafe {
        match part.view() {
            View::Latin1(units) if !wide => {
                joined.data.add(place).copy_from_nonoverlapping(units.as_ptr(), units.len());
            }
            View::Latin1(units) => {
                for (index, unit) in units.iter().enumerate() {
                    joined.data.cast::<u16>().add(place + index).write(*unit as u16);
                }
            }
            View::Utf16(units) => {
                joined.data.cast::<u16>().add(place).copy_from_nonoverlapping(units.as_ptr(), units.len());
            }
        }
    }
    place + part.len()
}
