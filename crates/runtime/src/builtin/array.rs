//! `Array` and its prototype.

use super::table::{BASE, Class};
use crate::array;
use crate::builtin;
use crate::cell::Gc;
use crate::exception::throw::throw_not_implemented;
use crate::object::Object;
use crate::realm::Intrinsic;

pub static CLASS: Class = Class {
    name: "Array",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Array,
    prototype: Intrinsic::ArrayPrototype,
    make_prototype,
    ..BASE
};

/// `Array.prototype` is an array itself.
fn make_prototype(parent: Option<Gc<Object>>) -> Gc<Object> {
    array::with_prototype(parent, 0).cast()
}

builtin! {
    fn constructor(this, arguments) {
        throw_not_implemented("Array")
    }
}
