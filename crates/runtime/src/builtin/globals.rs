//! Functions and constants of the global object that belong to no class.

use super::table::Member;
use crate::property::Attributes;
use crate::value::Value;

pub static MEMBERS: &[Member] = &[
    Member::Value("undefined", undefined, Attributes::NONE),
    Member::Constant("NaN", f64::NAN),
    Member::Constant("Infinity", f64::INFINITY),
];

fn undefined() -> Value {
    Value::UNDEFINED
}
