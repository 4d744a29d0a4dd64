//! Constructors of typed arrays.

use super::element::Element;
use super::{TypedArray, method, valid_array};
use crate::bigint;
use crate::builtin;
use crate::builtin::array::access;
use crate::builtin::array_buffer::{self, ArrayBuffer};
use crate::builtin::check;
use crate::builtin::table::{self, BASE, Class, Member};
use crate::call::{Arguments, call, construct, prototype_for};
use crate::cell::Gc;
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::kind;
use crate::iterator;
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::operator::convert::{is_callable, is_constructor, to_integer, to_object};
use crate::property::access::get_value;
use crate::realm::{Intrinsic, intrinsic, names, symbols};
use crate::value::Value;

pub static CLASS: Class = Class {
    name: "TypedArray",
    length: 0,
    code: abstract_code,
    constructor: Intrinsic::TypedArray,
    prototype: Intrinsic::TypedArrayPrototype,
    is_global: false,
    statics: &[
        Member::Method("of", 0, of),
        Member::Method("from", 1, from),
        Member::Getter("@species", table::species),
    ],
    members: method::MEMBERS,
    ..BASE
};

macro_rules! kinds {
    ($($constant:ident $element:ident $code:ident;)*) => {
        $(
            pub static $constant: Class = Class {
                name: Element::$element.name(),
                length: 3,
                code: $code,
                constructor: Element::$element.intrinsics().0,
                prototype: Element::$element.intrinsics().1,
                constructor_parent: Intrinsic::TypedArray,
                prototype_parent: Intrinsic::TypedArrayPrototype,
                statics: &[Member::Constant("BYTES_PER_ELEMENT", Element::$element.size() as f64)],
                members: &[Member::Constant("BYTES_PER_ELEMENT", Element::$element.size() as f64)],
                ..BASE
            };

            builtin! {
                fn $code(this, arguments, callee, new_target) {
                    make(Element::$element, arguments, new_target)
                }
            }
        )*
    };
}

kinds! {
    INT8 Int8 int8_code;
    UINT8 Uint8 uint8_code;
    UINT8_CLAMPED Uint8Clamped uint8_clamped_code;
    INT16 Int16 int16_code;
    UINT16 Uint16 uint16_code;
    INT32 Int32 int32_code;
    UINT32 Uint32 uint32_code;
    FLOAT16 Float16 float16_code;
    FLOAT32 Float32 float32_code;
    FLOAT64 Float64 float64_code;
    BIG_INT64 BigInt64 big_int64_code;
    BIG_UINT64 BigUint64 big_uint64_code;
}

/// A view of a whole buffer's part.
fn view(
    element: Element,
    prototype: Gc<Object>,
    buffer: Gc<ArrayBuffer>,
    offset: usize,
    length: Option<usize>,
) -> Gc<TypedArray> {
    let mut array = object::of_kind::<TypedArray>(kind::TYPED_ARRAY, Some(prototype));
    (array.buffer, array.offset, array.element) = (buffer, offset, element);
    (array.fixed, array.tracks) = (length.unwrap_or(0), length.is_none());
    array
}

const LONGEST: f64 = 4294967296.0;

fn with_length(element: Element, prototype: Gc<Object>, length: f64) -> Gc<TypedArray> {
    if !(0.0..=LONGEST).contains(&length) {
        let shown = check::plain(Value::from_f64(length));
        throw_range_error(&["Invalid typed array length: ", &shown].concat());
    }
    let buffer = array_buffer::new(length as usize * element.size());
    view(element, prototype, buffer, 0, Some(length as usize))
}

/// A typed array of zeros.
pub fn new(element: Element, length: usize) -> Gc<TypedArray> {
    with_length(element, intrinsic(element.intrinsics().1), length as f64)
}

fn make(element: Element, arguments: Arguments, new_target: Value) -> Value {
    check::needs_new(new_target, element.name());
    let prototype = prototype_for(new_target, element.intrinsics().1);
    let first = arguments.get(0);
    match first.kind() {
        kind::ARRAY_BUFFER => {
            over_buffer(element, prototype, first.cell(), arguments.get(1), arguments.get(2)).into()
        }
        kind::TYPED_ARRAY => copy_typed(element, prototype, first).into(),
        _ if first.is_object() => {
            let values = values_of(first, Value::UNDEFINED);
            let array = with_length(element, prototype, values.len() as f64);
            for index in 0..values.len() {
                array.put(index, values[index]);
            }
            array.into()
        }
        _ => with_length(element, prototype, to_integer(first)).into(),
    }
}

fn over_buffer(
    element: Element,
    prototype: Gc<Object>,
    buffer: Gc<ArrayBuffer>,
    offset: Value,
    length: Value,
) -> Gc<TypedArray> {
    let (name, size) = (element.name(), element.size());
    let offset = to_integer(offset);
    if offset < 0.0 || offset % size as f64 != 0.0 {
        throw_range_error(
            &["start offset of ", name, " should be a multiple of ", &size.to_string()].concat(),
        );
    }
    let wanted = if length.is_undefined() { None } else { Some(to_integer(length)) };
    if buffer.is_detached() {
        throw_type_error("Cannot perform Construct on a detached ArrayBuffer");
    }
    let bytes = buffer.length as f64;
    match wanted {
        None => {
            if bytes % size as f64 != 0.0 {
                throw_range_error(
                    &["byte length of ", name, " should be a multiple of ", &size.to_string()].concat(),
                );
            }
            if offset > bytes {
                let offset = check::plain(Value::from_f64(offset));
                throw_range_error(
                    &["Start offset ", &offset, " is outside the bounds of the buffer"].concat(),
                );
            }
            let is_fixed = !buffer.cast::<Object>().get("resizable").eq(&Value::TRUE);
            let length = is_fixed.then_some((bytes - offset) as usize / size);
            view(element, prototype, buffer, offset as usize, length)
        }
        Some(length) => {
            if length < 0.0 || offset + length * size as f64 > bytes {
                let shown = check::plain(Value::from_f64(length));
                throw_range_error(&["Invalid typed array length: ", &shown].concat());
            }
            view(element, prototype, buffer, offset as usize, Some(length as usize))
        }
    }
}

