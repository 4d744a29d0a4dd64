//! The setters of dates.

use super::this_date;
use crate::builtin;
use crate::call::Arguments;
use crate::operator::convert;
use crate::text::calendar::{self, Fields};
use crate::text::zone;
use crate::value::Value;

/// A part that is set.
type Part = fn(&mut Fields) -> &mut f64;

const DATE_PARTS: [Part; 3] = [|f| &mut f.year, |f| &mut f.month, |f| &mut f.day];
const TIME_PARTS: [Part; 4] = [|f| &mut f.hour, |f| &mut f.minute, |f| &mut f.second, |f| &mut f.ms];

/// Sets consecutive parts from the arguments that are there; the first one always counts.
fn set(this: Value, arguments: Arguments, parts: &[Part], local: bool, revives: bool) -> Value {
    let mut date = this_date(this);
    let mut time = date.time;
    let mut values = [f64::NAN; 4];
    let count = arguments.len().clamp(1, parts.len());
    for (index, value) in values.iter_mut().enumerate().take(count) {
        *value = convert::to_number(arguments.get(index));
    }
    if time.is_nan() {
        if !revives {
            return Value::NAN;
        }
        time = 0.0;
    } else if local {
        time = zone::to_local(time);
    }
    let mut fields = calendar::fields(time);
    for (part, value) in parts.iter().zip(&values[..count]) {
        *part(&mut fields) = *value;
    }
    let time = calendar::make(&fields);
    date.time = calendar::clip(if local { zone::to_utc(time) } else { time });
    Value::from_f64(date.time)
}

builtin! {
    pub fn time(this, arguments) {
        let mut date = this_date(this);
        date.time = calendar::clip(convert::to_number(arguments.get(0)));
        Value::from_f64(date.time)
    }

    /// Two digits are a year of the last century.
    pub fn year(this, arguments) {
        let mut date = this_date(this);
        let year = convert::to_number(arguments.get(0));
        let time = if date.time.is_nan() { 0.0 } else { zone::to_local(date.time) };
        let fields = Fields { year: super::full_year(year), ..calendar::fields(time) };
        date.time = calendar::clip(zone::to_utc(calendar::make(&fields)));
        Value::from_f64(date.time)
    }

    pub fn full_year(this, arguments) { set(this, arguments, &DATE_PARTS, true, true) }
    pub fn month(this, arguments) { set(this, arguments, &DATE_PARTS[1..], true, false) }
    pub fn date(this, arguments) { set(this, arguments, &DATE_PARTS[2..], true, false) }
    pub fn hours(this, arguments) { set(this, arguments, &TIME_PARTS, true, false) }
    pub fn minutes(this, arguments) { set(this, arguments, &TIME_PARTS[1..], true, false) }
    pub fn seconds(this, arguments) { set(this, arguments, &TIME_PARTS[2..], true, false) }
    pub fn milliseconds(this, arguments) { set(this, arguments, &TIME_PARTS[3..], true, false) }
    pub fn utc_full_year(this, arguments) { set(this, arguments, &DATE_PARTS, false, true) }
    pub fn utc_month(this, arguments) { set(this, arguments, &DATE_PARTS[1..], false, false) }
    pub fn utc_date(this, arguments) { set(this, arguments, &DATE_PARTS[2..], false, false) }
    pub fn utc_hours(this, arguments) { set(this, arguments, &TIME_PARTS, false, false) }
    pub fn utc_minutes(this, arguments) { set(this, arguments, &TIME_PARTS[1..], false, false) }
    pub fn utc_seconds(this, arguments) { set(this, arguments, &TIME_PARTS[2..], false, false) }
    pub fn utc_milliseconds(this, arguments) { set(this, arguments, &TIME_PARTS[3..], false, false) }
}
