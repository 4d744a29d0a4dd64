//! How built-ins are written down: tables of members, classes and namespaces.

use crate::atom;
use crate::cell::{Gc, Global};
use crate::function::{self, Code, FUNCTION_BUILTIN, Function};
use crate::heap::kind;
use crate::object::{self, OBJECT_CONSTRUCTOR, Object};
use crate::property::key::PropertyKey;
use crate::property::{Attributes, accessor};
use crate::realm::{Intrinsic, intrinsic, names, set_intrinsic, symbols};
use crate::shape::{self, CACHEABLE};
use crate::start::perry_builtins_pristine;
use crate::string::make;
use crate::value::Value;
use perry_abi::layout::{FUNCTION_NOT_CONSTRUCTOR, FunctionInfo};
use rustc_hash::FxHashMap;

/// Name of a member: `"push"`, or `"@iterator"` for a well-known symbol.
pub type Name = &'static str;

/// One property of a built-in object.
pub enum Member {
    /// Name, `length`, code.
    Method(Name, u32, Code),
    Getter(Name, Code),
    /// Getter and setter.
    Accessor(Name, Code, Code),
    /// Neither writable nor enumerable nor configurable.
    Constant(Name, f64),
    /// Computed when the object is first used.
    Value(Name, fn() -> Value, Attributes),
    /// The same function object as an earlier member of this object.
    Alias(Name, Name),
    /// `Symbol.toStringTag`.
    Tag(&'static str),
    /// Names between spaces that Node has and we have not: see `missing`.
    Missing(&'static str),
}

/// A constructor and its prototype.
pub struct Class {
    pub name: &'static str,
    /// `length` of the constructor.
    pub length: u32,
    /// Called with `new_target` undefined where there is no `new`; makes its own `this` (`call::prototype_for`).
    pub code: Code,
    pub constructor: Intrinsic,
    /// `Count`: there is none (`Proxy`).
    pub prototype: Intrinsic,
    /// Prototype of the constructor.
    pub constructor_parent: Intrinsic,
    /// Prototype of the prototype.
    pub prototype_parent: Intrinsic,
    /// Makes the prototype object; most are `object::long_lived`.
    pub make_prototype: fn(Option<Gc<Object>>) -> Gc<Object>,
    pub is_global: bool,
    pub statics: &'static [Member],
    pub members: &'static [Member],
}

/// What most classes share; write `Class { name: "Map", ..., ..BASE }`.
pub const BASE: Class = Class {
    name: "",
    length: 0,
    code: unreachable_code,
    constructor: Intrinsic::Count,
    prototype: Intrinsic::Count,
    constructor_parent: Intrinsic::FunctionPrototype,
    prototype_parent: Intrinsic::ObjectPrototype,
    make_prototype: object::long_lived,
    is_global: true,
    statics: &[],
    members: &[],
};

extern "C" fn unreachable_code(_: Value, _: Value, _: Value, _: u64, _: *const Value) -> Value {
    Value::UNDEFINED
}

/// An object that holds functions.
pub struct Namespace {
    pub name: &'static str,
    pub object: Intrinsic,
    pub members: &'static [Member],
}

/// Tables of objects whose properties are not made yet, by their address; intrinsics are never collected.
static WAITING: Global<Option<FxHashMap<usize, Vec<&'static [Member]>>>> = Global::new(None);

fn waiting() -> &'static mut FxHashMap<usize, Vec<&'static [Member]>> {
    WAITING.get().get_or_insert_with(FxHashMap::default)
}

impl Class {
    /// Makes prototype and constructor, sets the intrinsics; the constructor.
    pub fn install(&self) -> Gc<Object> {
        let info = function_info(self.name, self.length, self.code, FUNCTION_BUILTIN);
        let function = function::new(info, &[]);
        let mut constructor = function.cast::<Object>();
        let parent = intrinsic(self.constructor_parent);
        constructor.header.shape = shape::unique(kind::FUNCTION, Some(parent), 0, 0, CACHEABLE).id;
        constructor.header.flags |= OBJECT_CONSTRUCTOR;
        function::materialize(constructor);
        if self.prototype != Intrinsic::Count {
            let prototype = self.prototype_object();
            constructor.put(names().prototype, prototype.into(), Attributes::NONE);
            prototype.put(names().constructor, constructor.into(), Attributes::HIDDEN);
            define_lazily(prototype, self.members);
        }
        define_lazily(constructor, self.statics);
        set_intrinsic(self.constructor, constructor);
        constructor
    }

    /// The prototype object, made or made before.
    fn prototype_object(&self) -> Gc<Object> {
        if let Some(object) = crate::realm::try_intrinsic(self.prototype) {
            return object;
        }
        let object = (self.make_prototype)(Some(intrinsic(self.prototype_parent)));
        shape::change::make_unique(object, CACHEABLE);
        set_intrinsic(self.prototype, object);
        object
    }
}

impl Namespace {
    pub fn install(&self) -> Gc<Object> {
        let object = object::long_lived(Some(intrinsic(Intrinsic::ObjectPrototype)));
        define_lazily(object, self.members);
        set_intrinsic(self.object, object);
        object
    }
}

/// Defines members when somebody first looks at the object, which has a shape of its own and lives for ever.
pub fn define_lazily(object: Gc<Object>, members: &'static [Member]) {
    if members.is_empty() {
        return;
    }
    waiting().entry(object.as_ptr() as usize).or_default().push(members);
    object.shape().lazy = Some(materialize);
}

fn materialize(object: Gc<Object>) {
    object.shape().lazy = None;
    // Making what was there from the start, even over a member of the same name, replaces nothing.
    let is_pristine = *perry_builtins_pristine.get();
    for members in waiting().remove(&(object.as_ptr() as usize)).unwrap_or_default() {
        define(object, members);
    }
    *perry_builtins_pristine.get() = is_pristine;
}

/// Key of a member's name.
pub fn key(name: Name) -> PropertyKey {
    match name.strip_prefix('@') {
        None => name.into(),
        Some("iterator") => symbols().iterator,
        Some(name) => {
            let found = crate::realm::well_known_symbols().into_iter().find(|(known, _)| *known == name);
            found.expect("a well-known symbol").1
        }
    }
}

/// The function name of a member.
fn function_name(name: Name, prefix: &str) -> String {
    match name.strip_prefix('@') {
        None => [prefix, name].concat(),
        Some(name) => [prefix, "[Symbol.", name, "]"].concat(),
    }
}

/// Defines members now.
pub fn define(object: Gc<Object>, members: &'static [Member]) {
    for member in members {
        define_member(object, member);
    }
}

fn define_member(object: Gc<Object>, member: &'static Member) {
    match member {
        Member::Method(name, length, code) => {
            let function = new_function(&function_name(name, ""), *length, *code);
            object.put(key(name), function.into(), Attributes::HIDDEN);
        }
        Member::Getter(name, code) => {
            let getter = new_function(&function_name(name, "get "), 0, *code);
            define_pair(object, name, getter.into(), Value::UNDEFINED);
        }
        Member::Accessor(name, getter, setter) => {
            let getter = new_function(&function_name(name, "get "), 0, *getter);
            let setter = new_function(&function_name(name, "set "), 1, *setter);
            define_pair(object, name, getter.into(), setter.into());
        }
        Member::Constant(name, number) => {
            object.put(key(name), Value::from_f64(*number), Attributes::NONE);
        }
        Member::Value(name, value, attributes) => object.put(key(name), value(), *attributes),
        Member::Alias(name, original) => {
            let function = object.own_data(key(original)).expect("the original comes first");
            object.put(key(name), function, Attributes::HIDDEN);
        }
        Member::Tag(tag) => {
            object.put(symbols().to_string_tag, make::from_str(tag).into(), Attributes::READONLY_HIDDEN);
        }
        Member::Missing(names) => super::missing::define(object, names),
    }
}

fn define_pair(object: Gc<Object>, name: Name, getter: Value, setter: Value) {
    let attributes = Attributes::CONFIGURABLE.with(Attributes::ACCESSOR);
    object.put(key(name), accessor::new(getter, setter).into(), attributes);
}

/// A `FunctionInfo` and the slot its name points to.
struct BuiltinInfo {
    info: FunctionInfo,
    name: Value,
}

/// The static part of a built-in function; lives for ever, so make it once (`LazyInfo`).
pub fn function_info(name: &str, length: u32, code: Code, flags: u32) -> &'static FunctionInfo {
    let atom = atom::intern_str(name);
    atom::pin(atom);
    let info =
        FunctionInfo { code: code as usize as u64, name: 0, length, flags, capture_count: 0, frame_size: 0 };
    let leaked = Box::leak(Box::new(BuiltinInfo { info, name: atom.into() }));
    leaked.info.name = &raw const leaked.name as u64;
    &leaked.info
}

/// A built-in function that is no constructor.
pub fn new_function(name: &str, length: u32, code: Code) -> Gc<Function> {
    function::new(function_info(name, length, code, FUNCTION_BUILTIN | FUNCTION_NOT_CONSTRUCTOR), &[])
}

/// Static info of functions that are made often, with captures (resolving functions of promises...):
/// `static INFO: LazyInfo = LazyInfo::new("", 1, code);` then `INFO.function(&[captures])`.
pub struct LazyInfo {
    name: &'static str,
    length: u32,
    code: Code,
    flags: u32,
    info: Global<Option<&'static FunctionInfo>>,
}

impl LazyInfo {
    pub const fn new(name: &'static str, length: u32, code: Code) -> LazyInfo {
        LazyInfo::with_flags(name, length, code, 0)
    }

