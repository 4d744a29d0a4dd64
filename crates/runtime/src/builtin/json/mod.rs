//! `JSON`. `parse` reads straight into objects, `stringify` writes, `message` words what `parse` refuses.

pub mod message;
pub mod parse;
pub mod revive;
pub mod scan;
mod source;
pub mod stringify;
pub mod write;

use super::table::{Member, Namespace};
use crate::builtin;
use crate::operator::convert;
use crate::realm::Intrinsic;

pub static NAMESPACE: Namespace = Namespace {
    name: "JSON",
    object: Intrinsic::Json,
    members: &[
        Member::Method("parse", 2, parse),
        Member::Method("stringify", 3, stringify),
        Member::Tag("JSON"),
    ],
};

builtin! {
    fn parse(this, arguments) {
        let text = convert::to_string(arguments.get(0));
        let value = parse::parse(text);
        let reviver = arguments.get(1);
        if convert::is_callable(reviver) { revive::revive(value, text, reviver) } else { value }
    }

    fn stringify(this, arguments) {
        stringify::stringify(arguments.get(0), arguments.get(1), arguments.get(2))
    }
}
