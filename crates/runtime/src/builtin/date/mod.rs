//! `Date` and its prototype. `set` holds the setters, `show` the texts; the calendar is `text::calendar`.

pub mod set;
pub mod show;

use super::table::{BASE, Class, Member};
use crate::builtin;
use crate::call::prototype_for;
use crate::cell::Gc;
use crate::exception::throw::throw_type_error;
use crate::heap::kind;
use crate::object::{self, Object};
use crate::operator::convert::{self, Hint};
use crate::property::Attributes;
use crate::realm::Intrinsic;
use crate::string::make;
use crate::text::calendar::{self, Fields};
use crate::text::{read_date, zone};
use crate::value::Value;
use std::time::{SystemTime, UNIX_EPOCH};

#[repr(C)]
pub struct Date {
    pub object: Object,
    /// Milliseconds since 1970, an integer or NaN.
    pub time: f64,
}

pub static CLASS: Class = Class {
    name: "Date",
    length: 7,
    code: constructor,
    constructor: Intrinsic::Date,
    prototype: Intrinsic::DatePrototype,
    statics: &[
        Member::Method("now", 0, now),
        Member::Method("parse", 1, parse),
        Member::Method("UTC", 7, utc),
    ],
    members: &[
        Member::Method("toString", 0, show::to_string),
        Member::Method("toDateString", 0, show::to_date_string),
        Member::Method("toTimeString", 0, show::to_time_string),
        Member::Method("toISOString", 0, show::to_iso_string),
        Member::Method("toUTCString", 0, show::to_utc_string),
        Member::Alias("toGMTString", "toUTCString"),
        Member::Method("getDate", 0, get_date),
        Member::Method("setDate", 1, set::date),
        Member::Method("getDay", 0, get_day),
        Member::Method("getFullYear", 0, get_full_year),
        Member::Method("setFullYear", 3, set::full_year),
        Member::Method("getHours", 0, get_hours),
        Member::Method("setHours", 4, set::hours),
        Member::Method("getMilliseconds", 0, get_milliseconds),
        Member::Method("setMilliseconds", 1, set::milliseconds),
        Member::Method("getMinutes", 0, get_minutes),
        Member::Method("setMinutes", 3, set::minutes),
        Member::Method("getMonth", 0, get_month),
        Member::Method("setMonth", 2, set::month),
        Member::Method("getSeconds", 0, get_seconds),
        Member::Method("setSeconds", 2, set::seconds),
        Member::Method("getTime", 0, get_time),
        Member::Method("setTime", 1, set::time),
        Member::Method("getTimezoneOffset", 0, get_timezone_offset),
        Member::Method("getUTCDate", 0, get_utc_date),
        Member::Method("setUTCDate", 1, set::utc_date),
        Member::Method("getUTCDay", 0, get_utc_day),
        Member::Method("getUTCFullYear", 0, get_utc_full_year),
        Member::Method("setUTCFullYear", 3, set::utc_full_year),
        Member::Method("getUTCHours", 0, get_utc_hours),
        Member::Method("setUTCHours", 4, set::utc_hours),
        Member::Method("getUTCMilliseconds", 0, get_utc_milliseconds),
        Member::Method("setUTCMilliseconds", 1, set::utc_milliseconds),
        Member::Method("getUTCMinutes", 0, get_utc_minutes),
        Member::Method("setUTCMinutes", 3, set::utc_minutes),
        Member::Method("getUTCMonth", 0, get_utc_month),
        Member::Method("setUTCMonth", 2, set::utc_month),
        Member::Method("getUTCSeconds", 0, get_utc_seconds),
        Member::Method("setUTCSeconds", 2, set::utc_seconds),
        Member::Method("valueOf", 0, get_time),
        Member::Method("getYear", 0, get_year),
        Member::Method("setYear", 1, set::year),
        Member::Method("toJSON", 1, show::to_json),
        Member::Method("toLocaleString", 0, show::to_locale_string),
        Member::Method("toLocaleDateString", 0, show::to_locale_date_string),
        Member::Method("toLocaleTimeString", 0, show::to_locale_time_string),
        Member::Value("@toPrimitive", to_primitive_function, Attributes::READONLY_HIDDEN),
    ],
    ..BASE
};

