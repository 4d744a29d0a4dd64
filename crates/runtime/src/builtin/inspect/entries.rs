//! What stands between the braces: properties, elements, entries of collections.

use super::{Inspector, key, quote_view};
use crate::array::Array;
use crate::cell::Gc;
use crate::heap::kind;
use crate::list::List;
use crate::object::Object;
use crate::operator::convert;
use crate::property::Property;
use crate::property::key::PropertyKey;
use crate::string::View;
use crate::text::quote;
use crate::value::Value;

/// How a property is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `name: value`.
    Member,
    /// The value alone.
    Element,
}

/// Own keys that are shown; `indices` says whether integer keys are among them.
pub fn visible_keys(inspector: &Inspector, object: Gc<Object>, indices: bool) -> Vec<PropertyKey> {
    let keys = object.own_keys();
    let mut visible = Vec::new();
    for index in 0..keys.len() {
        let key = PropertyKey(keys[index]);
        if !indices && key.index().is_some() {
            continue;
        }
        let own = object.own_property(key);
        if own.is_some_and(|own| own.attributes.is_enumerable() || inspector.options.show_hidden) {
            visible.push(key);
        }
    }
    visible
}

impl Inspector {
    /// An own property.
    pub fn property(&mut self, object: Gc<Object>, key: PropertyKey, role: Role, level: usize) -> String {
        let Some(own) = object.own_property(key) else { return String::new() };
        let text = match own.accessor() {
            Some(_) => self.accessor(object, own, level),
            None => {
                self.indentation += 2;
                let text = self.value(own.value, level);
                self.indentation -= 2;
                text
            }
        };
        if role == Role::Element {
            return text;
        }
        let name = name_of(key);
        let name = if own.attributes.is_enumerable() { name } else { ["[", &name, "]"].concat() };
        [&name, ": ", &text].concat()
    }

    fn accessor(&mut self, object: Gc<Object>, own: Property, level: usize) -> String {
        let accessor = own.accessor().expect("the caller has looked");
        let label = match (accessor.getter.is_undefined(), accessor.setter.is_undefined()) {
            (false, false) => "Getter/Setter",
            (false, true) => "Getter",
            (true, false) => "Setter",
            (true, true) => return "undefined".to_owned(),
        };
        if !self.options.getters || accessor.getter.is_undefined() {
            return ["[", label, "]"].concat();
        }
        self.indentation += 2;
        let text = match crate::exception::catch::try_call(|| own.read(object.into())) {
            Ok(value) if value.is_object() => ["[", label, "] ", &self.value(value, level)].concat(),
            Ok(value) => ["[", label, ": ", &self.value(value, level), "]"].concat(),
            Err(error) => ["[", label, ": <Inspection threw (", &self.value(error, level), ")>]"].concat(),
        };
        self.indentation -= 2;
        text
    }

    /// Elements of an array, holes counted.
    pub fn elements(&mut self, array: Gc<Array>, level: usize) -> Vec<String> {
        let object = array.cast::<Object>();
        let length = array.length as usize;
        let limit = length.min(self.options.max_array);
        let mut output = Vec::with_capacity(limit + 1);
        let mut index = 0;
        while index < length && output.len() < limit {
            let hole_end = self.next_element(array, index);
            if hole_end > index {
                output.push(counted("<", hole_end - index, " empty item", ">"));
                index = hole_end;
                continue;
            }
            output.push(self.property(object, PropertyKey::from_index(index as u32), Role::Element, level));
            index += 1;
        }
        if index < length {
            output.push(counted("... ", length - index, " more item", ""));
        }
        output
    }

