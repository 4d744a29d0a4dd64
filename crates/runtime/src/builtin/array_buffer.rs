//! `ArrayBuffer`: bytes outside of the heap.

use super::check;
use super::table::{self, BASE, Class, Member};
use crate::builtin;
use crate::call::{construct, prototype_for};
use crate::cell::{Gc, Header};
use crate::exception::throw::{throw_range_error, throw_type_error};
use crate::heap::{alloc, kind};
use crate::memory;
use crate::object::{self, Object};
use crate::operator::convert::{is_constructor, relative_index, to_integer};
use crate::realm::{Intrinsic, intrinsic, names, symbols};
use crate::value::Value;

#[repr(C)]
pub struct ArrayBuffer {
    object: Object,
    /// Null when it is detached.
    pub data: *mut u8,
    pub length: usize,
    /// Bytes allocated: more than `length` only where it may be resized.
    capacity: usize,
    resizable: bool,
}

pub static CLASS: Class = Class {
    name: "ArrayBuffer",
    length: 1,
    code: constructor,
    constructor: Intrinsic::ArrayBuffer,
    prototype: Intrinsic::ArrayBufferPrototype,
    statics: &[Member::Method("isView", 1, is_view), Member::Getter("@species", table::species)],
    members: &[
        Member::Getter("byteLength", byte_length),
        Member::Method("slice", 2, slice),
        Member::Getter("maxByteLength", max_byte_length),
        Member::Getter("resizable", resizable),
        Member::Method("resize", 1, resize),
        Member::Method("transfer", 0, transfer),
        Member::Method("transferToFixedLength", 0, transfer_fixed),
        Member::Getter("detached", detached),
        Member::Tag("ArrayBuffer"),
    ],
    ..BASE
};

/// V8's limit.
const LONGEST: f64 = 9007199254740991.0;
/// More than this no program gets.
const MOST: f64 = 17179869184.0;

/// ToIndex for lengths of buffers.
fn to_length(value: Value) -> usize {
    let length = to_integer(value);
    if !(0.0..=LONGEST).contains(&length) {
        throw_range_error("Invalid array buffer length");
    }
    if length > MOST {
        throw_range_error("Array buffer allocation failed");
    }
    length as usize
}

/// A buffer of zeros.
pub fn new(length: usize) -> Gc<ArrayBuffer> {
    with_prototype(intrinsic(Intrinsic::ArrayBufferPrototype), length, None)
}

fn with_prototype(prototype: Gc<Object>, length: usize, most: Option<usize>) -> Gc<ArrayBuffer> {
    let capacity = most.unwrap_or(length);
    // SAFETY: plain calloc.
    let data: *mut u8 = unsafe { libc::calloc(capacity.max(1), 1) }.cast();
    if data.is_null() {
        throw_range_error("Array buffer allocation failed");
    }
    let mut buffer = object::of_kind::<ArrayBuffer>(kind::ARRAY_BUFFER, Some(prototype));
    (buffer.data, buffer.length, buffer.capacity) = (data, length, capacity);
    buffer.resizable = most.is_some();
    alloc::add_external(capacity);
    buffer
}

impl Gc<ArrayBuffer> {
    pub fn is_detached(self) -> bool {
        self.data.is_null()
    }

    /// The bytes; not to be held across calls.
    pub fn bytes<'a>(self) -> &'a mut [u8] {
        if self.length == 0 {
            return &mut [];
        }
        // SAFETY: the buffer owns that many bytes.
        unsafe { std::slice::from_raw_parts_mut(self.data, self.length) }
    }
}

fn buffer(this: Value, method: &str) -> Gc<ArrayBuffer> {
    match this.as_kind(kind::ARRAY_BUFFER) {
        Some(buffer) => buffer,
        None => {
            let (prefix, name) = method.strip_prefix("get ").map_or(("", method), |name| ("get ", name));
            check::throw_incompatible(&[prefix, "ArrayBuffer.prototype.", name].concat(), this)
        }
    }
}

