//! Dates as text.

use super::this_date;
use crate::builtin;
use crate::exception::throw::throw_range_error;
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

/// Local time, or UTC where the options say so.
fn in_zone(time: f64, options: Value) -> Fields {
    let name = options.as_object().map(|options| options.get(PropertyKey::from_text("timeZone")));
    let name = name.and_then(|name| name.as_string()).map(|name| name.to_rust());
    let utc = name.is_some_and(|name| ["UTC", "GMT", "Etc/UTC"].contains(&name.as_str()));
    calendar::fields(if utc { time } else { zone::to_local(time) })
}

/// An option of a text, empty where it is not there.
fn option(options: Value, name: &str) -> String {
    let value =
        options.as_object().map_or(Value::UNDEFINED, |options| options.get(PropertyKey::from_text(name)));
    if value.is_undefined() { String::new() } else { convert::to_string(value).to_rust() }
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

/// `3:04:05 AM`.
fn locale_time(fields: &Fields, options: Value) -> String {
    let (hour, second) = (option(options, "hour"), option(options, "second"));
    let shows_seconds = hour.is_empty() || !second.is_empty();
    let rest = if shows_seconds { [":", &padded(fields.second, 2)].concat() } else { String::new() };
    if option(options, "hour12") == "false" {
        return [&padded(fields.hour, 2), ":", &padded(fields.minute, 2), &rest].concat();
    }
    let twelve = (fields.hour + 11.0) % 12.0 + 1.0;
    let half = if fields.hour < 12.0 { " AM" } else { " PM" };
    let width = if hour == "2-digit" { 2 } else { 1 };
    [&padded(twelve, width), ":", &padded(fields.minute, 2), &rest, half].concat()
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

    pub fn to_locale_string(this, arguments) {
        let options = arguments.get(1);
        shown(this, |time| {
            let fields = in_zone(time, options);
            [&locale_date(&fields, options), ", ", &locale_time(&fields, options)].concat()
        })
    }

    pub fn to_locale_date_string(this, arguments) {
        let options = arguments.get(1);
        shown(this, |time| locale_date(&in_zone(time, options), options))
    }

    pub fn to_locale_time_string(this, arguments) {
        let options = arguments.get(1);
        shown(this, |time| locale_time(&in_zone(time, options), options))
    }
}
