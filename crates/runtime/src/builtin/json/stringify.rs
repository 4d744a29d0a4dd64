//! Values to text.

use super::write::Writer;
use crate::array::Array;
use crate::call::call;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::{kind, stack};
use crate::list::{self, List};
use crate::object::{self, Object, Wrapper};
use crate::operator::convert;
use crate::property::access::get_value;
use crate::property::key::PropertyKey;
use crate::realm::names;
use crate::string::{JsString, make};
use crate::value::Value;

/// The text of a value, or undefined where it has none.
pub fn stringify(value: Value, replacer: Value, space: Value) -> Value {
    let mut serializer = Serializer {
        writer: Writer::new(),
        replacer: if convert::is_callable(replacer) { replacer } else { Value::UNDEFINED },
        allowed: allowed_keys(replacer),
        gap: gap(space),
        indentation: 0,
        path: list::new(),
        holder: Value::UNDEFINED,
    };
    if !serializer.replacer.is_undefined() {
        let root = object::new();
        root.put_text("", value);
        serializer.holder = root.into();
    }
    let key = PropertyKey::from_string(make::empty());
    let value = serializer.prepared(key, value);
    if !is_written(value) {
        return Value::UNDEFINED;
    }
    serializer.value(key, value);
    serializer.writer.finish().into()
}

/// The names an array of them lets through.
fn allowed_keys(replacer: Value) -> Option<Gc<List>> {
    if replacer.kind() != kind::ARRAY {
        return None;
    }
    let (array, keys): (Gc<Object>, _) = (replacer.cell(), list::new());
    for index in 0..convert::length_of(array) {
        let item = array.get(index as u32);
        let primitive =
            item.as_object().filter(|object| is_wrapper(*object)).map(|object| object.cast::<Wrapper>());
        let primitive = primitive.map_or(item, |wrapper| wrapper.primitive);
        if !primitive.is_string() && !primitive.is_number() {
            continue;
        }
        let key = PropertyKey::from_string(convert::to_string(item));
        if !keys.contains(&key.0) {
            keys.push(key.0);
        }
    }
    Some(keys)
}

fn is_wrapper(object: Gc<Object>) -> bool {
    matches!(object.kind(), kind::WRAPPER | kind::STRING_OBJECT)
}

/// The text of one step of indentation.
fn gap(space: Value) -> Gc<JsString> {
    let mut space = space;
    if let Some(object) = space.as_object().filter(|object| is_wrapper(*object)) {
        let primitive = object.cast::<Wrapper>().primitive;
        if primitive.is_number() {
            space = Value::from_f64(convert::to_number(space));
        } else if primitive.is_string() {
            space = convert::to_string(space).into();
        }
    }
    if space.is_number() {
        let count = convert::to_integer(space).clamp(0.0, 10.0) as usize;
        return make::from_latin1(&b"          "[..count]);
    }
    match space.as_string() {
        Some(text) => make::substring(text, 0, text.len().min(10)),
        None => make::empty(),
    }
}

fn is_written(value: Value) -> bool {
    !value.is_undefined() && !value.is_symbol() && !convert::is_callable(value)
}

struct Serializer {
    writer: Writer,
    replacer: Value,
    allowed: Option<Gc<List>>,
    gap: Gc<JsString>,
    indentation: usize,
    /// Keys and objects by turns, from the outermost to the one being written.
    path: Gc<List>,
    /// The object that holds the value at hand; only a replacer asks.
    holder: Value,
}

impl Serializer {
    /// What `toJSON`, the replacer and unwrapping make of a value.
    #[inline]
    fn prepared(&mut self, key: PropertyKey, value: Value) -> Value {
        if !value.is_object() && !value.is_bigint() && self.replacer.is_undefined() {
            return value;
        }
        self.prepared_slowly(key, value)
    }

