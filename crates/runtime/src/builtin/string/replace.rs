//! `replace`, `split` and what else hands its work to regular expressions.

use super::search::find;
use super::this_string;
use crate::array;
use crate::builtin;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::Object;
use crate::operator::convert;
use crate::property::access::get_method;
use crate::property::key::PropertyKey;
use crate::realm::{names, symbols};
use crate::string::{JsString, View, make, rope};
use crate::value::Value;

/// What a match offers to the template of its replacement.
pub struct Matched {
    pub string: Gc<JsString>,
    /// What was found: the text between `start` and `end`, unless the program's own `exec` says other.
    pub whole: Gc<JsString>,
    pub start: usize,
    pub end: usize,
    /// Captures from 1 on: strings or undefined.
    pub captures: Gc<crate::list::List>,
    /// The object of named groups, or undefined.
    pub groups: Value,
}

/// GetSubstitution.
pub fn expand(template: Gc<JsString>, matched: &Matched) -> Gc<JsString> {
    let view = template.view();
    let dollar = View::Latin1(b"$");
    let (mut result, mut from) = (make::empty(), 0);
    let mut next = find(view, dollar, 0);
    while let Some(at) = next {
        match expand_one(view, at, matched) {
            None => next = find(view, dollar, at + 1),
            Some((text, length)) => {
                result = rope::concat(result, make::substring(template, from, at));
                result = rope::concat(result, text);
                from = at + length;
                next = find(view, dollar, from);
            }
        }
    }
    rope::concat(result, make::substring(template, from, view.len()))
}

/// What the `$` at an index stands for, and how many units it takes.
fn expand_one(view: View, at: usize, matched: &Matched) -> Option<(Gc<JsString>, usize)> {
    if at + 1 >= view.len() {
        return None;
    }
    let string = matched.string;
    match view.at(at + 1) as u8 {
        _ if view.at(at + 1) > 127 => None,
        b'$' => Some((make::single(b'$'), 2)),
        b'&' => Some((matched.whole, 2)),
        b'`' => Some((make::substring(string, 0, matched.start), 2)),
        b'\'' => Some((make::substring(string, matched.end.min(string.len()), string.len()), 2)),
        digit if digit.is_ascii_digit() => expand_capture(view, at, digit, matched),
        b'<' if !matched.groups.is_undefined() => {
            let end = find(view, View::Latin1(b">"), at + 2)?;
            let name = make::from_view(view.slice(at + 2, end));
            let groups: Gc<Object> = matched.groups.cell();
            let value = groups.get(PropertyKey::from_string(name));
            let text = if value.is_undefined() { make::empty() } else { convert::to_string(value) };
            Some((text, end + 1 - at))
        }
        _ => None,
    }
}

fn expand_capture(view: View, at: usize, first: u8, matched: &Matched) -> Option<(Gc<JsString>, usize)> {
    let count = matched.captures.len();
    let one = (first - b'0') as usize;
    let second = if at + 2 < view.len() { view.at(at + 2).wrapping_sub(b'0' as u16) as usize } else { 99 };
    let (number, length) = match one * 10 + second {
        two if second < 10 && (1..=count).contains(&two) => (two, 3),
        _ if (1..=count).contains(&one) => (one, 2),
        _ => return None,
    };
    let capture = matched.captures[number - 1];
    let text = if capture.is_undefined() { make::empty() } else { convert::to_string(capture) };
    Some((text, length))
}

/// The method of the pattern that does the work, if it is an object that has one.
fn method_of(pattern: Value, key: PropertyKey) -> Option<Value> {
    if pattern.is_object() { get_method(pattern, key) } else { None }
}

