//! A look inside the special kinds of objects, without calling anything of the program.

use super::Inspector;
use crate::builtin::date::Date;
use crate::builtin::map::{self, MapObject};
use crate::cell::Gc;
use crate::list::{self, List};
use crate::object::Object;
use crate::property::key::PropertyKey;
use crate::realm::symbols;
use crate::text::calendar;

/// Target and handler of a proxy; nothing where it is revoked.
pub fn proxy(_proxy: Gc<Object>) -> Option<(Gc<Object>, Gc<Object>)> {
    None
}

/// Keys and values by turns.
pub fn map_entries(map: Gc<Object>) -> Gc<List> {
    let (map, entries): (Gc<MapObject>, _) = (map.cast(), list::new());
    for entry in map.table.iter() {
        entries.push(entry.key);
        entries.push(entry.value);
    }
    entries
}

pub fn set_values(set: Gc<Object>) -> Gc<List> {
    let (set, values): (Gc<MapObject>, _) = (set.cast(), list::new());
    set.table.iter().for_each(|entry| values.push(entry.key));
    values
}

/// What the iterator of a map or set has still to give, and whether by turns keys and values.
pub fn iterator(iterator: Gc<Object>) -> (Gc<List>, bool) {
    map::iterator::rest(iterator.cast())
}

pub fn promise(_inspector: &mut Inspector, _promise: Gc<Object>, _level: usize) -> Vec<String> {
    vec!["<pending>".to_owned()]
}

pub fn typed_length(array: Gc<Object>) -> usize {
    crate::operator::convert::length_of(array) as usize
}

/// The name of the kind of typed array.
pub fn typed_name(array: Gc<Object>) -> &'static str {
    const KINDS: [&str; 12] = [
        "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
        "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
    ];
    let tag = array.get(symbols().to_string_tag).as_string().map_or(String::new(), |tag| tag.to_rust());
    KINDS.into_iter().find(|kind| *kind == tag).unwrap_or("TypedArray")
}

pub fn typed_elements(inspector: &mut Inspector, array: Gc<Object>) -> Vec<String> {
    let length = typed_length(array);
    let limit = length.min(inspector.options.max_array);
    let element = |index: usize| array.get(PropertyKey::from_index(index as u32));
    let mut output: Vec<String> = (0..limit).map(|index| inspector.value(element(index), 0)).collect();
    inspector.push_rest(&mut output, length - limit);
    output
}

/// `[Uint8Contents]: <00 01>`.
pub fn bytes(_inspector: &Inspector, _buffer: Gc<Object>) -> String {
    "[Uint8Contents]: <>".to_owned()
}

pub fn date(date: Gc<Object>) -> String {
    let time = date.cast::<Date>().time;
    if time.is_nan() { "Invalid Date".to_owned() } else { calendar::iso(time) }
}

pub fn regexp(regexp: Gc<Object>) -> String {
    crate::regexp::text(regexp)
}
