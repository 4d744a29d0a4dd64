//! Calling and constructing, from the runtime and from compiled code.

use crate::builtin::proxy;
use crate::cell::{Gc, Global};
use crate::exception::throw::throw_type_error;
use crate::function::{FUNCTION_BUILTIN, Function, display_name};
use crate::heap::stack::check_stack;
use crate::heap::{kind, mark};
use crate::object::{self, Object};
use crate::operator::convert;
use crate::realm::{Intrinsic, intrinsic, names};
use crate::shape;
use crate::value::Value;
use perry_abi::layout;

/// Calls a value; throws where it is not callable. Nothing owned by the caller's frame is dropped when it throws.
#[inline]
pub fn call(callee: Value, this: Value, arguments: &[Value]) -> Value {
    // SAFETY: a slice is a valid argument vector.
    unsafe { perry_call(callee, this, arguments.len() as u64, arguments.as_ptr(), Value::UNDEFINED) }
}

/// Calls a function cell.
///
/// # Safety
/// `argv` points to `argc` values.
#[inline]
pub unsafe fn call_function(function: Gc<Function>, this: Value, argc: u64, argv: *const Value) -> Value {
    // SAFETY: the code has that signature.
    unsafe { (function.code)(function.into(), this, Value::UNDEFINED, argc, argv) }
}

/// # Safety
/// `argv` points to `argc` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_call(
    callee: Value,
    this: Value,
    argc: u64,
    argv: *const Value,
    text: Value,
) -> Value {
    // SAFETY: by the caller's promise.
    unsafe {
        match callee.kind() {
            kind::FUNCTION => call_function(callee.cell(), this, argc, argv),
            kind::PROXY if callee.cell::<Object>().is_callable() => {
                check_stack();
                proxy::call(
                    callee.cell(),
                    this,
                    std::slice::from_raw_parts(argv_or_dangling(argv), argc as usize),
                )
            }
            _ => perry_throw_not_callable(callee, text),
        }
    }
}

fn argv_or_dangling(argv: *const Value) -> *const Value {
    if argv.is_null() { std::ptr::dangling() } else { argv }
}

/// The arguments of built-in code as a slice.
///
/// # Safety
/// `argv` points to `argc` values.
pub unsafe fn arguments<'a>(argc: u64, argv: *const Value) -> Arguments<'a> {
    // SAFETY: by the caller's promise.
    Arguments(unsafe { std::slice::from_raw_parts(argv_or_dangling(argv), argc as usize) })
}

/// What a built-in was called with; `get` gives undefined behind the end.
#[derive(Clone, Copy)]
pub struct Arguments<'a>(pub &'a [Value]);

impl Arguments<'_> {
    #[inline]
    pub fn get(self, index: usize) -> Value {
        self.0.get(index).copied().unwrap_or(Value::UNDEFINED)
    }

    pub fn len(self) -> usize {
        self.0.len()
    }

    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

