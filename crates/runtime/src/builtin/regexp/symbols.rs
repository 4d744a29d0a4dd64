//! `Symbol.match`, `replace`, `search` and `split`: a short way for expressions nobody has changed, and the
//! specification's way for all others.

use super::exec::{group, is_pristine, named_groups, regexp_exec, result, set_last_index};
use super::this_object;
use crate::array::{self, Array};
use crate::builtin;
use crate::builtin::string::replace::{Matched, expand};
use crate::call::{call, construct};
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::list::{self, List};
use crate::object::Object;
use crate::operator::compare::same_value;
use crate::operator::convert;
use crate::realm::{Intrinsic, intrinsic, names, symbols};
use crate::regexp::RegExp;
use crate::regexp::compile::Flags;
use crate::regexp::input::Input;
use crate::string::{JsString, View, make, rope};
use crate::value::Value;
use regress::Match;

fn has_letter(flags: Gc<JsString>, letter: u8) -> bool {
    flags.view().units().any(|unit| unit == letter as u16)
}

fn flags_of(object: Gc<Object>) -> Gc<JsString> {
    convert::to_string(object.get(names().flags))
}

/// AdvanceStringIndex.
pub fn advance(string: Gc<JsString>, index: usize, unicode: bool) -> usize {
    if !unicode || index + 1 >= string.len() {
        return index + 1;
    }
    index + string.view().code_point(index).1
}

/// All matches of an unchanged global expression, from the start. Leaves `lastIndex` at 0.
fn each_match(regexp: Gc<RegExp>, input: &Input, mut body: impl FnMut(Match)) {
    let object = regexp.cast::<Object>();
    set_last_index(object, 0);
    let unicode = regexp.flags.is_unicode();
    let mut from = 0;
    while from <= input.string.len() {
        let Some(found) = input.find(regexp, from) else { return };
        let end = found.end();
        from = if found.start() == end { advance(input.string, end, unicode) } else { end };
        body(found);
    }
}

/// Moves `lastIndex` on behind an empty match.
fn step_behind_empty(object: Gc<Object>, string: Gc<JsString>, unicode: bool) {
    let index = convert::to_length(object.get(names().last_index)) as usize;
    set_last_index(object, advance(string, index, unicode));
}

builtin! {
    pub fn r#match(this, arguments) {
        let object = this_object(this, "@@match");
        let string = convert::to_string(arguments.get(0));
        if is_pristine(object) {
            return match_pristine(object.cast(), string);
        }
        let flags = flags_of(object);
        if !has_letter(flags, b'g') {
            return regexp_exec(object, string);
        }
        let unicode = has_letter(flags, b'u') || has_letter(flags, b'v');
        object.set(names().last_index, Value::from_i32(0));
        let matches = array::new();
        while let Some(found) = regexp_exec(object, string).as_object() {
            let text = convert::to_string(found.get(0));
            matches.push(text.into());
            if text.is_empty() {
                step_behind_empty(object, string, unicode);
            }
        }
        if matches.length == 0 { Value::NULL } else { matches.into() }
    }

    pub fn search(this, arguments) {
        let object = this_object(this, "@@search");
        let string = convert::to_string(arguments.get(0));
        let previous = object.get(names().last_index);
        if !same_value(previous, Value::from_i32(0)) {
            object.set(names().last_index, Value::from_i32(0));
        }
        let found = regexp_exec(object, string);
        let current = object.get(names().last_index);
        if !same_value(current, previous) {
            object.set(names().last_index, previous);
        }
        found.as_object().map_or(Value::from_i32(-1), |found| found.get(names().index))
    }

    pub fn replace(this, arguments) {
        let object = this_object(this, "@@replace");
        let string = convert::to_string(arguments.get(0));
        let mut with = arguments.get(1);
        if !convert::is_callable(with) {
            with = convert::to_string(with).into();
        }
        if is_pristine(object) {
            return replace_pristine(object.cast(), string, with);
        }
        replace_generic(object, string, with)
    }

    pub fn split(this, arguments) {
        let object = this_object(this, "@@split");
        let string = convert::to_string(arguments.get(0));
        let limit = arguments.get(1);
        if is_pristine(object) && !has_species(object) {
            let limit = if limit.is_undefined() { u32::MAX } else { convert::to_u32(limit) };
            return split_pristine(object.cast(), string, limit).into();
        }
        split_generic(object, string, limit)
    }
}

