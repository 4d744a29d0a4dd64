//! Function objects: code pointer, static info, captures. `length`, `name` and `prototype` are made on first use.

use crate::cell::{Gc, Header};
use crate::exception::throw::throw_type_error;
use crate::heap::{kind, mark::Marker};
use crate::object::{self, OBJECT_CONSTRUCTOR, Object};
use crate::operator::convert;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic, lazy_function_shape, names, symbols};
use crate::shape::{self, CACHEABLE, LAZY_PROTOTYPE, Shape};
use crate::string::JsString;
use crate::value::Value;
use perry_abi::layout::{self, FunctionInfo};

/// Compiled code and built-ins alike: `(callee, this, new_target, argc, argv)`.
pub type Code = unsafe extern "C" fn(Value, Value, Value, u64, *const Value) -> Value;

/// `FunctionInfo::flags` of functions of the runtime: `construct` lets them make their own `this`.
pub const FUNCTION_BUILTIN: u32 = 1 << 31;
/// `FunctionInfo::flags` of bound functions: captures are target, `this`, arguments.
pub const FUNCTION_BOUND: u32 = 1 << 30;

#[repr(C)]
pub struct Function {
    pub object: Object,
    pub code: Code,
    pub info: *const FunctionInfo,
}

impl Gc<Function> {
    #[inline]
    pub fn info(self) -> &'static FunctionInfo {
        // SAFETY: infos are static or leaked.
        unsafe { &*self.info }
    }

    pub fn has_flag(self, flag: u32) -> bool {
        self.info().flags & flag != 0
    }

    /// The values it closed over; runtime functions keep their data there.
    #[inline]
    pub fn captures<'a>(self) -> &'a mut [Value] {
        let count = self.header().extra as usize;
        // SAFETY: the cell was made with that many captures.
        unsafe {
            let first = self.as_ptr().cast::<u8>().add(layout::FUNCTION_CAPTURES as usize).cast();
            std::slice::from_raw_parts_mut(first, count)
        }
    }
}

/// A function object of this info. `captures` must be live through a local of the caller.
pub fn new(info: &'static FunctionInfo, captures: &[Value]) -> Gc<Function> {
    let shape = lazy_function_shape(info.flags);
    with_shape(info, captures, shape)
}

pub fn with_shape(info: &'static FunctionInfo, captures: &[Value], shape: u32) -> Gc<Function> {
    let size = layout::FUNCTION_CAPTURES as usize + captures.len() * 8;
    let flags = if info.flags & layout::FUNCTION_NOT_CONSTRUCTOR == 0 { OBJECT_CONSTRUCTOR } else { 0 };
    let header = Header { shape, kind: kind::FUNCTION, flags, extra: captures.len() as u16 };
    let prototype = shape::by_id(shape).prototype;
    let mut function: Gc<Function> = object::allocate(size, header, prototype).cast();
    // SAFETY: the info holds a code pointer of that signature.
    function.code = unsafe { std::mem::transmute::<u64, Code>(info.code) };
    function.info = info;
    function.captures().copy_from_slice(captures);
    function
}

/// Does a function whose properties are not made yet have that one?
#[inline]
pub fn is_lazy_name(shape: &Shape, key: PropertyKey) -> bool {
    // A built-in constructor, whose members are not known before they are made.
    if shape.is_unique() {
        return true;
    }
    let names = names();
    key == names.name || key == names.length || key == names.prototype && shape.flags & LAZY_PROTOTYPE != 0
}

/// Makes `length` and `name`.
pub fn materialize(mut object: Gc<Object>) {
    let shape = object.shape();
    let function: Gc<Function> = object.cast();
    if shape.is_unique() {
        shape.lazy = None;
    } else {
        object.header.shape = shape::root(kind::FUNCTION, shape.prototype, 0, 0).id;
    }
    let names = names();
    let info = function.info();
    object.put(names.length, Value::from_u32(info.length), Attributes::READONLY_HIDDEN);
    object.put(names.name, info_name(info).into(), Attributes::READONLY_HIDDEN);
}

/// Makes `length`, `name` and `prototype`.
pub fn materialize_constructor(object: Gc<Object>) {
    materialize(object);
    let function: Gc<Function> = object.cast();
    let prototype = if function.has_flag(layout::FUNCTION_GENERATOR) {
        let is_async = function.has_flag(layout::FUNCTION_ASYNC);
        let above = if is_async { Intrinsic::AsyncGeneratorPrototype } else { Intrinsic::GeneratorPrototype };
        object::with_capacity(Some(intrinsic(above)), 0)
    } else {
        let prototype = object::long_lived(Some(intrinsic(Intrinsic::ObjectPrototype)));
        prototype.put(names().constructor, object.into(), Attributes::HIDDEN);
        prototype
    };
    object.put(names().prototype, prototype.into(), Attributes::WRITABLE);
}

fn info_name(info: &FunctionInfo) -> Gc<JsString> {
    if info.name == 0 {
        return crate::string::make::empty();
    }
    // SAFETY: a slot that start-up has filled with a string.
    unsafe { *(info.name as *const Value) }.cell()
}

