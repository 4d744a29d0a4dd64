//! Names of objects: constructor, tag, the prefix made of both, functions and classes.

use super::{Inspector, Options};
use crate::cell::Gc;
use crate::exception::catch::try_call;
use crate::function::Function;
use crate::heap::kind;
use crate::object::Object;
use crate::operator::convert;
use crate::property::Attributes;
use crate::realm::{Intrinsic, names, symbols, try_intrinsic};
use crate::value::Value;
use perry_abi::layout::{FUNCTION_ASYNC, FUNCTION_CLASS, FUNCTION_GENERATOR};

/// What an object calls itself.
pub struct Names {
    /// `None`: it has no prototype.
    pub constructor: Option<String>,
    /// `Symbol.toStringTag`, empty where there is none or it is shown as a property anyway.
    pub tag: String,
}

impl Names {
    pub fn of(inspector: &Inspector, object: Gc<Object>, level: usize) -> Names {
        Names { constructor: constructor_name(inspector, object, level), tag: tag(inspector, object) }
    }

    pub fn is(&self, name: &str) -> bool {
        self.constructor.as_deref() == Some(name)
    }

    /// `Name(size) [tag] `, with a space at the end.
    pub fn prefix(&self, fallback: &str, size: &str) -> String {
        let Some(constructor) = &self.constructor else {
            let tag = &self.tag;
            let shown =
                if !tag.is_empty() && tag != fallback { ["[", tag, "] "].concat() } else { String::new() };
            return ["[", fallback, size, ": null prototype] ", &shown].concat();
        };
        if self.tag.is_empty() {
            return [constructor, size, " "].concat();
        }
        let last = self
            .tag
            .rsplit_once('.')
            .filter(|(before, _)| !before.is_empty())
            .map_or(&*self.tag, |(_, last)| last);
        if constructor == last {
            return [&self.tag, size, " "].concat();
        }
        [constructor, size, " [", &self.tag, "] "].concat()
    }

    /// The prefix of an object of no special kind.
    pub fn plain_prefix(&self) -> String {
        self.prefix(if self.constructor.is_none() { "Object" } else { "" }, "")
    }
}

/// The name of the nearest constructor on the prototype chain that made the object.
fn constructor_name(inspector: &Inspector, object: Gc<Object>, level: usize) -> Option<String> {
    let mut current = Some(object);
    while let Some(holder) = current {
        if let Some(name) = name_of_maker(holder, object) {
            return Some(name);
        }
        current = holder.raw_prototype();
    }
    let first = object.raw_prototype()?;
    if level as isize > inspector.options.depth {
        return Some("Object <Complex prototype>".to_owned());
    }
    let inner = match constructor_name(inspector, first, level + 1) {
        Some(name) => name,
        None => {
            super::inspect(first.into(), Options { custom: false, depth: -1, ..inspector.options.clone() })
        }
    };
    Some(["Object <", &inner, ">"].concat())
}

fn name_of_maker(holder: Gc<Object>, object: Gc<Object>) -> Option<String> {
    // Its `constructor` is an accessor by the specification.
    if try_intrinsic(Intrinsic::IteratorPrototype) == Some(holder) {
        return None;
    }
    let found = holder.own_property(names().constructor)?;
    if found.attributes.is_accessor() || !convert::is_callable(found.value) {
        return None;
    }
    let constructor: Gc<Object> = found.value.cell();
    let name = constructor.own_property(names().name).filter(|name| !name.attributes.is_accessor())?;
    let name = name.value.as_string().filter(|name| !name.is_empty())?;
    is_instance(object, constructor).then(|| name.to_rust())
}

/// `object instanceof constructor` without calling anything.
fn is_instance(object: Gc<Object>, constructor: Gc<Object>) -> bool {
    let Some(prototype) = constructor.own_data(names().prototype).and_then(|value| value.as_object()) else {
        return false;
    };
    let mut above = object.raw_prototype();
    while let Some(current) = above {
        if current == prototype {
            return true;
        }
        above = current.raw_prototype();
    }
    false
}