fn copy_typed(element: Element, prototype: Gc<Object>, source: Value) -> Gc<TypedArray> {
    let source = valid_array(source, "Construct");
    if source.element.is_bigint() != element.is_bigint() {
        bigint::throw_mixed();
    }
    let array = with_length(element, prototype, source.length() as f64);
    copy_elements(source, array, 0);
    array
}

/// Copies all elements of `source` to `target` from `start` on.
pub fn copy_elements(source: Gc<TypedArray>, target: Gc<TypedArray>, start: usize) {
    if source.element == target.element {
        let bytes = source.bytes();
        let size = source.element.size();
        if start * size + bytes.len() <= target.bytes().len() {
            // SAFETY: both ranges are inside their buffers, which may be the same.
            unsafe { bytes.as_ptr().copy_to(target.bytes().as_mut_ptr().add(start * size), bytes.len()) };
        }
        return;
    }
    // Elements of different sizes over one buffer must all be read before one is written.
    let values = list::new();
    for index in 0..source.length() {
        values.push(source.get(index).unwrap_or(Value::UNDEFINED));
    }
    for index in 0..values.len() {
        target.put(start + index, values[index]);
    }
}

/// The values of an iterable or of something like an array. `method`: its `@@iterator`, undefined where unread.
fn values_of(items: Value, method: Value) -> Gc<List> {
    let method = if method.is_undefined() { get_value(items, symbols().iterator) } else { method };
    let values = list::new();
    if !method.is_nullish() {
        if !is_callable(method) {
            throw_type_error(&[&check::plain(method), " is not a function"].concat());
        }
        let record = iterator::open(items, Value::UNDEFINED);
        while let Some(value) = record.step() {
            values.push(value);
        }
        return values;
    }
    let object = to_object(items);
    for index in 0..access::length(object) {
        values.push(access::get(object, index));
    }
    values
}

/// TypedArrayCreateFromCtor with a length.
pub fn create(constructor: Value, length: usize) -> Gc<TypedArray> {
    let array = construct(constructor, constructor, &[Value::from_usize(length)]);
    let array = valid_array(array, "Construct");
    if array.length() < length {
        throw_type_error("Derived TypedArray constructor created an array which was too small");
    }
    array
}

/// The constructor that SpeciesConstructor finds; nothing where it is the usual one.
pub fn species(exemplar: Gc<TypedArray>) -> Option<Value> {
    let default: Value = intrinsic(exemplar.element.intrinsics().0).into();
    let constructor = exemplar.cast::<Object>().get(names().constructor);
    if constructor == default || constructor.is_undefined() {
        return None;
    }
    let Some(object) = constructor.as_object() else {
        throw_type_error("The .constructor property is not an object")
    };
    let species = object.get(symbols().species);
    if species.is_nullish() || species == default {
        return None;
    }
    if !is_constructor(species) {
        throw_type_error("object.constructor[Symbol.species] is not a constructor");
    }
    Some(species)
}

/// TypedArraySpeciesCreate with a length.
pub fn species_create(exemplar: Gc<TypedArray>, length: usize) -> Gc<TypedArray> {
    let Some(species) = species(exemplar) else { return new(exemplar.element, length) };
    let array = create(species, length);
    if array.element.is_bigint() != exemplar.element.is_bigint() {
        throw_type_error("Content type of source and derived typed arrays differ");
    }
    array
}

/// A view of a part of the same buffer, for `subarray`.
pub fn part(exemplar: Gc<TypedArray>, start: usize, length: Option<usize>) -> Value {
    let (element, buffer) = (exemplar.element, exemplar.buffer);
    let offset = exemplar.offset + start * element.size();
    let length = if exemplar.tracks && length.is_none() { None } else { length };
    match species(exemplar) {
        None => view(element, intrinsic(element.intrinsics().1), buffer, offset, length).into(),
        Some(species) => {
            let mut arguments = vec![buffer.into(), Value::from_usize(offset)];
            arguments.extend(length.map(Value::from_usize));
            construct(species, species, &arguments)
        }
    }
}

builtin! {
    fn abstract_code(this, arguments) {
        throw_type_error("Abstract class TypedArray not directly constructable")
    }

    fn of(this, arguments) {
        need_constructor(this);
        let array = create(this, arguments.len());
        for (index, value) in arguments.0.iter().enumerate() {
            array.put(index, *value);
        }
        array.into()
    }

    fn from(this, arguments) {
        need_constructor(this);
        let (items, mapper) = (arguments.get(0), arguments.get(1));
        if !mapper.is_undefined() && !is_callable(mapper) {
            throw_type_error(&[&check::plain(mapper), " is not a function"].concat());
        }
        if items.is_nullish() {
            iterator::throw_not_iterable(items, Value::UNDEFINED);
        }
        let values = values_of(items, Value::UNDEFINED);
        let array = create(this, values.len());
        for index in 0..values.len() {
            let mut value = values[index];
            if !mapper.is_undefined() {
                value = call(mapper, arguments.get(2), &[value, Value::from_usize(index)]);
            }
            array.put(index, value);
        }
        array.into()
    }
}

fn need_constructor(this: Value) {
    if !is_constructor(this) {
        throw_type_error(&[&check::plain(this), " is not a constructor"].concat());
    }
}
