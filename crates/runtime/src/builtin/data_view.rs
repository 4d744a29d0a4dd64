//! `DataView`.

use super::array_buffer::ArrayBuffer;
use super::check;
use super::table::{BASE, Class, Member};
use super::typed_array::element::Element;
use crate::builtin;
use crate::call::{Arguments, prototype_for};
use crate::cell::{Gc, Header};
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::{kind, mark::Marker};
use crate::object::{self, Object};
use crate::operator::convert::{to_integer, truthy};
use crate::realm::Intrinsic;
use crate::value::Value;

#[repr(C)]
pub struct DataView {
    object: Object,
    pub buffer: Gc<ArrayBuffer>,
    pub offset: usize,
    fixed: usize,
    /// The length follows the buffer's.
    tracks: bool,
}

impl Gc<DataView> {
    /// Bytes there are now.
    pub fn length(self) -> usize {
        let bytes = self.buffer.length;
        if self.tracks {
            return bytes.saturating_sub(self.offset);
        }
        if self.offset + self.fixed <= bytes { self.fixed } else { 0 }
    }
}

macro_rules! accessors {
    ($($element:ident $getter:ident $get_name:literal $setter:ident $set_name:literal;)*) => {
        pub static CLASS: Class = Class {
            name: "DataView",
            length: 1,
            code: constructor,
            constructor: Intrinsic::DataView,
            prototype: Intrinsic::DataViewPrototype,
            members: &[
                Member::Getter("buffer", buffer),
                Member::Getter("byteLength", byte_length),
                Member::Getter("byteOffset", byte_offset),
                $(Member::Method($get_name, 1, $getter), Member::Method($set_name, 2, $setter),)*
                Member::Tag("DataView"),
            ],
            ..BASE
        };

        builtin! {
            $(
                fn $getter(this, arguments) {
                    read(this, arguments, Element::$element, $get_name)
                }

                fn $setter(this, arguments) {
                    write(this, arguments, Element::$element, $set_name)
                }
            )*
        }
    };
}

accessors! {
    Int8 get_int8 "getInt8" set_int8 "setInt8";
    Uint8 get_uint8 "getUint8" set_uint8 "setUint8";
    Int16 get_int16 "getInt16" set_int16 "setInt16";
    Uint16 get_uint16 "getUint16" set_uint16 "setUint16";
    Int32 get_int32 "getInt32" set_int32 "setInt32";
    Uint32 get_uint32 "getUint32" set_uint32 "setUint32";
    Float16 get_float16 "getFloat16" set_float16 "setFloat16";
    Float32 get_float32 "getFloat32" set_float32 "setFloat32";
    Float64 get_float64 "getFloat64" set_float64 "setFloat64";
    BigInt64 get_big_int64 "getBigInt64" set_big_int64 "setBigInt64";
    BigUint64 get_big_uint64 "getBigUint64" set_big_uint64 "setBigUint64";
}

fn view(this: Value, name: &str) -> Gc<DataView> {
    match this.as_kind(kind::DATA_VIEW) {
        Some(view) => view,
        None => {
            let (prefix, name) = name.strip_prefix("get ").map_or(("", name), |name| ("get ", name));
            check::throw_incompatible(&[prefix, "DataView.prototype.", name].concat(), this)
        }
    }
}

/// Offset as the program gives it.
fn offset_of(value: Value) -> f64 {
    let offset = to_integer(value);
    if offset < 0.0 {
        throw_range_error("Offset is outside the bounds of the DataView");
    }
    offset
}

/// Where the bytes of an element are; throws where they are not inside.
fn place(view: Gc<DataView>, offset: f64, element: Element, name: &str) -> *mut u8 {
    if view.buffer.is_detached() {
        throw_type_error(
            &["Cannot perform DataView.prototype.", name, " on a detached or out-of-bounds ArrayBuffer"]
                .concat(),
        );
    }
    if offset + element.size() as f64 > view.length() as f64 {
        throw_range_error("Offset is outside the bounds of the DataView");
    }
    // SAFETY: inside the buffer, as just compared.
    unsafe { view.buffer.data.add(view.offset + offset as usize) }
}

/// Big-endian bits of an element as native ones, and the other way round.
fn swapped(bits: u64, element: Element, little: bool) -> u64 {
    if little { bits } else { bits.swap_bytes() >> (64 - element.size() * 8) }
}

fn read(this: Value, arguments: Arguments, element: Element, name: &str) -> Value {
    let view = view(this, name);
    let offset = offset_of(arguments.get(0));
    let little = truthy(arguments.get(1));
    let place = place(view, offset, element, name);
    // SAFETY: `place` has checked the bounds.
    let bits = unsafe { element.load(place) };
    element.value_of(swapped(bits, element, little))
}

fn write(this: Value, arguments: Arguments, element: Element, name: &str) -> Value {
    let view = view(this, name);
    let offset = offset_of(arguments.get(0));
    let bits = element.bits_of(arguments.get(1));
    let little = truthy(arguments.get(2));
    let place = place(view, offset, element, name);
    // SAFETY: `place` has checked the bounds.
    unsafe { element.store(place, swapped(bits, element, little)) };
    Value::UNDEFINED
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "DataView");
        let Some(buffer) = arguments.get(0).as_kind::<ArrayBuffer>(kind::ARRAY_BUFFER) else {
            throw_type_error("First argument to DataView constructor must be an ArrayBuffer")
        };
        let offset = to_integer(arguments.get(1));
        if buffer.is_detached() {
            throw_type_error("Cannot perform DataView constructor on a detached ArrayBuffer");
        }
        if offset < 0.0 || offset > buffer.length as f64 {
            let shown = check::plain(Value::from_f64(offset));
            throw_range_error(&["Start offset ", &shown, " is outside the bounds of the buffer"].concat());
        }
        let length = arguments.get(2);
        let wanted = if length.is_undefined() { None } else { Some(to_integer(length)) };
        if wanted.is_some_and(|wanted| wanted < 0.0 || offset + wanted > buffer.length as f64) {
            let shown = check::plain(length);
            throw_range_error(&["Invalid DataView length ", &shown].concat());
        }
        let prototype = prototype_for(new_target, Intrinsic::DataViewPrototype);
        let tracks = wanted.is_none() && buffer.cast::<Object>().get("resizable") == Value::TRUE;
        let rest = buffer.length - offset as usize;
        let mut view = object::of_kind::<DataView>(kind::DATA_VIEW, Some(prototype));
        (view.buffer, view.offset) = (buffer, offset as usize);
        (view.fixed, view.tracks) = (wanted.map_or(rest, |wanted| wanted as usize), tracks);
        view.into()
    }

    fn buffer(this, arguments) {
        view(this, "get buffer").buffer.into()
    }

    fn byte_length(this, arguments) {
        Value::from_usize(view(this, "get byteLength").length())
    }

    fn byte_offset(this, arguments) {
        Value::from_usize(view(this, "get byteOffset").offset)
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a data view.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        marker.gc((*cell.cast::<DataView>()).buffer);
    }
}