fn match_pristine(regexp: Gc<RegExp>, string: Gc<JsString>) -> Value {
    let input = Input::new(regexp, string);
    if !regexp.flags.has(Flags::GLOBAL) {
        return match super::exec::next_match(regexp, &input) {
            Some(found) => result(regexp, &input, &found).into(),
            None => Value::NULL,
        };
    }
    let matches = array::new();
    each_match(regexp, &input, |found| matches.push(group(&input, &found, 0)));
    if matches.length == 0 { Value::NULL } else { matches.into() }
}

/// Parts of a string joined at the end.
struct Joined {
    parts: Gc<List>,
}

impl Joined {
    fn push(&self, part: Gc<JsString>) {
        if !part.is_empty() {
            self.parts.push(part.into());
        }
    }

    /// Joins neighbours by turns, so that no part is copied often.
    fn finish(self) -> Gc<JsString> {
        let length: usize = self.parts.iter().map(|part| part.cell::<JsString>().len()).sum();
        let wide = self.parts.iter().any(|part| part.cell::<JsString>().has(crate::string::UTF16));
        if length > crate::string::MAX_LENGTH as usize || self.parts.len() < 3 {
            let join = |left, right: &Value| rope::concat(left, right.cell());
            return self.parts.iter().fold(make::empty(), join);
        }
        if !wide {
            let mut units: Vec<u8> = Vec::with_capacity(length);
            for part in self.parts.iter() {
                if let View::Latin1(part) = part.cell::<JsString>().view() {
                    units.extend_from_slice(part);
                }
            }
            return make::from_latin1(&units);
        }
        let mut units: Vec<u16> = Vec::with_capacity(length);
        self.parts.iter().for_each(|part| units.extend(part.cell::<JsString>().view().units()));
        make::from_utf16(&units)
    }
}

fn replace_pristine(regexp: Gc<RegExp>, string: Gc<JsString>, with: Value) -> Value {
    let input = Input::new(regexp, string);
    let joined = Joined { parts: list::new() };
    let mut from = 0;
    let is_function = convert::is_callable(with);
    // Matches are found first: the function may use the expression itself.
    let mut matches = Vec::new();
    if regexp.flags.has(Flags::GLOBAL) {
        each_match(regexp, &input, |found| matches.push(found));
    } else {
        matches.extend(super::exec::next_match(regexp, &input));
    }
    let template = if is_function { make::empty() } else { with.cell::<JsString>() };
    let is_plain = !has_letter(template, b'$');
    for found in &matches {
        joined.push(make::substring(string, from, found.start()));
        if is_function {
            joined.push(call_replacer(regexp, &input, found, with));
        } else if is_plain {
            joined.push(template);
        } else {
            joined.push(expand(template, &matched(regexp, &input, found)));
        }
        from = found.end();
    }
    if matches.is_empty() {
        return string.into();
    }
    joined.push(make::substring(string, from, string.len()));
    joined.finish().into()
}

fn matched(regexp: Gc<RegExp>, input: &Input, found: &Match) -> Matched {
    let captures = list::new();
    for number in 1..=regexp.compiled().group_count {
        captures.push(group(input, found, number));
    }
    let groups = named_groups(regexp, |number| captures[number - 1]);
    let (string, start, end) = (input.string, found.start(), found.end());
    Matched { string, whole: make::substring(string, start, end), start, end, captures, groups }
}

fn call_replacer(regexp: Gc<RegExp>, input: &Input, found: &Match, function: Value) -> Gc<JsString> {
    let arguments = list::new();
    for number in 0..=regexp.compiled().group_count {
        arguments.push(group(input, found, number));
    }
    let groups = named_groups(regexp, |number| arguments[number]);
    arguments.push(Value::from_usize(found.start()));
    arguments.push(input.string.into());
    if !groups.is_undefined() {
        arguments.push(groups);
    }
    convert::to_string(call(function, Value::UNDEFINED, &arguments))
}

/// Results of `exec` as the specification collects them.
fn collect_results(object: Gc<Object>, string: Gc<JsString>) -> Gc<List> {
    let flags = flags_of(object);
    let global = has_letter(flags, b'g');
    let unicode = has_letter(flags, b'u') || has_letter(flags, b'v');
    if global {
        object.set(names().last_index, Value::from_i32(0));
    }
    let results = list::new();
    loop {
        let Some(found) = regexp_exec(object, string).as_object() else { return results };
        results.push(found.into());
        if !global {
            return results;
        }
        if convert::to_string(found.get(0)).is_empty() {
            step_behind_empty(object, string, unicode);
        }
    }
}