    fn prepared_slowly(&mut self, key: PropertyKey, mut value: Value) -> Value {
        if value.is_object() || value.is_bigint() {
            let method = get_value(value, names().to_json);
            if convert::is_callable(method) {
                value = call(method, value, &[key.to_value()]);
            }
        }
        if !self.replacer.is_undefined() {
            value = call(self.replacer, self.holder, &[key.to_value(), value]);
        }
        let Some(object) = value.as_object().filter(|object| is_wrapper(*object)) else { return value };
        let primitive = object.cast::<Wrapper>().primitive;
        if primitive.is_number() {
            Value::from_f64(convert::to_number(value))
        } else if primitive.is_string() {
            convert::to_string(value).into()
        } else if primitive.is_symbol() {
            value
        } else {
            primitive
        }
    }

    /// A value for which `is_written` holds.
    fn value(&mut self, key: PropertyKey, value: Value) {
        if value.is_i32() {
            self.integer(value.as_i32());
        } else if value.is_f64() {
            let number = value.as_f64();
            if number.is_finite() {
                self.writer.push_ascii(ryu_js::Buffer::new().format_finite(number).as_bytes());
            } else {
                self.writer.push_ascii(b"null");
            }
        } else if let Some(string) = value.as_string() {
            self.writer.push_quoted(string.view());
        } else if let Some(object) = value.as_object() {
            self.object(key, object);
        } else if value.is_bigint() {
            throw_type_error("Do not know how to serialize a BigInt");
        } else {
            let word: &[u8] = match value {
                Value::TRUE => b"true",
                Value::FALSE => b"false",
                _ => b"null",
            };
            self.writer.push_ascii(word);
        }
    }

    fn integer(&mut self, number: i32) {
        let mut digits = [0u8; 10];
        let (mut at, mut rest) = (digits.len(), number.unsigned_abs());
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            self.writer.push(b'-');
        }
        self.writer.push_ascii(&digits[at..]);
    }

    fn object(&mut self, key: PropertyKey, object: Gc<Object>) {
        stack::check_stack();
        if self.path.iter().skip(1).step_by(2).any(|other| *other == Value::from(object)) {
            throw_type_error(&circle(self.path, object, key));
        }
        self.path.push(key.0);
        self.path.push(object.into());
        let holder = std::mem::replace(&mut self.holder, object.into());
        self.indentation += 1;
        if is_array(object) {
            self.array(object);
        } else {
            self.members(object);
        }
        self.indentation -= 1;
        self.holder = holder;
        let outer = self.path.len() - 2;
        self.path.truncate(outer);
    }

    /// A new line where there is a gap.
    #[inline]
    fn line(&mut self, steps: usize) {
        if !self.gap.is_empty() {
            self.indent(steps);
        }
    }

    fn indent(&mut self, steps: usize) {
        self.writer.push(b'\n');
        for _ in 0..steps {
            self.writer.push_view(self.gap.view());
        }
    }

    fn array(&mut self, object: Gc<Object>) {
        self.writer.push(b'[');
        let length = convert::length_of(object);
        for index in 0..length {
            if index > 0 {
                self.writer.push(b',');
            }
            self.line(self.indentation);
            let key = PropertyKey::from_index(index as u32);
            let element = self.element(object, index as u32, key);
            let value = self.prepared(key, element);
            self.value(key, if is_written(value) { value } else { Value::NULL });
        }
        if length > 0 {
            self.line(self.indentation - 1);
        }
        self.writer.push(b']');
    }

    #[inline]
    fn element(&self, object: Gc<Object>, index: u32, key: PropertyKey) -> Value {
        if object.kind() == kind::ARRAY {
            let array: Gc<Array> = object.cast();
            if !array.is_slow() && index < array.length {
                let element = array.element(index);
                if !element.is_empty() {
                    return element;
                }
            }
        }
        object.get(key)
    }

    fn members(&mut self, object: Gc<Object>) {
        self.writer.push(b'{');
        let mut is_first = true;
        let shape = object.shape();
        let id = shape.id;
        let is_simple = object.kind() == kind::OBJECT
            && self.allowed.is_none()
            && !shape.is_unique()
            && shape.entries().iter().all(|entry| entry.key.index().is_none());
        if is_simple {
            for index in 0..shape.slot_count as usize {
                let entry = crate::shape::by_id(id).entries()[index];
                if !entry.attributes.is_enumerable() || entry.key.0.is_symbol() {
                    continue;
                }
                let plain = object.header.shape == id && !entry.attributes.is_accessor();
                let value =
                    if plain { object.slot(object.shape(), entry.slot) } else { object.get(entry.key) };
                self.member(entry.key, value, &mut is_first);
            }
        } else {
            let keys = self.allowed.unwrap_or_else(|| visible_keys(object));
            for index in 0..keys.len() {
                let key = PropertyKey(keys[index]);
                self.member(key, object.get(key), &mut is_first);
            }
        }
        if !is_first {
            self.line(self.indentation - 1);
        }
        self.writer.push(b'}');
    }

    #[inline]
    fn member(&mut self, key: PropertyKey, value: Value, is_first: &mut bool) {
        let value = self.prepared(key, value);
        if !is_written(value) {
            return;
        }
        if !std::mem::replace(is_first, false) {
            self.writer.push(b',');
        }
        self.line(self.indentation);
        match key.0.as_string() {
            Some(name) => self.writer.push_quoted(name.view()),
            None => self.writer.push_quoted(convert::to_string(key.0).view()),
        }
        self.writer.push(b':');
        if !self.gap.is_empty() {
            self.writer.push(b' ');
        }
        self.value(key, value);
    }
}