/// `replaceAll` and `matchAll` want a global expression.
fn check_global(pattern: Value, method: &str) {
    let Some(object) = pattern.as_object() else { return };
    let matcher = object.get(symbols().r#match);
    let is_regexp =
        if matcher.is_undefined() { object.kind() == kind::REGEXP } else { convert::truthy(matcher) };
    if !is_regexp {
        return;
    }
    let flags = object.get(names().flags);
    if flags.is_nullish() {
        throw_type_error(
            &["String.prototype.", method, " called with a non-global RegExp argument"].concat(),
        );
    }
    if find(convert::to_string(flags).view(), View::Latin1(b"g"), 0).is_none() {
        throw_type_error(
            &["String.prototype.", method, " called with a non-global RegExp argument"].concat(),
        );
    }
}

fn check_coercible(this: Value, method: &str) {
    if this.is_nullish() {
        this_string(this, method);
    }
}

/// What a match of plain text is replaced with.
fn replacement(string: Gc<JsString>, needle: Gc<JsString>, at: usize, with: Value) -> Gc<JsString> {
    if convert::is_callable(with) {
        let arguments = [needle.into(), Value::from_usize(at), string.into()];
        return convert::to_string(call(with, Value::UNDEFINED, &arguments));
    }
    let captures = crate::list::new();
    let (whole, end, groups) = (needle, at + needle.len(), Value::UNDEFINED);
    expand(with.cell(), &Matched { string, whole, start: at, end, captures, groups })
}

/// Calls `pattern[key](this)` or makes a regular expression of it first.
fn by_regexp(this: Value, pattern: Value, flags: &str, key: PropertyKey, method: &str) -> Value {
    check_coercible(this, method);
    if let Some(method) = method_of(pattern, key) {
        return call(method, pattern, &[this]);
    }
    let string = this_string(this, method);
    let source = if pattern.is_undefined() { make::empty() } else { convert::to_string(pattern) };
    let regexp = crate::regexp::new(source, make::from_str(flags));
    regexp.invoke(key, &[string.into()])
}

builtin! {
    pub fn r#match(this, arguments) {
        by_regexp(this, arguments.get(0), "", symbols().r#match, "match")
    }

    pub fn match_all(this, arguments) {
        check_global(arguments.get(0), "matchAll");
        by_regexp(this, arguments.get(0), "g", symbols().match_all, "matchAll")
    }

    pub fn search(this, arguments) {
        by_regexp(this, arguments.get(0), "", symbols().search, "search")
    }

    pub fn replace(this, arguments) {
        check_coercible(this, "replace");
        let pattern = arguments.get(0);
        if let Some(method) = method_of(pattern, symbols().replace) {
            return call(method, pattern, &[this, arguments.get(1)]);
        }
        let string = this_string(this, "replace");
        let needle = convert::to_string(pattern);
        let mut with = arguments.get(1);
        if !convert::is_callable(with) {
            with = convert::to_string(with).into();
        }
        let Some(at) = find(string.view(), needle.view(), 0) else { return string.into() };
        let middle = replacement(string, needle, at, with);
        let head = rope::concat(make::substring(string, 0, at), middle);
        rope::concat(head, make::substring(string, at + needle.len(), string.len())).into()
    }

    pub fn replace_all(this, arguments) {
        check_coercible(this, "replaceAll");
        let pattern = arguments.get(0);
        check_global(pattern, "replaceAll");
        if let Some(method) = method_of(pattern, symbols().replace) {
            return call(method, pattern, &[this, arguments.get(1)]);
        }
        let string = this_string(this, "replaceAll");
        let needle = convert::to_string(pattern);
        let mut with = arguments.get(1);
        if !convert::is_callable(with) {
            with = convert::to_string(with).into();
        }
        let (mut result, mut from) = (make::empty(), 0);
        let mut next = find(string.view(), needle.view(), 0);
        while let Some(at) = next {
            result = rope::concat(result, make::substring(string, from, at));
            result = rope::concat(result, replacement(string, needle, at, with));
            from = at + needle.len();
            let step = needle.len().max(1);
            next = if at + step > string.len() { None } else { find(string.view(), needle.view(), at + step) };
        }
        rope::concat(result, make::substring(string, from, string.len())).into()
    }

    pub fn split(this, arguments) {
        check_coercible(this, "split");
        let separator = arguments.get(0);
        if let Some(method) = method_of(separator, symbols().split) {
            return call(method, separator, &[this, arguments.get(1)]);
        }
        let string = this_string(this, "split");
        let limit = arguments.get(1);
        let limit = if limit.is_undefined() { u32::MAX } else { convert::to_u32(limit) };
        let needle = convert::to_string(separator);
        if limit == 0 {
            return array::new().into();
        }
        if separator.is_undefined() {
            return array::from_slice(&[string.into()]).into();
        }
        split_by(string, needle, limit as usize).into()
    }
}

/// The parts between occurrences of a text.
fn split_by(string: Gc<JsString>, needle: Gc<JsString>, limit: usize) -> Gc<array::Array> {
    let view = string.view();
    if needle.is_empty() {
        let count = view.len().min(limit);
        let parts = array::with_capacity(count);
        (0..count).for_each(|index| parts.push(make::from_view(view.slice(index, index + 1)).into()));
        return parts;
    }
    let parts = array::new();
    let mut from = 0;
    while let Some(at) = find(view, needle.view(), from) {
        parts.push(make::substring(string, from, at).into());
        if parts.length as usize == limit {
            return parts;
        }
        from = at + needle.len();
    }
    parts.push(make::substring(string, from, view.len()).into());
    parts
}