/// The `name` a message shows.
pub fn display_name(function: Gc<Function>) -> String {
    let own = function.cast::<Object>().own_data(names().name).and_then(|name| name.as_string());
    own.map_or(String::new(), |name| name.to_rust())
}

/// SetFunctionName; `prefix` is `get`, `set` or empty.
pub fn set_name(function: Value, key: PropertyKey, prefix: &str) {
    let text = match key.symbol() {
        Some(symbol) if symbol.is_private() => symbol.description.cell(),
        Some(symbol) => match symbol.description.as_string() {
            None => crate::string::make::empty(),
            Some(text) => crate::string::make::from_str(&["[", &text.to_rust(), "]"].concat()),
        },
        None => convert::to_string(key.0),
    };
    let name = if prefix.is_empty() {
        text
    } else {
        let prefix = crate::string::make::from_str(&[prefix, " "].concat());
        crate::string::rope::concat(prefix, text)
    };
    let function: Gc<Function> = function.cell();
    let object = function.cast::<Object>();
    if object.shape().lazy.is_some() && crate::string::compare::equals(name, info_name(function.info())) {
        return;
    }
    crate::property::ordinary::materialize(object);
    object.put(names().name, name.into(), Attributes::READONLY_HIDDEN);
}

pub fn set_home_object(function: Value, home: Value) {
    let object: Gc<Object> = function.cell();
    crate::property::ordinary::materialize(object);
    object.put(symbols().home_object, home, Attributes::NONE);
}

/// The object `super` starts from, or undefined.
pub fn home_object(function: Value) -> Value {
    let object: Gc<Object> = function.cell();
    object.own_data(symbols().home_object).unwrap_or(Value::UNDEFINED)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_set_home_object(function: Value, object: Value) {
    set_home_object(function, object);
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_home_object(function: Value) -> Value {
    home_object(function)
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_set_function_name(function: Value, key: Value, prefix: Value) {
    let prefix = prefix.as_string().map_or(String::new(), |prefix| prefix.to_rust());
    set_name(function, PropertyKey::from_value(key), &prefix);
}

/// # Safety
/// `info` is static; `captures` points to as many values as it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_closure_new(info: *const FunctionInfo, captures: *const Value) -> Value {
    // SAFETY: by the caller's promise.
    unsafe {
        let info = &*info;
        new(info, slice(captures, info.capture_count)).into()
    }
}

/// # Safety
/// `values` points to `count` values.
unsafe fn slice<'a>(values: *const Value, count: u32) -> &'a [Value] {
    // SAFETY: by the caller's promise.
    if count == 0 { &[] } else { unsafe { std::slice::from_raw_parts(values, count as usize) } }
}

/// Prototypes of the prototype object and of the constructor of a class.
fn class_parents(parent: Value) -> (Option<Gc<Object>>, Gc<Object>) {
    let function_prototype = intrinsic(Intrinsic::FunctionPrototype);
    if parent.is_empty() {
        return (Some(intrinsic(Intrinsic::ObjectPrototype)), function_prototype);
    }
    if parent.is_null() {
        return (None, function_prototype);
    }
    let Some(object) = parent.as_object().filter(|object| object.is_constructor()) else {
        let text = convert::display(parent);
        throw_type_error(&["Class extends value ", &text, " is not a constructor or null"].concat())
    };
    let prototype = object.get(names().prototype);
    if !prototype.is_object() && !prototype.is_null() {
        let text = convert::display(prototype);
        throw_type_error(&["Class extends value does not have valid prototype property ", &text].concat());
    }
    (prototype.as_object(), object)
}

/// # Safety
/// As for `perry_closure_new`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_class_new(
    info: *const FunctionInfo,
    captures: *const Value,
    parent: Value,
    name: Value,
) -> Value {
    // SAFETY: by the caller's promise.
    let (info, captures) = unsafe { (&*info, slice(captures, (*info).capture_count)) };
    let (above, constructor_above) = class_parents(parent);
    let prototype = object::long_lived(above);
    let shape = shape::unique(kind::FUNCTION, Some(constructor_above), 0, 0, CACHEABLE).id;
    let constructor = with_shape(info, captures, shape);
    let object = constructor.cast::<Object>();
    let names = names();
    object.put(names.length, Value::from_u32(info.length), Attributes::READONLY_HIDDEN);
    let name = if name.is_string() { name } else { info_name(info).into() };
    object.put(names.name, name, Attributes::READONLY_HIDDEN);
    object.put(names.prototype, prototype.into(), Attributes::NONE);
    object.put(symbols().home_object, prototype.into(), Attributes::NONE);
    prototype.put(names.constructor, object.into(), Attributes::HIDDEN);
    object.into()
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_class_prototype(constructor: Value) -> Value {
    let object: Gc<Object> = constructor.cell();
    object.own_data(names().prototype).expect("classes have a prototype")
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a function.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        marker.values(Gc::from_raw(cell.cast::<Function>()).captures());
    }
}