fn check_attached(buffer: Gc<ArrayBuffer>, method: &str) {
    if buffer.is_detached() {
        throw_type_error(
            &["Cannot perform ArrayBuffer.prototype.", method, " on a detached ArrayBuffer"].concat(),
        );
    }
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        check::needs_new(new_target, "ArrayBuffer");
        let length = to_length(arguments.get(0));
        let most = match arguments.get(1).as_object().map(|options| options.get("maxByteLength")) {
            None | Some(Value::UNDEFINED) => None,
            Some(most) => Some(to_length(most)),
        };
        let prototype = prototype_for(new_target, Intrinsic::ArrayBufferPrototype);
        if most.is_some_and(|most| most < length) {
            throw_range_error("Invalid array buffer max length");
        }
        with_prototype(prototype, length, most).into()
    }

    fn is_view(this, arguments) {
        matches!(arguments.get(0).kind(), kind::TYPED_ARRAY | kind::DATA_VIEW).into()
    }

    fn byte_length(this, arguments) {
        Value::from_usize(buffer(this, "get byteLength").length)
    }

    fn max_byte_length(this, arguments) {
        let buffer = buffer(this, "get maxByteLength");
        Value::from_usize(if buffer.is_detached() { 0 } else { buffer.capacity })
    }

    fn resizable(this, arguments) {
        buffer(this, "get resizable").resizable.into()
    }

    fn detached(this, arguments) {
        buffer(this, "get detached").is_detached().into()
    }

    fn slice(this, arguments) {
        let source = buffer(this, "slice");
        check_attached(source, "slice");
        let length = source.length as u64;
        let start = relative_index(arguments.get(0), length, 0) as usize;
        let end = (relative_index(arguments.get(1), length, length) as usize).max(start);
        let result = species_create(source, end - start);
        check_attached(source, "slice");
        let end = end.min(source.length).max(start);
        result.bytes()[..end - start].copy_from_slice(&source.bytes()[start..end]);
        result.into()
    }

    fn resize(this, arguments) {
        let mut buffer = buffer(this, "resize");
        if !buffer.resizable {
            check::throw_incompatible("ArrayBuffer.prototype.resize", this);
        }
        let length = to_integer(arguments.get(0));
        check_attached(buffer, "resize");
        if length < 0.0 || length > buffer.capacity as f64 {
            throw_range_error("ArrayBuffer.prototype.resize: Invalid length parameter");
        }
        let (old, length) = (buffer.length, length as usize);
        buffer.length = old.max(length);
        buffer.bytes()[old.min(length)..].fill(0);
        buffer.length = length;
        Value::UNDEFINED
    }

    fn transfer(this, arguments) {
        let source = buffer(this, "transfer");
        let most = source.resizable.then_some(source.capacity);
        moved(source, arguments.get(0), most, "transfer").into()
    }

    fn transfer_fixed(this, arguments) {
        moved(buffer(this, "transferToFixedLength"), arguments.get(0), None, "transferToFixedLength").into()
    }
}

fn moved(mut source: Gc<ArrayBuffer>, length: Value, most: Option<usize>, method: &str) -> Gc<ArrayBuffer> {
    let length = if length.is_undefined() { source.length } else { to_length(length) };
    check_attached(source, method);
    let target = with_prototype(intrinsic(Intrinsic::ArrayBufferPrototype), length, most);
    let common = length.min(source.length);
    target.bytes()[..common].copy_from_slice(&source.bytes()[..common]);
    detach(&mut source);
    target
}

/// DetachArrayBuffer.
pub fn detach(buffer: &mut Gc<ArrayBuffer>) {
    // SAFETY: the buffer owns its memory.
    unsafe { memory::free(buffer.data) };
    alloc::remove_external(buffer.capacity);
    (buffer.data, buffer.length, buffer.capacity) = (std::ptr::null_mut(), 0, 0);
}

fn species_create(source: Gc<ArrayBuffer>, length: usize) -> Gc<ArrayBuffer> {
    let constructor = source.cast::<Object>().get(names().constructor);
    if constructor == Value::from(intrinsic(Intrinsic::ArrayBuffer)) {
        return new(length);
    }
    let species = constructor.as_object().map_or(Value::UNDEFINED, |object| object.get(symbols().species));
    if species.is_nullish() {
        return new(length);
    }
    if !is_constructor(species) {
        throw_type_error("object.constructor[Symbol.species] is not a constructor");
    }
    let result = construct(species, species, &[Value::from_usize(length)]);
    let result = buffer(result, "slice");
    if result == source || result.length < length {
        throw_type_error("Species constructor returned an unsuitable ArrayBuffer");
    }
    result
}

/// Finalize entry of `heap::kind`.
///
/// # Safety
/// `cell` is a dead buffer.
pub unsafe fn finalize(cell: *mut Header) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::finalize(cell);
        let buffer = cell.cast::<ArrayBuffer>();
        memory::free((*buffer).data);
        alloc::remove_external((*buffer).capacity);
    }
}
