//! Dates as text.

use super::this_date;
use crate::builtin;
use crate::builtin::locale::{self, option};
use crate::call::Arguments;
use crate::exception::throw::{throw_not_implemented, throw_range_error};
use crate::operator::convert::{self, Hint};
use crate::property::key::PropertyKey;
use crate::string::make;
use crate::text::calendar::{self, Fields, MONTHS, padded};
use crate::text::zone;
use crate::value::Value;

/// `Thu Jan 02 2020 03:04:05 GMT+0000 (Coordinated Universal Time)`.
pub fn text(time: f64) -> String {
    if time.is_nan() {
        return "Invalid Date".to_owned();
    }
    let local = zone::to_local(time);
    [&calendar::date_text(local), " ", &clock(time)].concat()
}

fn clock(time: f64) -> String {
    [&calendar::clock_text(zone::to_local(time)), " ", &zone::at(time).text()].concat()
}

/// A text of a valid date, in a string of the program.
fn shown(this: Value, show: impl Fn(f64) -> String) -> Value {
    let time = this_date(this).time;
    if time.is_nan() {
        return make::from_latin1(b"Invalid Date").into();
    }
    make::from_str(&show(time)).into()
}

fn in_locale(this: Value, arguments: Arguments, parts: Parts) -> Value {
    locale::check(arguments.get(0));
    let options = arguments.get(1);
    locale::refuse_options(options, UNKNOWN_OPTIONS);
    shown(this, |time| locale_text(time, options, parts))
}

/// Local time, or UTC where the options say so.
fn in_zone(time: f64, options: Value) -> Fields {
    let name = option(options, "timeZone");
    let utc = ["UTC", "GMT", "Etc/UTC"].contains(&name.as_str());
    if !utc && !name.is_empty() {
        throw_not_implemented(&["The time zone ", &name].concat());
    }
    calendar::fields(if utc { time } else { zone::to_local(time) })
}

/// Options that change the text in ways unknown here, with the value that changes nothing.
const UNKNOWN_OPTIONS: &[(&str, &str)] = &[
    ("dateStyle", ""),
    ("timeStyle", ""),
    ("calendar", "gregory"),
    ("numberingSystem", "latn"),
    ("hourCycle", "h12"),
    ("era", ""),
    ("dayPeriod", ""),
    ("fractionalSecondDigits", ""),
    ("timeZoneName", ""),
];

/// The parts that a method shows where the options name none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    Both,
    Date,
    Time,
}

fn locale_text(time: f64, options: Value, parts: Parts) -> String {
    let names = |names: &[&str]| names.iter().any(|part| !option(options, part).is_empty());
    let (names_date, names_time) =
        (names(&["weekday", "year", "month", "day"]), names(&["hour", "minute", "second"]));
    let shows_date = names_date || parts == Parts::Date || parts == Parts::Both && !names_time;
    let shows_time = names_time || parts == Parts::Time || parts == Parts::Both && !names_date;
    let fields = in_zone(time, options);
    match (shows_date, shows_time) {
        (true, false) => locale_date(&fields, options),
        (false, _) => locale_time(&fields, options),
        (true, true) if names_date && (option(options, "month") == "long" || !names(&["day"])) => {
            throw_not_implemented("A date and a time in words")
        }
        (true, true) => [&locale_date(&fields, options), ", ", &locale_time(&fields, options)].concat(),
    }
}

const LONG_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const LONG_WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// As en-US writes a date: `1/2/2020`, or with the parts the options name.
fn locale_date(fields: &Fields, options: Value) -> String {
    let day_of_week = calendar::weekday(calendar::make(fields));
    let get = |name: &str| option(options, name);
    let (weekday, year, month, day) = (get("weekday"), get("year"), get("month"), get("day"));
    let numeric = |style: &str, number: f64| {
        if style == "2-digit" { padded(number % 100.0, 2) } else { padded(number, 1) }
    };
    // Years before the first count backwards from 1.
    let fields =
        &Fields { year: if fields.year <= 0.0 { 1.0 - fields.year } else { fields.year }, ..*fields };
    let all_empty = [&weekday, &year, &month, &day].iter().all(|style| style.is_empty());
    if all_empty {
        return [&padded(fields.month + 1.0, 1), "/", &padded(fields.day, 1), "/", &padded(fields.year, 1)]
            .concat();
    }
    let day_text = if day.is_empty() { String::new() } else { numeric(&day, fields.day) };
    let year_text = if year.is_empty() { String::new() } else { numeric(&year, fields.year) };
    let name = match month.as_str() {
        "long" => LONG_MONTHS[fields.month as usize],
        "short" => MONTHS[fields.month as usize],
        _ => "",
    };
    let long_day = LONG_WEEKDAYS[day_of_week];
    let weekday = match weekday.as_str() {
        "" => "",
        "long" => long_day,
        _ => &long_day[..3],
    };
    let join = |parts: &[&str], separator: &str| {
        parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(separator)
    };
    if name.is_empty() {
        let month = if month.is_empty() { String::new() } else { numeric(&month, fields.month + 1.0) };
        return join(&[weekday, &join(&[&month, &day_text, &year_text], "/")], ", ");
    }
    let month_day = join(&[name, &day_text], " ");
    let separator = if day_text.is_empty() { " " } else { ", " };
    join(&[weekday, &join(&[&month_day, &year_text], separator)], ", ")
}

/// `3:04:05 AM`, or with the parts the options name.
fn locale_time(fields: &Fields, options: Value) -> String {
    let [hour, minute, second] = ["hour", "minute", "second"].map(|part| option(options, part));
    let rest = match [&hour, &minute, &second].map(|part| !part.is_empty()) {
        [false, false, false] | [true, true, true] => {
            [":", &padded(fields.minute, 2), ":", &padded(fields.second, 2)].concat()
        }
        [true, true, false] => [":", &padded(fields.minute, 2)].concat(),
        [true, false, false] => String::new(),
        _ => throw_not_implemented("A time with these parts"),
    };
    if option(options, "hour12") == "false" {
        return [padded(fields.hour, 2).as_str(), &rest].concat();
    }
    let twelve = (fields.hour + 11.0) % 12.0 + 1.0;
    let half = if fields.hour < 12.0 { " AM" } else { " PM" };
    let width = if hour == "2-digit" { 2 } else { 1 };
    [padded(twelve, width).as_str(), &rest, half].concat()
}

builtin! {
    pub fn to_string(this, arguments) { shown(this, text) }

    pub fn to_date_string(this, arguments) { shown(this, |time| calendar::date_text(zone::to_local(time))) }

    pub fn to_time_string(this, arguments) { shown(this, clock) }

    pub fn to_utc_string(this, arguments) { shown(this, calendar::utc_text) }

    pub fn to_iso_string(this, arguments) {
        let time = this_date(this).time;
        if time.is_nan() {
            throw_range_error("Invalid time value");
        }
        make::from_latin1(calendar::iso(time).as_bytes()).into()
    }

    pub fn to_json(this, arguments) {
        let object = convert::to_object(this);
        let primitive = convert::to_primitive(object.into(), Hint::Number);
        if primitive.is_number() && !primitive.as_f64().is_finite() {
            return Value::NULL;
        }
        object.invoke(PropertyKey::from_text("toISOString"), &[])
    }

    pub fn to_locale_string(this, arguments) { in_locale(this, arguments, Parts::Both) }

    pub fn to_locale_date_string(this, arguments) { in_locale(this, arguments, Parts::Date) }

    pub fn to_locale_time_string(this, arguments) { in_locale(this, arguments, Parts::Time) }
}
