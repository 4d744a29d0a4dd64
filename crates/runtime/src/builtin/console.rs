//! `console`.

use super::table::{Member, Namespace};
use crate::builtin;
use crate::operator::convert;
use crate::realm::Intrinsic;
use crate::value::Value;

pub static NAMESPACE: Namespace =
    Namespace { name: "console", object: Intrinsic::Console, members: &[Member::Method("log", 0, log)] };

builtin! {
    fn log(this, arguments) {
        let mut line = String::new();
        for (index, value) in arguments.0.iter().enumerate() {
            if index > 0 {
                line.push(' ');
            }
            match value.as_string() {
                Some(string) => line.push_str(&string.to_rust()),
                None => line.push_str(&convert::display(*value)),
            }
        }
        line.push('\n');
        // SAFETY: plain write.
        unsafe { libc::write(1, line.as_ptr().cast(), line.len()) };
        Value::UNDEFINED
    }
}