fn replace_generic(object: Gc<Object>, string: Gc<JsString>, with: Value) -> Value {
    let results = collect_results(object, string);
    let (mut text, mut from) = (make::empty(), 0);
    for index in 0..results.len() {
        let found: Gc<Object> = results[index].cell();
        let count = convert::length_of(found).max(1);
        let whole = convert::to_string(found.get(0));
        let start = convert::to_integer(found.get(names().index)).clamp(0.0, string.len() as f64) as usize;
        let captures = list::new();
        for number in 1..count {
            let capture = found.get(number as u32);
            captures.push(if capture.is_undefined() { capture } else { convert::to_string(capture).into() });
        }
        let groups = found.get(names().groups);
        let replacement = if convert::is_callable(with) {
            let arguments = list::from_slice(&[whole.into()]);
            captures.iter().for_each(|capture| arguments.push(*capture));
            arguments.push(Value::from_usize(start));
            arguments.push(string.into());
            if !groups.is_undefined() {
                arguments.push(groups);
            }
            convert::to_string(call(with, Value::UNDEFINED, &arguments))
        } else {
            let groups = if groups.is_undefined() { groups } else { convert::to_object(groups).into() };
            let end = (start + whole.len()).min(string.len());
            expand(with.cell(), &Matched { string, whole, start, end, captures, groups })
        };
        if start >= from {
            text = rope::concat(text, make::substring(string, from, start));
            text = rope::concat(text, replacement);
            from = start + whole.len();
        }
    }
    if from >= string.len() {
        return text.into();
    }
    rope::concat(text, make::substring(string, from, string.len())).into()
}

/// Does `split` have to ask for another constructor?
fn has_species(object: Gc<Object>) -> bool {
    object.get(names().constructor) != Value::from(intrinsic(Intrinsic::RegExp))
}

fn split_pristine(regexp: Gc<RegExp>, string: Gc<JsString>, limit: u32) -> Gc<Array> {
    let parts = array::new();
    if limit == 0 {
        return parts;
    }
    let input = Input::new(regexp, string);
    let unicode = regexp.flags.is_unicode();
    let size = string.len();
    if size == 0 {
        if input.search(regexp, 0).is_none_or(|found| found.start() != 0) {
            parts.push(string.into());
        }
        return parts;
    }
    let (mut from, mut at) = (0, 0);
    while at < size {
        let Some(found) = input.search(regexp, at).filter(|found| found.start() < size) else { break };
        let end = found.end().min(size);
        if end == from {
            at = advance(string, at.max(found.start()), unicode);
            continue;
        }
        parts.push(make::substring(string, from, found.start()).into());
        if parts.length == limit {
            return parts;
        }
        from = end;
        for number in 1..=regexp.compiled().group_count {
            parts.push(group(&input, &found, number));
            if parts.length == limit {
                return parts;
            }
        }
        at = from;
    }
    parts.push(make::substring(string, from, size).into());
    parts
}

/// SpeciesConstructor for expressions.
pub fn species_of(object: Gc<Object>) -> Value {
    let default = Value::from(intrinsic(Intrinsic::RegExp));
    let constructor = object.get(names().constructor);
    if constructor.is_undefined() {
        return default;
    }
    let Some(constructor) = constructor.as_object() else {
        throw_type_error("The .constructor property is not an object")
    };
    let species = constructor.get(symbols().species);
    if species.is_nullish() { default } else { species }
}

fn split_generic(object: Gc<Object>, string: Gc<JsString>, limit: Value) -> Value {
    let species = species_of(object);
    let mut flags = flags_of(object);
    let unicode = has_letter(flags, b'u') || has_letter(flags, b'v');
    if !has_letter(flags, b'y') {
        flags = rope::concat(flags, make::single(b'y'));
    }
    let splitter: Gc<Object> = construct(species, species, &[object.into(), flags.into()]).cell();
    let limit = if limit.is_undefined() { u32::MAX } else { convert::to_u32(limit) };
    let parts = array::new();
    if limit == 0 {
        return parts.into();
    }
    let size = string.len();
    if size == 0 {
        if regexp_exec(splitter, string).is_null() {
            parts.push(string.into());
        }
        return parts.into();
    }
    let (mut from, mut at) = (0, 0);
    while at < size {
        splitter.set(names().last_index, Value::from_usize(at));
        let found = regexp_exec(splitter, string);
        let end = convert::to_length(splitter.get(names().last_index)).min(size as u64) as usize;
        let Some(found) = found.as_object().filter(|_| end != from) else {
            at = advance(string, at, unicode);
            continue;
        };
        parts.push(make::substring(string, from, at).into());
        if parts.length == limit {
            return parts.into();
        }
        from = end;
        let count = convert::length_of(found).max(1);
        for number in 1..count {
            parts.push(found.get(number as u32));
            if parts.length == limit {
                return parts.into();
            }
        }
        at = from;
    }
    parts.push(make::substring(string, from, size).into());
    parts.into()
}