/// The Date `this` must be.
pub fn this_date(this: Value) -> Gc<Date> {
    match this.as_kind(kind::DATE) {
        Some(date) => date,
        None => throw_type_error("this is not a Date object."),
    }
}

/// Now, in whole milliseconds.
fn current() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_millis() as f64)
}

/// The parts given to the constructor or `Date.UTC`.
fn from_parts(arguments: &[Value]) -> f64 {
    let mut parts = [f64::NAN, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    for (part, value) in parts.iter_mut().zip(arguments) {
        *part = convert::to_number(*value);
    }
    let [year, month, day, hour, minute, second, ms] = parts;
    calendar::make(&Fields { year: full_year(year), month, day, hour, minute, second, ms })
}

/// Years from 0 to 99 are those of the last century.
fn full_year(year: f64) -> f64 {
    if (0.0..=99.0).contains(&year.trunc()) { 1900.0 + year.trunc() } else { year }
}

/// A part of a date, NaN where it has none.
fn part(this: Value, local: bool, part: fn(f64) -> f64) -> Value {
    let time = this_date(this).time;
    if time.is_nan() {
        return Value::NAN;
    }
    Value::from_f64(part(if local { zone::to_local(time) } else { time }))
}

macro_rules! getters {
    ($($local:ident $utc:ident $part:expr;)*) => {
        builtin! {
            $(
                fn $local(this, arguments) { part(this, true, $part) }
                fn $utc(this, arguments) { part(this, false, $part) }
            )*
        }
    };
}

getters! {
    get_full_year get_utc_full_year |time| calendar::fields(time).year;
    get_month get_utc_month |time| calendar::fields(time).month;
    get_date get_utc_date |time| calendar::fields(time).day;
    get_day get_utc_day |time| calendar::weekday(time) as f64;
    get_hours get_utc_hours |time| calendar::fields(time).hour;
    get_minutes get_utc_minutes |time| calendar::fields(time).minute;
    get_seconds get_utc_seconds |time| calendar::fields(time).second;
    get_milliseconds get_utc_milliseconds |time| calendar::fields(time).ms;
}

fn to_primitive_function() -> Value {
    super::table::new_function("[Symbol.toPrimitive]", 1, to_primitive).into()
}

builtin! {
    fn constructor(this, arguments, callee, new_target) {
        if new_target.is_undefined() {
            return make::from_str(&show::text(current())).into();
        }
        let time = match arguments.0 {
            [] => current(),
            [value] => match value.as_kind::<Date>(kind::DATE) {
                Some(date) => date.time,
                None => {
                    let primitive = convert::to_primitive(*value, Hint::Default);
                    match primitive.as_string() {
                        Some(text) => read_date::parse(&text.to_rust()),
                        None => calendar::clip(convert::to_number(primitive)),
                    }
                }
            },
            parts => calendar::clip(zone::to_utc(from_parts(parts))),
        };
        let prototype = prototype_for(new_target, Intrinsic::DatePrototype);
        let mut date = object::of_kind::<Date>(kind::DATE, Some(prototype));
        date.time = time;
        date.into()
    }

    fn now(this, arguments) { Value::from_f64(current()) }

    fn parse(this, arguments) {
        Value::from_f64(read_date::parse(&convert::to_string(arguments.get(0)).to_rust()))
    }

    fn utc(this, arguments) { Value::from_f64(calendar::clip(from_parts(arguments.0))) }

    fn get_time(this, arguments) { Value::from_f64(this_date(this).time) }

    fn get_year(this, arguments) { part(this, true, |time| calendar::fields(time).year - 1900.0) }

    fn get_timezone_offset(this, arguments) {
        part(this, false, |time| 0.0 - zone::at(time).milliseconds() / 60_000.0)
    }

    fn to_primitive(this, arguments) {
        let Some(object) = this.as_object() else {
            throw_type_error("Date.prototype [ @@toPrimitive ] called on non-object")
        };
        let text = arguments.get(0).as_string().map_or(String::new(), |hint| hint.to_rust());
        let hint = match text.as_str() {
            "default" | "string" => Hint::String,
            "number" => Hint::Number,
            _ => throw_type_error(&["Invalid hint: ", &super::check::plain(arguments.get(0))].concat()),
        };
        convert::ordinary_to_primitive(object, hint)
    }
}
