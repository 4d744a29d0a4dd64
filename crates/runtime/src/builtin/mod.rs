//! The built-in library: tables of functions, and how they become objects.
//!
//! One file a global (`array`, `map`...) with a `Class` or `Namespace`; add it to `STEPS` or `NAMESPACES` here, or to
//! a group in `group`, if it is large and few programs use it.
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
pub mod group;
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
use perry_abi::group::Group;
use table::{Class, Namespace};

/// What the start makes, in this order: a parent comes before its children.
enum Step {
    Class(&'static Class),
    /// All classes and namespaces of a group, where it is linked.
    Group(Group),
}

const STEPS: &[Step] = &[
    Step::Class(&function::CLASS),
    Step::Class(&object::CLASS),
    Step::Class(&array::CLASS),
    Step::Class(&iterator::CLASS),
    Step::Class(&generator::GENERATOR_FUNCTION),
    Step::Class(&generator::ASYNC_FUNCTION),
    Step::Class(&generator::ASYNC_GENERATOR_FUNCTION),
    Step::Class(&string::CLASS),
    Step::Class(&number::CLASS),
    Step::Class(&boolean::CLASS),
    Step::Class(&symbol::CLASS),
    Step::Group(Group::Date),
    Step::Group(Group::BigInt),
    Step::Group(Group::RegExp),
    Step::Class(&error::CLASS),
    Step::Class(&error::TYPE_ERROR),
    Step::Class(&error::RANGE_ERROR),
    Step::Class(&error::REFERENCE_ERROR),
    Step::Class(&error::SYNTAX_ERROR),
    Step::Class(&error::EVAL_ERROR),
    Step::Class(&error::URI_ERROR),
    Step::Class(&error::AGGREGATE_ERROR),
    Step::Class(&promise::CLASS),
    Step::Group(Group::Proxy),
    Step::Group(Group::Binary),
    Step::Class(&map::CLASS),
    Step::Class(&set::CLASS),
    Step::Class(&weak::WEAK_MAP),
    Step::Class(&weak::WEAK_SET),
    Step::Class(&weak::WEAK_REF),
    Step::Class(&weak::FINALIZATION_REGISTRY),
];

/// Objects that hold functions, such as `Math`.
const NAMESPACES: &[&Namespace] =
    &[&console::NAMESPACE, &json::NAMESPACE, &math::NAMESPACE, &performance::NAMESPACE, &process::NAMESPACE];

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
    process::start,
];

/// Makes the intrinsics and the global object.
pub fn start() {
    let object_prototype = objects::long_lived(None);
    set_intrinsic(Intrinsic::ObjectPrototype, object_prototype);
    set_intrinsic(Intrinsic::FunctionPrototype, function::make_prototype(Some(object_prototype)));
    let global = objects::long_lived(Some(object_prototype));
    set_intrinsic(Intrinsic::Global, global);
    for step in STEPS {
        match step {
            Step::Class(class) => install_class(class),
            Step::Group(group) => group::install(*group),
        }
    }
    NAMESPACES.iter().for_each(|namespace| install_namespace(namespace));
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

fn install_class(class: &Class) {
    let constructor = class.install();
    if class.is_global {
        define_global(class.name, constructor);
    }
}

fn install_namespace(namespace: &Namespace) {
    let object = namespace.install();
    define_global(namespace.name, object);
}

/// Makes an object visible under a global name.
pub fn define_global(name: &str, object: Gc<Object>) {
    intrinsic(Intrinsic::Global).put(name.into(), object.into(), Attributes::HIDDEN);
}
