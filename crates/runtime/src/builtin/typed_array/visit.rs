//! Methods of typed arrays that call back.

use super::make::species_create;
use super::method::element;
use super::{TypedArray, valid_array};
use crate::builtin;
use crate::builtin::check;
use crate::call::{Arguments, call};
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::list;
use crate::operator::convert::{is_callable, truthy};
use crate::value::Value;

struct Visit {
    array: Gc<TypedArray>,
    length: usize,
    callback: Value,
    this_argument: Value,
}

impl Visit {
    fn new(this: Value, arguments: Arguments, name: &str) -> Visit {
        let array = valid_array(this, name);
        let callback = arguments.get(0);
        if !is_callable(callback) {
            throw_type_error(&[&check::plain(callback), " is not a function"].concat());
        }
        Visit { array, length: array.length(), callback, this_argument: arguments.get(1) }
    }

    fn call(&self, index: usize, value: Value) -> Value {
        call(self.callback, self.this_argument, &[value, Value::from_usize(index), self.array.into()])
    }

    /// The first element that pleases the callback.
    fn search(&self, mut indices: impl Iterator<Item = usize>) -> Option<(usize, Value)> {
        indices.find_map(|index| {
            let value = element(self.array, index);
            truthy(self.call(index, value)).then_some((index, value))
        })
    }
}

fn index_or_none(found: Option<(usize, Value)>) -> Value {
    found.map_or(Value::from_i32(-1), |found| Value::from_usize(found.0))
}

fn value_or_undefined(found: Option<(usize, Value)>) -> Value {
    found.map_or(Value::UNDEFINED, |found| found.1)
}

builtin! {
    pub fn for_each(this, arguments) {
        let visit = Visit::new(this, arguments, "forEach");
        for index in 0..visit.length {
            visit.call(index, element(visit.array, index));
        }
        Value::UNDEFINED
    }

    pub fn map(this, arguments) {
        let visit = Visit::new(this, arguments, "map");
        let result = species_create(visit.array, visit.length);
        for index in 0..visit.length {
            result.put(index, visit.call(index, element(visit.array, index)));
        }
        result.into()
    }

    pub fn filter(this, arguments) {
        let visit = Visit::new(this, arguments, "filter");
        let kept = list::new();
        for index in 0..visit.length {
            let value = element(visit.array, index);
            if truthy(visit.call(index, value)) {
                kept.push(value);
            }
        }
        let result = species_create(visit.array, kept.len());
        (0..kept.len()).for_each(|index| result.put(index, kept[index]));
        result.into()
    }

    pub fn every(this, arguments) {
        let visit = Visit::new(this, arguments, "every");
        (0..visit.length).all(|index| truthy(visit.call(index, element(visit.array, index)))).into()
    }

    pub fn some(this, arguments) {
        let visit = Visit::new(this, arguments, "some");
        visit.search(0..visit.length).is_some().into()
    }

    pub fn find(this, arguments) {
        let visit = Visit::new(this, arguments, "find");
        value_or_undefined(visit.search(0..visit.length))
    }

    pub fn find_index(this, arguments) {
        let visit = Visit::new(this, arguments, "findIndex");
        index_or_none(visit.search(0..visit.length))
    }

    pub fn find_last(this, arguments) {
        let visit = Visit::new(this, arguments, "findLast");
        value_or_undefined(visit.search((0..visit.length).rev()))
    }

    pub fn find_last_index(this, arguments) {
        let visit = Visit::new(this, arguments, "findLastIndex");
        index_or_none(visit.search((0..visit.length).rev()))
    }

    pub fn reduce(this, arguments) {
        let visit = Visit::new(this, arguments, "reduce");
        fold(&visit, arguments, 0..visit.length)
    }

    pub fn reduce_right(this, arguments) {
        let visit = Visit::new(this, arguments, "reduceRight");
        fold(&visit, arguments, (0..visit.length).rev())
    }
}

fn fold(visit: &Visit, arguments: Arguments, mut indices: impl Iterator<Item = usize>) -> Value {
    let mut accumulator = match arguments.len() {
        0 | 1 => match indices.next() {
            Some(first) => element(visit.array, first),
            None => throw_type_error("Reduce of empty array with no initial value"),
        },
        _ => arguments.get(1),
    };
    for index in indices {
        let values = [accumulator, element(visit.array, index), Value::from_usize(index), visit.array.into()];
        accumulator = call(visit.callback, Value::UNDEFINED, &values);
    }
    accumulator
}
