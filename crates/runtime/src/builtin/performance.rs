//! `performance`.

use super::process;
use super::table::{Member, Namespace};
use crate::builtin;
use crate::property::Attributes;
use crate::realm::Intrinsic;
use crate::value::Value;
use std::time::{SystemTime, UNIX_EPOCH};

pub static NAMESPACE: Namespace = Namespace {
    name: "performance",
    object: Intrinsic::Performance,
    members: &[
        Member::Method("now", 0, now),
        Member::Value("timeOrigin", time_origin, Attributes::ENUMERABLE),
        Member::Tag("Performance"),
    ],
};

fn time_origin() -> Value {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    Value::from_f64(since - process::running().as_secs_f64() * 1000.0)
}

builtin! {
    fn now(this, arguments) { Value::from_f64(process::running().as_nanos() as f64 / 1e6) }
}
