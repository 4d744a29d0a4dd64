//! `Symbol` and its prototype.

use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::Wrapper;
use crate::operator::convert;
use crate::property::Attributes;
use crate::realm::{Intrinsic, symbols};
use crate::string::make;
use crate::symbol::{self, REGISTERED, Symbol};
use crate::value::Value;

macro_rules! class {
    ($($name:literal $field:ident,)*) => {
        pub static CLASS: Class = Class {
            name: "Symbol",
            length: 0,
            code: constructor,
            constructor: Intrinsic::Symbol,
            prototype: Intrinsic::SymbolPrototype,
            statics: &[
                Member::Method("for", 1, r#for),
                Member::Method("keyFor", 1, key_for),
                $(Member::Value($name, || symbols().$field.0, Attributes::NONE),)*
            ],
            members: &[
                Member::Method("toString", 0, to_string),
                Member::Method("valueOf", 0, value_of),
                Member::Getter("description", description),
                Member::Tag("Symbol"),
                Member::Value("@toPrimitive", to_primitive_function, Attributes::READONLY_HIDDEN),
            ],
            ..BASE
        };
    };
}

class! {
    "asyncIterator" async_iterator,
    "hasInstance" has_instance,
    "isConcatSpreadable" is_concat_spreadable,
    "iterator" iterator,
    "match" r#match,
    "matchAll" match_all,
    "replace" replace,
    "search" search,
    "species" species,
    "split" split,
    "toPrimitive" to_primitive,
    "toStringTag" to_string_tag,
    "unscopables" unscopables,
    "dispose" dispose,
    "asyncDispose" async_dispose,
}

fn to_primitive_function() -> Value {
    super::table::new_function("[Symbol.toPrimitive]", 1, to_primitive).into()
}

fn this_symbol(this: Value, method: &str) -> Gc<Symbol> {
    if let Some(symbol) = this.as_symbol() {
        return symbol;
    }
    let wrapped = this.as_kind::<Wrapper>(kind::WRAPPER).and_then(|wrapper| wrapper.primitive.as_symbol());
    match wrapped {
        Some(symbol) => symbol,
        None => throw_type_error(&["Symbol.prototype", method, " requires that 'this' be a Symbol"].concat()),
    }
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        if !new_target.is_undefined() {
            throw_type_error("Symbol is not a constructor");
        }
        let description = arguments.get(0);
        if description.is_undefined() {
            return symbol::new(description, 0).into();
        }
        symbol::new(convert::to_string(description).into(), 0).into()
    }

    fn r#for(this, arguments) { symbol::registered(convert::to_string(arguments.get(0))).into() }

    fn key_for(this, arguments) {
        match arguments.get(0).as_symbol() {
            Some(symbol) if symbol.header.flags & REGISTERED != 0 => symbol.description,
            Some(_) => Value::UNDEFINED,
            None => throw_type_error(&[&super::check::plain(arguments.get(0)), " is not a symbol"].concat()),
        }
    }

    fn to_string(this, arguments) {
        make::from_str(&this_symbol(this, ".toString").descriptive()).into()
    }

    fn value_of(this, arguments) { this_symbol(this, ".valueOf").into() }

    fn description(this, arguments) { this_symbol(this, ".description").description }

    fn to_primitive(this, arguments) { this_symbol(this, " [ @@toPrimitive ]").into() }
}