    /// The first index from `index` on that is there, or the length.
    fn next_element(&self, array: Gc<Array>, index: usize) -> usize {
        let length = array.length as usize;
        if !array.is_slow() {
            let elements = array.fast_elements();
            return (index..length).find(|index| !elements[*index].is_empty()).unwrap_or(length);
        }
        let object = array.cast::<Object>();
        if object.has_own(PropertyKey::from_index(index as u32)) {
            return index;
        }
        let keys = object.own_keys();
        let indices = keys.iter().filter_map(|key| PropertyKey(*key).index()).map(|found| found as usize);
        indices.filter(|found| *found > index).min().unwrap_or(length)
    }

    /// Values of a set, or of an iterator.
    pub fn values(&mut self, values: Gc<List>, level: usize) -> Vec<String> {
        self.indentation += 2;
        let limit = values.len().min(self.options.max_array);
        let mut output: Vec<String> = (0..limit).map(|index| self.value(values[index], level)).collect();
        self.indentation -= 2;
        self.push_rest(&mut output, values.len() - limit);
        output
    }

    /// Entries of a map: keys and values by turns.
    pub fn pairs(&mut self, entries: Gc<List>, level: usize) -> Vec<String> {
        self.indentation += 2;
        let count = entries.len() / 2;
        let limit = count.min(self.options.max_array);
        let mut output = Vec::with_capacity(limit);
        for index in 0..limit {
            let key = self.value(entries[index * 2], level);
            let value = self.value(entries[index * 2 + 1], level);
            output.push([&key, " => ", &value].concat());
        }
        self.indentation -= 2;
        self.push_rest(&mut output, count - limit);
        output
    }

    /// Entries of an iterator over entries: `[ key, value ]`.
    pub fn pair_arrays(&mut self, entries: Gc<List>, level: usize) -> Vec<String> {
        self.indentation += 2;
        let count = entries.len() / 2;
        let limit = count.min(self.options.max_array);
        let mut output = Vec::with_capacity(limit);
        for index in 0..limit {
            let pair = vec![self.value(entries[index * 2], level), self.value(entries[index * 2 + 1], level)];
            output.push(self.lay_out(("[", "]"), pair, level));
        }
        self.indentation -= 2;
        self.push_rest(&mut output, count - limit);
        output
    }

    pub fn push_rest(&self, output: &mut Vec<String>, rest: usize) {
        if rest > 0 {
            output.push(counted("... ", rest, " more item", ""));
        }
    }

    /// `[name]: value` of properties that live on the prototype (`byteLength`).
    pub fn inherited(&mut self, object: Gc<Object>, name: &str, level: usize) -> String {
        self.indentation += 2;
        let text = self.value(object.get(key(name)), level);
        self.indentation -= 2;
        ["[", name, "]: ", &text].concat()
    }
}

/// `<3 empty items>`, `... 1 more item`.
fn counted(before: &str, count: usize, what: &str, after: &str) -> String {
    [before, &count.to_string(), what, if count > 1 { "s" } else { "" }, after].concat()
}

/// A key in front of its value.
fn name_of(key: PropertyKey) -> String {
    if let Some(symbol) = key.symbol() {
        let units: Vec<u16> = symbol.descriptive().encode_utf16().collect();
        let mut text = String::new();
        quote::escape_into(&mut text, &units, '\'');
        return text;
    }
    let string = convert::to_string(key.0);
    let name = string.to_rust();
    if name == "__proto__" {
        return "['__proto__']".to_owned();
    }
    if quote::is_plain_name(&name) {
        return name;
    }
    match string.view() {
        View::Latin1(units) => quote::quote(units),
        View::Utf16(units) => quote::quote(units),
    }
}

/// Are all elements numbers or BigInts?
pub fn are_numeric(object: Gc<Object>, count: usize) -> bool {
    if object.kind() != kind::ARRAY {
        return true;
    }
    let array: Gc<Array> = object.cast();
    if array.is_slow() || (array.length as usize) < count {
        return false;
    }
    array.fast_elements()[..count].iter().all(|value| value.is_number() || value.is_bigint())
}

/// As `quote_view`, of a value that is a string.
pub fn quoted(value: Value) -> String {
    quote_view(convert::to_string(value).view())
}