fn text_or_display(value: Value, text: Value) -> String {
    text.as_string().map_or_else(|| convert::display(value), |text| text.to_rust())
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_not_callable(value: Value, text: Value) -> ! {
    throw_type_error(&[&text_or_display(value, text), " is not a function"].concat())
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_not_constructor(value: Value, text: Value) -> ! {
    throw_type_error(&[&text_or_display(value, text), " is not a constructor"].concat())
}

#[unsafe(no_mangle)]
#[cold]
pub extern "C" fn perry_throw_class_call(callee: Value) -> ! {
    let name = display_name(callee.cell());
    throw_type_error(&["Class constructor ", &name, " cannot be invoked without 'new'"].concat())
}

/// Construct(callee, arguments, new_target); throws where `callee` is no constructor.
pub fn construct(callee: Value, new_target: Value, arguments: &[Value]) -> Value {
    // SAFETY: a slice is a valid argument vector.
    unsafe {
        perry_construct(callee, new_target, arguments.len() as u64, arguments.as_ptr(), Value::UNDEFINED)
    }
}

/// # Safety
/// `argv` points to `argc` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_construct(
    callee: Value,
    new_target: Value,
    argc: u64,
    argv: *const Value,
    text: Value,
) -> Value {
    let Some(object) = callee.as_object().filter(|object| object.is_constructor()) else {
        perry_throw_not_constructor(callee, text)
    };
    // SAFETY: by the caller's promise.
    unsafe {
        if object.kind() == kind::PROXY {
            check_stack();
            let arguments = std::slice::from_raw_parts(argv_or_dangling(argv), argc as usize);
            return proxy::construct(object, arguments, new_target);
        }
        construct_function(object.cast(), new_target, argc, argv)
    }
}

/// # Safety
/// `argv` points to `argc` values.
unsafe fn construct_function(
    function: Gc<Function>,
    new_target: Value,
    argc: u64,
    argv: *const Value,
) -> Value {
    let flags = function.info().flags;
    let this = if flags & FUNCTION_BUILTIN != 0 {
        Value::UNDEFINED
    } else if flags & layout::FUNCTION_DERIVED != 0 {
        Value::EMPTY
    } else {
        instance(new_target).into()
    };
    // SAFETY: the code has that signature; the arguments by the caller's promise.
    let result = unsafe { (function.code)(function.into(), this, new_target, argc, argv) };
    if result.is_object() {
        return result;
    }
    this
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_super_constructor(function: Value) -> Value {
    let parent = function.cell::<Object>().prototype();
    match parent {
        Some(parent) if parent.is_constructor() => parent.into(),
        parent => throw_no_super_constructor(function.cell(), parent),
    }
}

/// V8 names the parent where it is a function and has a name.
#[cold]
fn throw_no_super_constructor(function: Gc<Function>, parent: Option<Gc<Object>>) -> ! {
    let name_of = |function: Gc<Function>| Some(display_name(function)).filter(|name| !name.is_empty());
    let parent = match parent.filter(|parent| parent.kind() == kind::FUNCTION) {
        Some(parent) => name_of(parent.cast()).unwrap_or_else(|| "null".to_owned()),
        None => convert::display(parent.into()),
    };
    let name = name_of(function).unwrap_or_else(|| "anonymous class".to_owned());
    throw_type_error(&["Super constructor ", &parent, " of ", &name, " is not a constructor"].concat())
}

/// GetPrototypeFromConstructor: what `new_target.prototype` says, else the intrinsic.
pub fn prototype_for(new_target: Value, default: Intrinsic) -> Gc<Object> {
    let object = new_target.as_object();
    object.and_then(|object| object.get(names().prototype).as_object()).unwrap_or_else(|| intrinsic(default))
}

/// What is remembered of a constructor used lately: where its `prototype` is, and the shape its instances start with.
/// Holds while the constructor has that shape and its slot that prototype.
#[derive(Clone, Copy)]
struct Instances {
    new_target: Value,
    prototype: Value,
    constructor_shape: u32,
    /// Index in the constructor's overflow array.
    slot: u32,
    shape: u32,
}

const UNKNOWN: Instances =
    Instances { new_target: Value::EMPTY, prototype: Value::EMPTY, constructor_shape: 0, slot: 0, shape: 0 };
const REMEMBERED: usize = 256;
static INSTANCES: Global<[Instances; REMEMBERED]> = Global::new([UNKNOWN; REMEMBERED]);

/// After the marking: constructors and prototypes may be dead, and with them the shape.
pub fn forget_instances() {
    for entry in INSTANCES.get() {
        if !mark::is_alive(entry.new_target) || !mark::is_alive(entry.prototype) {
            *entry = UNKNOWN;
        }
    }
}

/// A fresh `this` for a function or base class. Its in-object room follows what earlier instances needed.
#[inline]
pub fn instance(new_target: Value) -> Gc<Object> {
    let entry = &mut INSTANCES.get()[(new_target.0 >> 4) as usize % REMEMBERED];
    let constructor: Gc<Object> = new_target.cell();
    if entry.new_target == new_target && entry.constructor_shape == constructor.header.shape {
        // SAFETY: constructors of that shape have the slot.
        let prototype = unsafe { *constructor.overflow.add(entry.slot as usize) };
        if prototype == entry.prototype {
            return object::of_shape(shape::by_id(entry.shape));
        }
    }
    instance_slow(new_target, entry)
}

#[cold]
#[inline(never)]
fn instance_slow(new_target: Value, entry: &mut Instances) -> Gc<Object> {
    let prototype = prototype_for(new_target, Intrinsic::ObjectPrototype);
    let (shape, is_settled) = shape::constructed(prototype, object::PLAIN_OFFSET);
    if is_settled {
        *entry = Instances { new_target, prototype: prototype.into(), shape: shape.id, ..UNKNOWN };
        remember_constructor(new_target.cell(), entry);
    }
    object::of_shape(shape)
}

/// Notes where the prototype is, if that is a plain property of a function.
fn remember_constructor(constructor: Gc<Object>, entry: &mut Instances) {
    let shape = constructor.shape();
    entry.constructor_shape = 0;
    if constructor.kind() != kind::FUNCTION || !shape.is_cacheable() || shape.inline_capacity != 0 {
        return;
    }
    if let Some(found) = shape.find(names().prototype)
        && !found.attributes.is_accessor()
        && constructor.slot(shape, found.slot) == entry.prototype
    {
        (entry.constructor_shape, entry.slot) = (shape.id, found.slot);
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_sloppy_this(this: Value) -> Value {
    if this.is_nullish() {
        return intrinsic(Intrinsic::Global).into();
    }
    if this.is_object() { this } else { object::wrap(this).into() }
}
