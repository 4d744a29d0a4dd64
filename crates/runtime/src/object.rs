//! Objects: a header, the overflow array, then slots or the fields of a special kind.

use crate::cell::{Gc, Header};
use crate::heap::{alloc, kind, mark::Marker};
use crate::memory;
use crate::realm::{Intrinsic, intrinsic};
use crate::shape::{self, CACHEABLE, Shape, change};
use crate::value::Value;

/// Header flag of objects that are the prototype of others: changing their properties moves `shape::EPOCH`.
pub const OBJECT_PROTOTYPE: u8 = 0x80;
/// Header flag of proxies that may be called.
pub const OBJECT_CALLABLE: u8 = 0x40;
/// Header flag: may be called with `new` (functions and proxies of such).
pub const OBJECT_CONSTRUCTOR: u8 = 0x20;

/// Header flag: of built-ins that compiled code knows by heart (`property::watch`).
pub const OBJECT_WATCHED: u8 = 0x10;

/// What every object cell starts with.
#[repr(C)]
pub struct Object {
    pub header: Header,
    /// Values of the slots that do not fit into the cell, or null.
    pub overflow: *mut Value,
}

/// Words before the in-object slots of plain objects.
pub const PLAIN_OFFSET: u8 = 2;
/// In-object slots of `{}`.
pub const DEFAULT_CAPACITY: u8 = 4;

/// A plain object with room for `capacity` properties in its cell.
pub fn with_capacity(prototype: Option<Gc<Object>>, capacity: u8) -> Gc<Object> {
    let shape = shape::root(kind::OBJECT, prototype, PLAIN_OFFSET, capacity);
    of_shape(shape)
}

/// `{}`.
pub fn new() -> Gc<Object> {
    with_capacity(Some(intrinsic(Intrinsic::ObjectPrototype)), DEFAULT_CAPACITY)
}

/// `Object.create(prototype)`.
pub fn with_prototype(prototype: Option<Gc<Object>>) -> Gc<Object> {
    with_capacity(prototype, DEFAULT_CAPACITY)
}

/// A plain object of a shape whose properties the caller writes at once.
#[inline]
pub fn of_shape(shape: &Shape) -> Gc<Object> {
    let size = (PLAIN_OFFSET as usize + shape.inline_capacity as usize) * 8;
    allocate(size, Header { shape: shape.id, kind: kind::OBJECT, flags: 0, extra: 0 }, shape.prototype)
}

/// An object cell whose shape has that prototype: a shape alone does not keep it alive.
#[inline]
pub fn allocate(size: usize, header: Header, prototype: Option<Gc<Object>>) -> Gc<Object> {
    let mut object = alloc::allocate::<Object>(size, header);
    object.overflow = std::ptr::null_mut();
    // SAFETY: no instructions; the register must hold the prototype up to here.
    unsafe {
        std::arch::asm!("/* {0} */", in(reg) Value::from(prototype).0, options(nostack, preserves_flags))
    };
    object
}

/// A plain object meant to be a prototype or a namespace: its shape is its own and cacheable.
pub fn long_lived(prototype: Option<Gc<Object>>) -> Gc<Object> {
    let shape = shape::unique(kind::OBJECT, prototype, PLAIN_OFFSET, 0, CACHEABLE);
    of_shape(shape)
}

/// An object of a special kind. `T` is `#[repr(C)]` and starts with `Object`; all behind that is uninitialised and
/// must be written before the next allocation. Its properties live in the overflow array.
pub fn of_kind<T>(kind: u8, prototype: Option<Gc<Object>>) -> Gc<T> {
    let shape = shape::root(kind, prototype, 0, 0);
    let header = Header { shape: shape.id, kind, flags: 0, extra: 0 };
    allocate(size_of::<T>(), header, shape.prototype).cast()
}

