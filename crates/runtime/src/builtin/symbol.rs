//! `Symbol` and its prototype.

use super::table::{BASE, Class};
use crate::builtin;
use crate::exception::throw::throw_not_implemented;
use crate::realm::Intrinsic;

pub static CLASS: Class = Class {
    name: "Symbol",
    length: 0,
    code: constructor,
    constructor: Intrinsic::Symbol,
    prototype: Intrinsic::SymbolPrototype,
    ..BASE
};

builtin! {
    fn constructor(this, arguments) {
        throw_not_implemented("Symbol")
    }
}