    pub const fn with_flags(name: &'static str, length: u32, code: Code, flags: u32) -> LazyInfo {
        LazyInfo {
            name,
            length,
            code,
            flags: flags | FUNCTION_BUILTIN | FUNCTION_NOT_CONSTRUCTOR,
            info: Global::new(None),
        }
    }

    /// A function that reads its data with `callee.cell::<Function>().captures()`.
    pub fn function(&self, captures: &[Value]) -> Gc<Function> {
        let make = || function_info(self.name, self.length, self.code, self.flags);
        function::new(self.info.get().get_or_insert_with(make), captures)
    }
}

/// Defines built-in functions: `builtin! { fn push(this, arguments) { ... } }`. The body gives a `Value`; further
/// names are `callee` and `new_target` where they are listed: `fn name(this, arguments, callee, new_target)`.
#[macro_export]
macro_rules! builtin {
    ($($(#[$meta:meta])* $visibility:vis fn $name:ident($this:ident, $arguments:ident
        $(, $callee:ident, $new_target:ident)?) $body:block)*) => {
        $($(#[$meta])* $visibility extern "C" fn $name(
            callee: $crate::value::Value,
            $this: $crate::value::Value,
            new_target: $crate::value::Value,
            argc: u64,
            argv: *const $crate::value::Value,
        ) -> $crate::value::Value {
            let _ = (callee, new_target);
            $(let ($callee, $new_target) = (callee, new_target);
            let _ = ($callee, $new_target);)?
            // SAFETY: callers pass a valid argument vector.
            let $arguments = unsafe { $crate::call::arguments(argc, argv) };
            let _ = ($this, $arguments);
            $body
        })*
    };
}

crate::builtin! {
    /// `get [Symbol.species]` of every class that has it.
    pub fn species(this, arguments) {
        this
    }
}
