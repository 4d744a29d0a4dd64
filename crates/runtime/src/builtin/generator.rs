//! Generator functions and generator objects.

use super::check;
use super::table::{self, BASE, Class, Member, define_lazily};
use crate::builtin;
use crate::call::Arguments;
use crate::cell::Gc;
use crate::error::ErrorKind;
use crate::exception::throw::throw_kind;
use crate::frame::Mode;
use crate::generator::{Generator, Step, resume};
use crate::heap::kind;
use crate::iterator::result::result;
use crate::object::{self, Object};
use crate::property::Attributes;
use crate::realm::{Intrinsic, intrinsic, names, set_intrinsic};
use crate::value::Value;

pub static GENERATOR_FUNCTION: Class = Class {
    name: "GeneratorFunction",
    length: 1,
    code: from_text,
    constructor: Intrinsic::GeneratorFunction,
    prototype: Intrinsic::GeneratorFunctionPrototype,
    constructor_parent: Intrinsic::Function,
    prototype_parent: Intrinsic::FunctionPrototype,
    is_global: false,
    members: &[Member::Tag("GeneratorFunction")],
    ..BASE
};

pub static ASYNC_FUNCTION: Class = Class {
    name: "AsyncFunction",
    constructor: Intrinsic::AsyncFunction,
    prototype: Intrinsic::AsyncFunctionPrototype,
    members: &[Member::Tag("AsyncFunction")],
    ..GENERATOR_FUNCTION
};

pub static ASYNC_GENERATOR_FUNCTION: Class = Class {
    name: "AsyncGeneratorFunction",
    constructor: Intrinsic::AsyncGeneratorFunction,
    prototype: Intrinsic::AsyncGeneratorFunctionPrototype,
    members: &[Member::Tag("AsyncGeneratorFunction")],
    ..GENERATOR_FUNCTION
};

static MEMBERS: &[Member] = &[
    Member::Value("next", next_function, Attributes::HIDDEN),
    Member::Method("return", 1, r#return),
    Member::Method("throw", 1, throw),
    Member::Tag("Generator"),
];

/// Makes the prototypes of generators; called at start.
pub fn start() {
    set_intrinsic(Intrinsic::GeneratorNext, table::new_function("next", 1, next).cast());
    let prototype = object::long_lived(Some(intrinsic(Intrinsic::IteratorPrototype)));
    set_intrinsic(Intrinsic::GeneratorPrototype, prototype);
    link(Intrinsic::GeneratorFunctionPrototype, prototype);
    define_lazily(prototype, MEMBERS);
}

/// Makes `prototype` the `prototype` property of the functions' own prototype, and the other way round.
pub fn link(functions: Intrinsic, prototype: Gc<Object>) {
    let functions = intrinsic(functions);
    functions.put(names().prototype, prototype.into(), Attributes::READONLY_HIDDEN);
    prototype.put(names().constructor, functions.into(), Attributes::READONLY_HIDDEN);
}

fn next_function() -> Value {
    intrinsic(Intrinsic::GeneratorNext).into()
}

fn run(this: Value, arguments: Arguments, mode: Mode, name: &str) -> Value {
    let generator = match this.as_kind::<Generator>(kind::GENERATOR) {
        Some(generator) => generator,
        None => check::throw_incompatible(&["[Generator].prototype.", name].concat(), this),
    };
    match resume(generator, mode, arguments.get(0)) {
        Step::Yield(value) => result(value, false),
        Step::Done(value) => result(value, true),
    }
}

builtin! {
    fn from_text(this, arguments) {
        throw_kind(ErrorKind::EvalError, "Code generation from strings disallowed for this context")
    }

    fn next(this, arguments) {
        run(this, arguments, Mode::Next, "next")
    }

    fn r#return(this, arguments) {
        run(this, arguments, Mode::Return, "return")
    }

    fn throw(this, arguments) {
        run(this, arguments, Mode::Throw, "throw")
    }
}