fn tag(inspector: &Inspector, object: Gc<Object>) -> String {
    let key = symbols().to_string_tag;
    let tag = try_call(|| object.get_with(key, object.into())).ok().and_then(|tag| tag.as_string());
    let Some(tag) = tag.filter(|tag| !tag.is_empty()) else { return String::new() };
    let shown = |attributes: Attributes| inspector.options.show_hidden || attributes.is_enumerable();
    if object.own_property(key).is_some_and(|own| shown(own.attributes)) {
        return String::new();
    }
    tag.to_rust()
}

/// `[Function: name]`, `[class A extends B]` and their kin.
pub fn function(inspector: &mut Inspector, object: Gc<Object>, names_found: &Names) -> String {
    let flags = if object.kind() == kind::FUNCTION { object.cast::<Function>().info().flags } else { 0 };
    if flags & FUNCTION_CLASS != 0 {
        return class(object, names_found);
    }
    let mut kind = "Function".to_owned();
    if flags & FUNCTION_GENERATOR != 0 {
        kind.insert_str(0, "Generator");
    }
    if flags & FUNCTION_ASYNC != 0 {
        kind.insert_str(0, "Async");
    }
    let mut text = ["[", &kind].concat();
    if names_found.constructor.is_none() {
        text.push_str(" (null prototype)");
    }
    let name = object.get(names().name);
    match name.as_string() {
        Some(name) if name.is_empty() => text.push_str(" (anonymous)"),
        Some(name) => text.push_str(&[": ", &name.to_rust()].concat()),
        None => text.push_str(&[": ", &inspector.value(name, 0)].concat()),
    }
    text.push(']');
    if let Some(constructor) = names_found.constructor.as_ref().filter(|constructor| **constructor != kind) {
        text.push_str(&[" ", constructor].concat());
    }
    push_tag(&mut text, names_found);
    text
}

fn class(object: Gc<Object>, names_found: &Names) -> String {
    let own_name = object.has_own(names().name).then(|| object.get(names().name));
    let name = own_name.map(convert::to_string).filter(|name| !name.is_empty());
    let name = name.map_or("(anonymous)".to_owned(), |name| name.to_rust());
    let mut text = ["class ", &name].concat();
    if let Some(constructor) =
        names_found.constructor.as_ref().filter(|constructor| *constructor != "Function")
    {
        text.push_str(&[" [", constructor, "]"].concat());
    }
    push_tag(&mut text, names_found);
    match object.raw_prototype().filter(|_| names_found.constructor.is_some()) {
        None => text.push_str(" extends [null prototype]"),
        Some(parent) => {
            let parent = parent.get(names().name);
            if convert::truthy(parent) {
                text.push_str(&[" extends ", &convert::to_string(parent).to_rust()].concat());
            }
        }
    }
    ["[", &text, "]"].concat()
}

fn push_tag(text: &mut String, names_found: &Names) {
    if !names_found.tag.is_empty() && !names_found.is(&names_found.tag) {
        text.push_str(&[" [", &names_found.tag, "]"].concat());
    }
}

/// `[Number: 1]` and its kin.
pub fn boxed(inspector: &Inspector, primitive: Value, names_found: &Names) -> String {
    let kind = match primitive.kind() {
        kind::STRING => "String",
        kind::SYMBOL => "Symbol",
        kind::BIGINT => "BigInt",
        _ if primitive.is_bool() => "Boolean",
        _ => "Number",
    };
    let mut text = ["[", kind].concat();
    match &names_found.constructor {
        None => text.push_str(" (null prototype)"),
        Some(constructor) if constructor != kind => text.push_str(&[" (", constructor, ")"].concat()),
        Some(_) => {}
    }
    text.push_str(&[": ", &inspector.primitive(primitive), "]"].concat());
    push_tag(&mut text, names_found);
    text
}
