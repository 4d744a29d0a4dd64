//! Result objects of iterators: `{ value, done }`.

use crate::cell::Global;
use crate::object;
use crate::property::Attributes;
use crate::realm::names;
use crate::shape;
use crate::value::Value;

/// Shape of result objects, 0 until the first is made.
static SHAPE: Global<u32> = Global::new(0);

/// CreateIterResultObject.
pub fn result(value: Value, done: bool) -> Value {
    let known = *SHAPE.get();
    if known == 0 {
        return first(value, done);
    }
    let shape = shape::by_id(known);
    let object = object::of_shape(shape);
    object.set_slot(shape, 0, value);
    object.set_slot(shape, 1, done.into());
    // The other in-object slots belong to no property yet.
    object.into()
}

#[cold]
fn first(value: Value, done: bool) -> Value {
    let object = object::new();
    object.put(names().value, value, Attributes::ALL);
    object.put(names().done, done.into(), Attributes::ALL);
    *SHAPE.get() = object.header.shape;
    object.into()
}
