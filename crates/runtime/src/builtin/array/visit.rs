//! Methods of arrays that call back for every element.

use super::access::{self, find as element, get, index_value, length, put, species_create, this_object};
use crate::array::Array;
use crate::builtin;
use crate::builtin::check;
use crate::call::{Arguments, call};
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::object::Object;
use crate::operator::convert::truthy;
use crate::value::Value;

/// Receiver, length and callback, checked in the order of the specification.
struct Visit {
    object: Gc<Object>,
    length: u64,
    callback: Value,
    this_argument: Value,
}

impl Visit {
    #[inline]
    fn new(this: Value, arguments: Arguments, name: &str) -> Visit {
        let object = this_object(this, name);
        let length = length(object);
        let callback = check::callback(arguments.get(0));
        Visit { object, length, callback, this_argument: arguments.get(1) }
    }

    #[inline]
    fn call(&self, index: u64, value: Value) -> Value {
        call(self.callback, self.this_argument, &[value, index_value(index), self.object.into()])
    }

    /// Calls back for every element there is, until `act` wants no more.
    #[inline]
    fn each(&self, mut act: impl FnMut(u64, Value, Value) -> bool) {
        for index in 0..self.length {
            let Some(value) = element(self.object, index) else { continue };
            if !act(index, value, self.call(index, value)) {
                return;
            }
        }
    }

    /// The first element that pleases the callback, holes included, in the order of `indices`.
    #[inline]
    fn search(&self, indices: impl Iterator<Item = u64>) -> Option<(u64, Value)> {
        for index in indices {
            let value = get(self.object, index);
            if truthy(self.call(index, value)) {
                return Some((index, value));
            }
        }
        None
    }
}

builtin! {
    pub fn for_each(this, arguments) {
        Visit::new(this, arguments, "forEach").each(|_, _, _| true);
        Value::UNDEFINED
    }

    pub fn map(this, arguments) {
        let visit = Visit::new(this, arguments, "map");
        let result = species_create(visit.object, visit.length);
        let plain = access::fast(result).filter(|array| array.length == 0);
        visit.each(|index, _, mapped| {
            if let Some(array) = plain {
                fill_holes(array, index);
            }
            put(result, index, mapped);
            true
        });
        if let Some(array) = plain {
            fill_holes(array, visit.length);
        }
        result.into()
    }

    pub fn filter(this, arguments) {
        let visit = Visit::new(this, arguments, "filter");
        let result = species_create(visit.object, 0);
        let mut count = 0;
        visit.each(|_, value, pleased| {
            if truthy(pleased) {
                put(result, count, value);
                count += 1;
            }
            true
        });
        result.into()
    }

    pub fn every(this, arguments) {
        let mut all = true;
        Visit::new(this, arguments, "every").each(|_, _, pleased| {
            all = truthy(pleased);
            all
        });
        all.into()
    }

    pub fn some(this, arguments) {
        let mut any = false;
        Visit::new(this, arguments, "some").each(|_, _, pleased| {
            any = truthy(pleased);
            !any
        });
        any.into()
    }

    pub fn find(this, arguments) {
        let visit = Visit::new(this, arguments, "find");
        visit.search(0..visit.length).map_or(Value::UNDEFINED, |found| found.1)
    }

    pub fn find_index(this, arguments) {
        let visit = Visit::new(this, arguments, "findIndex");
        visit.search(0..visit.length).map_or(Value::from_i32(-1), |found| index_value(found.0))
    }

    pub fn find_last(this, arguments) {
        let visit = Visit::new(this, arguments, "findLast");
        visit.search((0..visit.length).rev()).map_or(Value::UNDEFINED, |found| found.1)
    }

    pub fn find_last_index(this, arguments) {
        let visit = Visit::new(this, arguments, "findLastIndex");
        visit.search((0..visit.length).rev()).map_or(Value::from_i32(-1), |found| index_value(found.0))
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

/// `map` leaves holes where there were holes.
#[inline]
fn fill_holes(array: Gc<Array>, until: u64) {
    while (array.length as u64) < until && !array.is_slow() {
        array.push(Value::EMPTY);
    }
}

#[inline]
fn fold(visit: &Visit, arguments: Arguments, mut indices: impl Iterator<Item = u64>) -> Value {
    let mut accumulator = if arguments.len() >= 2 {
        arguments.get(1)
    } else {
        match indices.find_map(|index| element(visit.object, index)) {
            Some(first) => first,
            None => throw_type_error("Reduce of empty array with no initial value"),
        }
    };
    for index in indices {
        let Some(value) = element(visit.object, index) else { continue };
        let values = [accumulator, value, index_value(index), visit.object.into()];
        accumulator = call(visit.callback, Value::UNDEFINED, &values);
    }
    accumulator
}