/// IsArray, proxies of arrays included.
fn is_array(object: Gc<Object>) -> bool {
    let mut object = object;
    while object.kind() == kind::PROXY {
        match crate::builtin::inspect::preview::proxy(object) {
            Some((target, _)) => object = target,
            None => throw_type_error("Cannot perform 'IsArray' on a proxy that has been revoked"),
        }
    }
    object.kind() == kind::ARRAY
}

/// Own enumerable string keys.
fn visible_keys(object: Gc<Object>) -> Gc<List> {
    let (all, visible) = (object.own_keys(), list::new());
    for index in 0..all.len() {
        let key = PropertyKey(all[index]);
        let own = if key.0.is_symbol() { None } else { object.own_property(key) };
        if own.is_some_and(|own| own.attributes.is_enumerable()) {
            visible.push(key.0);
        }
    }
    visible
}

/// V8's drawing of a circle of objects.
fn circle(path: Gc<List>, object: Gc<Object>, last: PropertyKey) -> String {
    let constructor = |value: Value| {
        let object: Gc<Object> = value.cell();
        convert::constructor_name(object).unwrap_or_else(|| "Object".to_owned())
    };
    let named = |key: Value| {
        if key.is_i32() {
            return ["index ", &convert::to_string(key).to_rust()].concat();
        }
        ["property '", &PropertyKey(key).display(), "'"].concat()
    };
    let steps: Vec<(Value, Value)> = path.chunks_exact(2).map(|step| (step[0], step[1])).collect();
    let start = steps.iter().position(|step| step.1 == Value::from(object)).unwrap_or(0);
    let mut text =
        "Converting circular structure to JSON\n    --> starting at object with constructor '".to_owned();
    text.push_str(&[&constructor(steps[start].1), "'"].concat());
    let step = |text: &mut String, (key, value): (Value, Value)| {
        text.push_str(
            &["\n    |     ", &named(key), " -> object with constructor '", &constructor(value), "'"]
                .concat(),
        );
    };
    let shown = steps.len().min(start + 3);
    steps[start + 1..shown].iter().for_each(|entry| step(&mut text, *entry));
    if steps.len() > shown + 1 {
        text.push_str("\n    |     ...");
    }
    let rest = shown.max(steps.len() - 1);
    steps[rest..].iter().for_each(|entry| step(&mut text, *entry));
    text.push_str(&["\n    --- ", &named(last.0), " closes the circle"].concat());
    text
}
