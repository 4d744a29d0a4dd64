//! `RegExp` and its prototype.
//!
//! `exec` runs an expression once, `symbols` holds what `String.prototype.replace` and its kin call, `iterator` is
//! `matchAll`'s.

pub mod exec;
pub mod iterator;
pub mod symbols;

use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::call::prototype_for;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::Object;
use crate::operator::convert;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic, names, set_intrinsic};
use crate::regexp::compile::Flags;
use crate::regexp::{self, RegExp};
use crate::string::make;
use crate::text::quote::push_hex;
use crate::value::Value;

pub static CLASS: Class = Class {
    name: "RegExp",
    length: 2,
    code: constructor,
    constructor: Intrinsic::RegExp,
    prototype: Intrinsic::RegExpPrototype,
    statics: &[Member::Method("escape", 1, escape), Member::Getter("@species", species)],
    members: &[
        Member::Value("exec", make_exec, Attributes::HIDDEN),
        Member::Getter("dotAll", dot_all),
        Member::Getter("flags", flags),
        Member::Getter("global", global),
        Member::Getter("hasIndices", has_indices),
        Member::Getter("ignoreCase", ignore_case),
        Member::Getter("multiline", multiline),
        Member::Getter("source", source),
        Member::Getter("sticky", sticky),
        Member::Getter("unicode", unicode),
        Member::Getter("unicodeSets", unicode_sets),
        Member::Method("toString", 0, to_string),
        Member::Method("test", 1, exec::test),
        Member::Method("@match", 1, symbols::r#match),
        Member::Method("@matchAll", 1, iterator::match_all),
        Member::Method("@replace", 2, symbols::replace),
        Member::Method("@search", 1, symbols::search),
        Member::Method("@split", 2, symbols::split),
    ],
    ..BASE
};

fn make_exec() -> Value {
    let function = super::table::new_function("exec", 1, exec::exec);
    set_intrinsic(Intrinsic::RegExpExec, function.cast());
    function.into()
}

/// IsRegExp.
pub fn is_regexp(value: Value) -> bool {
    let Some(object) = value.as_object() else { return false };
    let matcher = object.get(crate::realm::symbols().r#match);
    if matcher.is_undefined() { object.kind() == kind::REGEXP } else { convert::truthy(matcher) }
}

fn this_object(this: Value, method: &str) -> Gc<Object> {
    match this.as_object() {
        Some(object) => object,
        None => {
            let text = super::check::plain(this);
            throw_type_error(
                &["Method RegExp.prototype.", method, " called on incompatible receiver ", &text].concat(),
            )
        }
    }
}

fn is_prototype(this: Value) -> bool {
    this == Value::from(intrinsic(Intrinsic::RegExpPrototype))
}

/// A getter of one flag.
fn flag(this: Value, flag: Flags, name: &str) -> Value {
    match this.as_kind::<RegExp>(kind::REGEXP) {
        Some(regexp) => regexp.flags.has(flag).into(),
        None if is_prototype(this) => Value::UNDEFINED,
        None => {
            throw_type_error(&["RegExp.prototype.", name, " getter called on non-RegExp object"].concat())
        }
    }
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        let (pattern, flags) = (arguments.get(0), arguments.get(1));
        let is_regexp = is_regexp(pattern);
        if new_target.is_undefined() && is_regexp && flags.is_undefined() {
            let object: Gc<Object> = pattern.cell();
            if object.get(names().constructor) == callee {
                return pattern;
            }
        }
        let (source, own_flags) = match (pattern.as_kind::<RegExp>(kind::REGEXP), pattern.as_object()) {
            (Some(regexp), _) => (regexp.source, make::from_str(&regexp.flags.text()).into()),
            (None, Some(object)) if is_regexp => {
                let source = object.get(PropertyKey::from_text("source"));
                let flags = if flags.is_undefined() { object.get(names().flags) } else { flags };
                (source, flags)
            }
            _ => (pattern, Value::UNDEFINED),
        };
        let flags = if flags.is_undefined() { own_flags } else { flags };
        let text = |value: Value| if value.is_undefined() { make::empty() } else { convert::to_string(value) };
        let new_target = if new_target.is_undefined() { callee } else { new_target };
        let prototype = prototype_for(new_target, Intrinsic::RegExpPrototype);
        let source = text(source);
        regexp::with_prototype(source, text(flags), prototype).into()
    }

    fn species(this, arguments) { this }

    fn dot_all(this, arguments) { flag(this, Flags::DOT_ALL, "dotAll") }

    fn global(this, arguments) { flag(this, Flags::GLOBAL, "global") }

    fn has_indices(this, arguments) { flag(this, Flags::INDICES, "hasIndices") }

    fn ignore_case(this, arguments) { flag(this, Flags::IGNORE_CASE, "ignoreCase") }

    fn multiline(this, arguments) { flag(this, Flags::MULTILINE, "multiline") }

    fn sticky(this, arguments) { flag(this, Flags::STICKY, "sticky") }

    fn unicode(this, arguments) { flag(this, Flags::UNICODE, "unicode") }

    fn unicode_sets(this, arguments) { flag(this, Flags::UNICODE_SETS, "unicodeSets") }

    fn flags(this, arguments) {
        let object = this_object(this, "flags");
        const NAMES: [&str; 8] = [
            "hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky",
        ];
        let mut flags = Flags::default();
        for (bit, name) in NAMES.into_iter().enumerate() {
            if convert::truthy(object.get(PropertyKey::from_text(name))) {
                flags.0 |= 1 << bit;
            }
        }
        make::from_str(&flags.text()).into()
    }

    fn source(this, arguments) {
        match this.as_kind::<RegExp>(kind::REGEXP) {
            Some(regexp) => regexp.source,
            None if is_prototype(this) => make::from_latin1(b"(?:)").into(),
            None => throw_type_error("RegExp.prototype.source getter called on non-RegExp object"),
        }
    }

    fn to_string(this, arguments) {
        let object = this_object(this, "toString");
        let source = convert::to_string(object.get(PropertyKey::from_text("source")));
        let flags = convert::to_string(object.get(names().flags));
        make::from_str(&["/", &source.to_rust(), "/", &flags.to_rust()].concat()).into()
    }

    fn escape(this, arguments) {
        let Some(string) = arguments.get(0).as_string() else {
            throw_type_error("RegExp.escape only accepts strings")
        };
        make::from_str(&escaped(&string.to_rust())).into()
    }
}

/// A text that matches itself.
fn escaped(text: &str) -> String {
    let mut result = String::new();
    for (index, character) in text.chars().enumerate() {
        let first = index == 0 && character.is_ascii_alphanumeric();
        let control = "\t\n\u{b}\u{c}\r".find(character);
        if let Some(place) = control {
            result.push('\\');
            result.push(b"tnvfr"[place] as char);
        } else if "^$\\.*+?()[]{}|/".contains(character) {
            result.push('\\');
            result.push(character);
        } else if first
            || ",-=<>#&!%:;@~'`\"".contains(character)
            || character == ' '
            || character == '\u{a0}'
        {
            result.push_str("\\x");
            push_hex(&mut result, character as u32, 2, false);
        } else if crate::text::space::is_space(character as u32 as u16) && (character as u32) < 0x10000 {
            result.push_str("\\u");
            push_hex(&mut result, character as u32, 4, false);
        } else {
            result.push(character);
        }
    }
    result
}