impl Gc<Object> {
    #[inline]
    pub fn shape(self) -> &'static mut Shape {
        shape::by_id(self.header.shape)
    }

    /// [[Prototype]] of an object that is no proxy; `property::access::prototype_of` asks proxies too.
    #[inline]
    pub fn raw_prototype(self) -> Option<Gc<Object>> {
        self.shape().prototype
    }

    #[inline]
    pub fn place(self, shape: &Shape, slot: u32) -> *mut Value {
        let inline = shape.inline_capacity as u32;
        // SAFETY: the slot is one of the shape's.
        unsafe {
            if slot < inline {
                self.as_ptr().cast::<Value>().add(shape.inline_offset as usize + slot as usize)
            } else {
                self.overflow.add((slot - inline) as usize)
            }
        }
    }

    #[inline]
    pub fn slot(self, shape: &Shape, slot: u32) -> Value {
        // SAFETY: as in `place`.
        unsafe { *self.place(shape, slot) }
    }

    #[inline]
    pub fn set_slot(self, shape: &Shape, slot: u32, value: Value) {
        // SAFETY: as in `place`.
        unsafe { *self.place(shape, slot) = value }
    }

    #[inline]
    pub fn is_prototype(self) -> bool {
        self.header.flags & OBJECT_PROTOTYPE != 0
    }

    pub fn mark_as_prototype(&mut self) {
        self.header.flags |= OBJECT_PROTOTYPE;
    }

    /// Does the program see it as a function?
    #[inline]
    pub fn is_callable(self) -> bool {
        self.header.kind == kind::FUNCTION
            || self.header.flags & OBJECT_CALLABLE != 0 && self.kind() == kind::PROXY
    }

    pub fn is_constructor(self) -> bool {
        self.header.flags & OBJECT_CONSTRUCTOR != 0 && self.is_callable()
    }
}

/// Trace entry of `heap::kind`: the values of all slots. Entries of special kinds call it first.
///
/// # Safety
/// `cell` is an object.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    let object = unsafe { Gc::from_raw(cell.cast::<Object>()) };
    let shape = object.shape();
    marker.option(shape.prototype);
    if shape.is_unique() {
        shape.entries().iter().for_each(|entry| marker.key(entry.key));
    }
    let inline = shape.slot_count.min(shape.inline_capacity as u32) as usize;
    let others = shape.slot_count as usize - inline;
    // SAFETY: the object has those slots.
    unsafe {
        let slots = cell.cast::<Value>().add(shape.inline_offset as usize);
        marker.values(std::slice::from_raw_parts(slots, inline));
        if others != 0 {
            marker.values(std::slice::from_raw_parts(object.overflow, others));
        }
    }
}

/// Does a dead object own anything outside of its cell?
///
/// # Safety
/// `cell` is a dead object.
#[inline]
pub unsafe fn owns_memory(cell: *mut Header) -> bool {
    // SAFETY: by the caller's promise.
    unsafe { !(*cell.cast::<Object>()).overflow.is_null() || shape::is_unique_id((*cell).shape) }
}

/// Frees overflow array and unique shape; a second call does nothing. Sweeping calls it for every object.
///
/// # Safety
/// `cell` is a dead object.
pub unsafe fn finalize(cell: *mut Header) {
    // SAFETY: by the caller's promise.
    unsafe {
        let mut object = Gc::from_raw(cell.cast::<Object>());
        let id = object.header.shape;
        if !object.overflow.is_null() {
            alloc::remove_external(change::overflow_bytes(object.shape()));
            memory::free(object.overflow);
            object.overflow = std::ptr::null_mut();
        }
        if shape::is_unique_id(id) {
            shape::free_unique(id);
            object.header.shape = 0;
        }
    }
}

/// A wrapped primitive: kinds `WRAPPER` and `STRING_OBJECT`.
#[repr(C)]
pub struct Wrapper {
    pub object: Object,
    pub primitive: Value,
}

/// The object of a primitive that is not nullish.
pub fn wrap(primitive: Value) -> Gc<Object> {
    let prototype = prototype_of_primitive(primitive).expect("the caller has thrown for null and undefined");
    wrap_with(primitive, prototype)
}

pub fn wrap_with(primitive: Value, prototype: Gc<Object>) -> Gc<Object> {
    let kind = if primitive.is_string() { kind::STRING_OBJECT } else { kind::WRAPPER };
    let mut wrapper = of_kind::<Wrapper>(kind, Some(prototype));
    wrapper.primitive = primitive;
    wrapper.cast()
}

/// Where property lookup of a primitive starts; nothing for null and undefined.
pub fn prototype_of_primitive(value: Value) -> Option<Gc<Object>> {
    let which = if value.is_number() {
        Intrinsic::NumberPrototype
    } else if value.is_bool() {
        Intrinsic::BooleanPrototype
    } else {
        match value.kind() {
            kind::STRING => Intrinsic::StringPrototype,
            kind::SYMBOL => Intrinsic::SymbolPrototype,
            kind::BIGINT => Intrinsic::BigIntPrototype,
            _ => return None,
        }
    };
    Some(intrinsic(which))
}

/// Trace entry of wrappers.
///
/// # Safety
/// `cell` is a wrapper.
pub unsafe fn trace_wrapper(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        trace(cell, marker);
        marker.value((*cell.cast::<Wrapper>()).primitive);
    }
}
