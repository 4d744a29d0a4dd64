//! The built-in library: tables of functions, and how they become objects.
//!
//! One file a global (`array`, `map`...) with a `Class` or `Namespace`; add it to `CLASSES` or `NAMESPACES` here.
//! The objects are made at start, their properties when somebody first looks at them.

pub mod array;
pub mod array_buffer;
pub mod base64;
pub mod bigint;
pub mod boolean;
pub mod check;
pub mod console;
pub mod data_view;
pub mod date;
pub mod error;
pub mod function;
pub mod generator;
pub mod globals;
pub mod inspect;
pub mod iterator;
pub mod json;
pub mod locale;
pub mod map;
pub mod math;
pub mod missing;
pub mod number;
pub mod object;
pub mod performance;
pub mod process;
pub mod promise;
pub mod proxy;
pub mod reflect;
pub mod regexp;
pub mod set;
pub mod string;
pub mod structured_clone;
pub mod symbol;
pub mod table;
pub mod text_encoding;
pub mod timer;
pub mod typed_array;
pub mod weak;

use crate::cell::Gc;
use crate::object as objects;
use crate::object::Object;
use crate::property::Attributes;
use crate::realm::{Intrinsic, intrinsic, set_intrinsic};
use table::{Class, Namespace};

/// Constructors in the order of their making: a parent comes before its children.
const CLASSES: &[&Class] = &[
    &function::CLASS,
    &object::CLASS,
    &array::CLASS,
    &iterator::CLASS,
    &generator::GENERATOR_FUNCTION,
    &generator::ASYNC_FUNCTION,
    &generator::ASYNC_GENERATOR_FUNCTION,
    &string::CLASS,
    &number::CLASS,
    &boolean::CLASS,
    &symbol::CLASS,
    &date::CLASS,
    &bigint::CLASS,
    &regexp::CLASS,
    &error::CLASS,
    &error::TYPE_ERROR,
    &error::RANGE_ERROR,
    &error::REFERENCE_ERROR,
    &error::SYNTAX_ERROR,
    &error::EVAL_ERROR,
    &error::URI_ERROR,
    &error::AGGREGATE_ERROR,
    &promise::CLASS,
    &proxy::CLASS,
    &array_buffer::CLASS,
    &typed_array::CLASS,
    &typed_array::INT8,
    &typed_array::UINT8,
    &typed_array::UINT8_CLAMPED,
    &typed_array::INT16,
    &typed_array::UINT16,
    &typed_array::INT32,
    &typed_array::UINT32,
    &typed_array::FLOAT16,
    &typed_array::FLOAT32,
    &typed_array::FLOAT64,
    &typed_array::BIG_INT64,
    &typed_array::BIG_UINT64,
    &data_view::CLASS,
    &text_encoding::ENCODER,
    &text_encoding::DECODER,
    &map::CLASS,
    &set::CLASS,
    &weak::WEAK_MAP,
    &weak::WEAK_SET,
    &weak::WEAK_REF,
    &weak::FINALIZATION_REGISTRY,
];

/// Objects that hold functions, such as `Math`.
const NAMESPACES: &[&Namespace] = &[
    &reflect::NAMESPACE,
    &console::NAMESPACE,
    &json::NAMESPACE,
    &math::NAMESPACE,
    &performance::NAMESPACE,
    &process::NAMESPACE,
];

/// Called after all classes exist: for intrinsics with another form (iterator prototypes...).
const EXTRAS: &[fn()] = &[
    array::iterator::start,
    map::iterator::start,
    iterator::start,
    generator::start,
    crate::promise::async_generator::start,
    promise::start,
    timer::start,
    string::iterator::start,
    regexp::iterator::start,
    process::start,
];

/// Makes the intrinsics and the global object.
pub fn start() {
    let object_prototype = objects::long_lived(None);
    set_intrinsic(Intrinsic::ObjectPrototype, object_prototype);
    set_intrinsic(Intrinsic::FunctionPrototype, function::make_prototype(Some(object_prototype)));
    let global = objects::long_lived(Some(object_prototype));
    set_intrinsic(Intrinsic::Global, global);
    for class in CLASSES {
        let constructor = class.install();
        if class.is_global {
            define_global(class.name, constructor);
        }
    }
    for namespace in NAMESPACES {
        let object = namespace.install();
        define_global(namespace.name, object);
    }
    for extra in EXTRAS {
        extra();
    }
    missing::start();
    table::define(global, globals::MEMBERS);
    table::define_lazily(global, structured_clone::GLOBALS);
    table::define_lazily(global, base64::GLOBALS);
    let tag = crate::string::make::from_str("global");
    global.put(crate::realm::symbols().to_string_tag, tag.into(), Attributes::READONLY_HIDDEN);
    global.put("global".into(), global.into(), Attributes::ALL);
    define_global("globalThis", global);
}

/// Makes an object visible under a global name.
pub fn define_global(name: &str, object: Gc<Object>) {
    intrinsic(Intrinsic::Global).put(name.into(), object.into(), Attributes::HIDDEN);
}
