//! `Boolean` and its prototype.

use super::table::{BASE, Class};
use crate::builtin;
use crate::exception::throw::throw_not_implemented;
use crate::realm::Intrinsic;

pub static CLASS: Class = Class {
    name: "Boolean",
    length: 1,
    code: constructor,
    constructor: Intrinsic::Boolean,
    prototype: Intrinsic::BooleanPrototype,
    ..BASE
};

builtin! {
    fn constructor(this, arguments) {
        throw_not_implemented("Boolean")
    }
}
